"""`gedragen approach`: an approach of one's own is one file, and a broken one is told all that is wrong with it."""

import os
import subprocess
from pathlib import Path

import pytest

from gedragen.method.constitution.files import SHIPPED, shipped_files
from tests.support.installation import GEDRAGEN, gedragen, surroundings_in

STREET = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
OWN = STREET.replace('key = "neighbourhood"', 'key = "our_street"').replace(
    'nl = "Samen besluiten over een plek"', 'nl = "Onze straat"'
)


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation with Ria's account."""
    made = surroundings_in(tmp_path_factory.mktemp("data"))
    assert gedragen(made, "createadmin", "ria@example.nl", "--name", "Ria Jansen").returncode == 0
    return made


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "our_street.toml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_ours_are_listed_with_their_digests(surroundings: dict[str, str]) -> None:
    lines = [line.split("\t") for line in gedragen(surroundings, "approach", "list").stdout.splitlines()]
    ours = {key: file.digest for key, file in shipped_files().items()}
    assert {key: digest for key, digest, whose, _ in lines if whose == "Gedragen"} == ours


def test_what_is_shown_can_be_checked_and_added(surroundings: dict[str, str], tmp_path: Path) -> None:
    shown = gedragen(surroundings, "approach", "show", "neighbourhood").stdout
    assert shown == STREET
    assert gedragen(surroundings, "approach", "show", "elsewhere").returncode == 1


def test_a_right_file_is_checked_without_a_database(own: Path) -> None:
    done = gedragen({}, "approach", "check", str(own))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{own} is right: Onze straat (our_street)" in done.stdout


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_who_stops_reading_is_not_told_that_the_file_is_wrong(own: Path, unbuffered: str) -> None:
    """As `gedragen approach check FILE | head -1` does."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        done = subprocess.run(
            [*GEDRAGEN, "approach", "check", str(own)],
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_broken_file_is_told_all_its_faults_and_nothing_is_added(surroundings: dict[str, str], own: Path) -> None:
    own.write_text(
        OWN.replace("\ndays = 14", "\ndays = 0").replace('["participant"]', '["authority"]'), encoding="utf-8"
    )
    before = gedragen(surroundings, "approach", "list").stdout
    for act in ("check", "add"):
        done = gedragen(surroundings, "approach", act, str(own))
        first, *faults = done.stderr.splitlines()
        assert (done.returncode, done.stdout) == (1, "")
        assert first == f"gedragen: {own} cannot be used; 3 things to mend:"
        assert [fault.split(": ")[1] for fault in faults] == ["seats.decide", "seats.decide", "rounds.days"]
        assert all(fault.startswith("- line ") for fault in faults)
    assert gedragen(surroundings, "approach", "list").stdout == before


def test_an_added_one_says_who_added_it_and_is_listed_after_ours(surroundings: dict[str, str], own: Path) -> None:
    assert gedragen(surroundings, "approach", "add", str(own), "--by", "nobody@example.nl").returncode == 1
    done = gedragen(surroundings, "approach", "add", str(own), "--by", "Ria@example.nl")
    assert done.returncode == 0, done.stderr
    line = next(one for one in gedragen(surroundings, "approach", "list").stdout.splitlines() if "our_street" in one)
    key, digest, whose, name = line.split("\t")
    assert (key, name) == ("our_street", "Onze straat")
    assert whose.endswith("by ria@example.nl")
    assert digest in done.stdout
    assert gedragen(surroundings, "approach", "show", digest).stdout == OWN


def test_ours_cannot_be_replaced(surroundings: dict[str, str], own: Path) -> None:
    own.write_text(STREET.replace("days = 14", "days = 15"), encoding="utf-8")
    done = gedragen(surroundings, "approach", "add", str(own))
    assert done.returncode == 1
    assert "key: an approach of Gedragen has this key; choose another" in done.stderr


@pytest.mark.parametrize("content", [None, b"\xff\xfe"], ids=["not there", "not a text"])
def test_a_file_that_cannot_be_read_is_a_sentence(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "straat.toml"
    if content is not None:
        file.write_bytes(content)
    done = gedragen({}, "approach", "check", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"gedragen: {file} cannot be read: ")
