"""`gedragen verify`, the real command, on files that somebody meddled with: it says which line, and exits with 1."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gedragen.cases.models import Case
from gedragen.cases.store import chain
from gedragen.cases.store.chain import entry_hash, journal_line, lines_digest, short_code
from gedragen.cases.store.journal import export_lines
from gedragen.config.commands.verify import WRONG
from tests.support.cast import make_case, with_frames
from tests.support.installation import GEDRAGEN

Lines = list[dict[str, Any]]


@pytest.fixture
def lines(db: None, at: datetime) -> Lines:
    case = Case.objects.get(id=with_frames(make_case(at)).case)
    return [json.loads(line) for line in export_lines(case, at=at)]


def verify(lines: Lines, folder: Path, *more: str, tail: str = "\n") -> subprocess.CompletedProcess[str]:
    file = folder / "logboek.jsonl"
    text = "".join(journal_line(line) for line in lines)
    file.write_text(text.removesuffix("\n") + tail, encoding="utf-8")
    return subprocess.run([*GEDRAGEN, "verify", str(file), *more], env={}, capture_output=True, text=True, check=False)


def altered(lines: Lines) -> Lines:
    lines[4]["data"]["frame"] = 9
    return lines


def dropped(lines: Lines) -> Lines:
    return lines[:4] + lines[5:]


def inserted(lines: Lines) -> Lines:
    return [*lines[:4], lines[3], *lines[4:]]


def reordered(lines: Lines) -> Lines:
    return [*lines[:4], lines[5], lines[4], *lines[6:]]


def reworded(lines: Lines) -> Lines:
    found = next(line for line in lines if "opened" in line)
    next(iter(found["opened"].values()))["text"] = "Iets anders."
    return lines


def with_more(lines: Lines) -> Lines:
    lines[4]["note"] = "x"
    return lines


def cut(lines: Lines) -> Lines:
    return lines[:-1]


def shortened(lines: Lines) -> Lines:
    return [*lines[:-2], lines[-1]]


def hashed_anew(lines: Lines) -> Lines:
    """Somebody changes an entry and makes every later hash fit again, but cannot sign."""
    lines[4]["data"]["frame"] = 9
    return chained(lines)


def chained(lines: Lines) -> Lines:
    previous = ""
    for line in lines[:-1]:
        line["previous"] = previous
        line["hash"] = previous = entry_hash(line)
    lines[-1]["head"] = previous
    return lines


def signed_anew(lines: Lines) -> Lines:
    """Somebody writes the whole journal anew and signs with a key of their own."""
    key = Ed25519PrivateKey.generate()
    name = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    lines[0]["data"]["key"] = name
    lines[4]["data"]["frame"] = 9
    end = chained(lines)[-1] | {"key": name}
    end["lines"] = lines_digest(journal_line(line) for line in lines[:-1])
    end.pop("signature")
    return [*lines[:-1], end | {"signature": key.sign(rfc8785.dumps(end)).hex()}]


@pytest.mark.parametrize(
    ("meddle", "line"),
    [
        (altered, 5),
        (dropped, 5),
        (inserted, 5),
        (reordered, 5),
        (with_more, 5),
        (cut, None),
        (shortened, None),
        (hashed_anew, None),
        (reworded, None),
    ],
)
def test_whatever_was_done_to_it_the_line_is_named(
    lines: Lines, tmp_path: Path, meddle: Callable[[Lines], Lines], line: int | None
) -> None:
    found = verify(meddle(lines), tmp_path)
    assert found.returncode == 1
    assert found.stdout.startswith(f"NOT INTACT, line {line}:" if line else "NOT INTACT, line ")


def test_an_untouched_file_is_intact(lines: Lines, tmp_path: Path) -> None:
    found = verify(lines, tmp_path, "--head", short_code(lines[3]["hash"]))
    assert found.returncode == 0
    assert "nothing before it changed since it was noted, whoever tried" in found.stdout


def test_a_line_cut_off_halfway_is_seen(lines: Lines, tmp_path: Path) -> None:
    assert verify(lines, tmp_path, tail="").returncode == 1


def test_a_journal_written_anew_shows_by_the_code_that_was_noted(lines: Lines, tmp_path: Path) -> None:
    noted = short_code(lines[-2]["hash"])
    found = verify(signed_anew(lines), tmp_path, "--head", noted)
    assert found.returncode == 1
    assert f"no entry has the code {noted}" in found.stdout


def test_every_way_to_be_wrong_is_said_in_words() -> None:
    source = Path(chain.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'_Broken\("([a-z-]+)"', source)) <= set(WRONG)
