"""`gedragen verify`, the real command: what shows who wrote a file, and which line is wrong when somebody meddled."""

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

from gedragen.cases.journal.queries import journal_lines
from gedragen.cases.models import Case
from gedragen.cases.store.evidence import chain
from gedragen.cases.store.evidence.chain import entry_hash, journal_line, lines_digest, short_code
from gedragen.cases.store.journal import export_lines, whole
from gedragen.config.commands.evidence.verify import WRONG
from tests.support.cast import make_case, with_frames
from tests.support.family_cast import Family, make_family, with_safety_frame
from tests.support.installation import GEDRAGEN

Lines = list[dict[str, Any]]


@pytest.fixture
def family(db: None, at: datetime) -> Family:
    return with_safety_frame(make_family(at))


@pytest.fixture
def lines(db: None, at: datetime) -> Lines:
    case = Case.objects.get(id=with_frames(make_case(at)).case)
    return [json.loads(line) for line in export_lines(case, at=at, reads=whole)]


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
    return [*lines[:-3], *lines[-2:]]


def hashed_anew(lines: Lines) -> Lines:
    """Somebody changes an entry and makes every later hash fit again, but cannot sign."""
    lines[4]["data"]["frame"] = 9
    return chained(lines)


def chained(lines: Lines) -> Lines:
    previous = ""
    for line in lines[:-2]:
        line["previous"] = previous
        line["hash"] = previous = entry_hash(line)
    lines[-2]["head"] = previous
    return lines


def signed_anew(lines: Lines) -> Lines:
    """Somebody writes the whole journal anew and signs with a key of their own."""
    key = Ed25519PrivateKey.generate()
    name = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    lines[0]["data"]["key"] = name
    lines[4]["data"]["frame"] = 9
    *whole, end, copy = chained(lines)
    whole.append(signed(end | {"key": name}, key))
    return [*whole, signed(copy | {"lines": lines_digest(journal_line(line) for line in whole)}, key)]


def signed(line: dict[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    said = {name: value for name, value in line.items() if name != "signature"}
    return said | {"signature": key.sign(rfc8785.dumps(said)).hex()}


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
    noted = short_code(lines[-3]["hash"])
    found = verify(signed_anew(lines), tmp_path, "--head", noted)
    assert found.returncode == 1
    assert f"no entry has the code {noted}" in found.stdout


def test_a_journal_written_anew_shows_by_the_key(lines: Lines, tmp_path: Path) -> None:
    ours = lines[-2]["key"]
    (tmp_path / "our.key").write_text(f"{ours}\n")
    for known in (str(tmp_path / "our.key"), short_code(ours), short_code(ours).upper()):
        assert verify(lines, tmp_path, "--key", known).returncode == 0
    found = verify(signed_anew(lines), tmp_path, "--key", str(tmp_path / "our.key"))
    assert found.returncode == 1
    assert found.stdout.startswith(f"NOT INTACT, line {len(lines) - 1}: this was signed with the key")


def test_without_key_site_or_code_nothing_shows_who_wrote_it(lines: Lines, tmp_path: Path) -> None:
    for found in (verify(lines, tmp_path), verify(signed_anew(lines), tmp_path)):
        assert found.returncode == 3
        assert found.stdout.startswith("CONSISTENT IN ITSELF, AND WHO WROTE IT IS NOT SHOWN")


def test_it_says_which_situation_from_when_to_when_and_who_signed_it_when(lines: Lines, tmp_path: Path) -> None:
    said = verify(lines, tmp_path).stdout
    assert f"Case {lines[0]['data']['case']}: “Huize Lydia”. From 2 March 2026 to 2 March 2026." in said
    assert f"Signed on 2 March 2026, 10:00 UTC with the key {short_code(lines[-2]['key'])}" in said


@pytest.mark.parametrize("code", ["", " ", "4k2m", "de code van gisteren", "4k2m-9xwa-1bcd-2efi", "0" * 63])
def test_what_is_no_code_proves_nothing(lines: Lines, tmp_path: Path, code: str) -> None:
    found = verify(lines, tmp_path, "--head", code)
    assert (found.returncode, found.stdout) == (2, "")
    assert "is no code of a journal" in found.stderr


@pytest.mark.parametrize("holds", ["", "\n", "geen sleutel", "0" * 63, "0" * 100_000])
def test_a_file_without_a_key_proves_nothing(lines: Lines, tmp_path: Path, holds: str) -> None:
    (tmp_path / "our.key").write_text(holds)
    found = verify(lines, tmp_path, "--key", str(tmp_path / "our.key"))
    assert (found.returncode, found.stdout) == (2, "")
    assert "holds no key" in found.stderr


@pytest.mark.parametrize(
    "site", ["http://gedragen.example", "gedragen.example", "file:///etc/passwd", "https://", "ftp://x"]
)
def test_a_site_that_anybody_could_answer_for_proves_nothing(lines: Lines, tmp_path: Path, site: str) -> None:
    found = verify(lines, tmp_path, "--site", site)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith("gedragen: ")
    assert "Traceback" not in found.stderr


def test_an_endless_line_ends_in_a_sentence() -> None:
    found = subprocess.run(
        [*GEDRAGEN, "verify", "/dev/zero"], env={}, capture_output=True, text=True, check=False, timeout=60
    )
    assert (found.returncode, found.stdout) == (
        1,
        "NOT INTACT, line 1: this line is longer than any line of a journal.\n",
    )


def test_a_file_of_a_newer_version_is_said_to_be_that(lines: Lines, tmp_path: Path) -> None:
    lines[4] |= {"format": 3, "proof": ["of a kind that nobody knows yet"]}
    found = verify(lines, tmp_path)
    assert (found.returncode, found.stdout) == (
        2,
        "Line 5: this file was made by a newer version of Gedragen. Check it with that version.\n",
    )


def test_it_says_how_much_is_not_for_who_got_the_file(family: Family, tmp_path: Path) -> None:
    for viewer in (family.sanne, family.ria):
        lines = [json.loads(line) for line in journal_lines(family.case, viewer=viewer, at=family.at)]
        entries = sum("inner" in line for line in lines) - sum("inside" in line for line in lines)
        told = verify(lines, tmp_path).stdout
        assert ("Without exact moment and seat, as not for who got this file" in told) is (entries > 0)
        assert f"who got this file: {entries} entries." in told or viewer == family.ria
        assert "its title is not public" in told


def test_what_a_file_says_of_itself_does_nothing_to_the_screen(lines: Lines, tmp_path: Path) -> None:
    lines[0]["data"]["case"] = "\x1b[31m" + "9" * 1_000
    said = verify(signed_anew(lines), tmp_path).stdout
    assert "\x1b" not in said
    assert "9" * 201 not in said


def test_every_way_to_be_wrong_is_said_in_words() -> None:
    source = Path(chain.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'_Broken\("([a-z-]+)"', source)) <= set(WRONG)
