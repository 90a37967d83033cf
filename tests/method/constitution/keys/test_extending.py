"""A file that differs from another in a few keys says only those; what is kept is the whole."""

import tomllib
from pathlib import Path

import pytest

from gedragen.method.constitution import files
from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.files import SHIPPED, as_toml, english_of, read_file, shipped_files
from gedragen.method.constitution.keys.asked_footing import AskedFooting
from gedragen.method.constitution.reader import read_kept
from gedragen.method.constitution.tables import SINCE_2
from tests.support.own_file import own_file

CHILD = """format = 2
key = "our_street"
extends = "neighbourhood"

[name]
nl = "Samen besluiten over de straat"
en = "Deciding together about the street"

[rounds]
days = 5
"""


def faults_of(text: str, **others: str) -> tuple[Fault, ...]:
    with pytest.raises(ApproachBroken) as broken:
        read_file(text, "child.toml", others=others)
    return broken.value.faults


def test_what_it_leaves_out_is_as_in_the_other() -> None:
    found, street = read_file(CHILD, "child.toml").approach, shipped_files()["neighbourhood"].approach
    assert (found.key, found.name.nl, found.round_days) == ("our_street", "Samen besluiten over de straat", 5)
    assert (found.extra_days, found.rooms, found.stages) == (street.extra_days, street.rooms, street.stages)


def test_what_is_kept_is_the_whole_in_both_languages() -> None:
    file = read_file(CHILD, "child.toml")
    assert "extends" not in file.text
    assert "extends" not in file.source
    assert read_kept(file.text, english_of(file.source)) == file.approach
    assert read_file(file.source, "child.toml") == file


def test_a_file_of_an_older_format_can_be_extended() -> None:
    child = CHILD.replace('"neighbourhood"', '"family_group_conference"')
    assert read_file(child, "child.toml").approach.footing == AskedFooting()


def test_a_file_that_was_added_can_be_extended_and_so_on() -> None:
    first = read_file(CHILD, "child.toml")
    second = CHILD.replace('"our_street"', '"our_lane"').replace('"neighbourhood"', '"our_street"')
    found = read_file(second.partition("[rounds]")[0], "lane.toml", others={"our_street": first.source})
    assert (found.approach.key, found.approach.round_days) == ("our_lane", 5)


@pytest.mark.parametrize("parent", ['"somewhere"', '"../neighbourhood"', "7", '["neighbourhood"]'])
def test_an_unknown_one_is_refused(parent: str) -> None:
    (fault,) = faults_of(CHILD.replace('"neighbourhood"', parent))
    assert fault.key == "extends"
    assert fault.mend.endswith("is unknown; use one of family_group_conference, neighbourhood, restorative_conference")


def test_a_circle_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (itself,) = faults_of(CHILD.replace('"neighbourhood"', '"our_street"'), our_street=CHILD)
    assert itself.mend.startswith("goes in a circle")
    other = CHILD.replace('"our_street"', '"b"').replace('"neighbourhood"', '"our_street"')
    (tmp_path / "b.toml").write_text(other, encoding="utf-8")
    monkeypatch.setattr(files, "SHIPPED", tmp_path)
    (round_about,) = faults_of(CHILD.replace('"neighbourhood"', '"b"'))
    assert round_about.mend.startswith("goes in a circle")


def test_what_is_wrong_in_it_is_told_at_its_line() -> None:
    (fault,) = faults_of(CHILD.replace("days = 5", "days = 0"))
    assert (fault.key, fault.line) == ("rounds.days", 10)


def test_it_came_with_format_2() -> None:
    (fault,) = faults_of(CHILD.replace("format = 2", "format = 1"))
    assert (fault.key, fault.mend) == ("extends", SINCE_2)


def test_a_file_can_be_written_as_it_was_read() -> None:
    for text in (*(path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.toml")), own_file()):
        values = tomllib.loads(text)
        assert tomllib.loads(as_toml(values)) == values
    odd = {"a": 'x "y" \\ \n\t\x7f\x1f é', "b": [{"c": 1, "d": [True, 1.5]}, {}]}
    assert tomllib.loads(as_toml(odd)) == odd
