"""An approach file is right, or the message names file, key and mend."""

import re
from pathlib import Path

import pytest

from gedragen.method.constitution import approach
from gedragen.method.constitution.approach import (
    SHIPPED,
    ApproachBroken,
    approach_of,
    read_approach,
    shipped_approaches,
)
from gedragen.method.phases import Phase

GOOD = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
FILE = "straat.toml"


def spoilt(old: str, new: str) -> str:
    assert old in GOOD, f"{old!r} is no longer in the file"
    return GOOD.replace(old, new, 1)


def test_the_shipped_approaches_are_right() -> None:
    assert "neighbourhood" in shipped_approaches()
    assert {stage.phase for stage in approach_of("neighbourhood").stages} == set(Phase)


def test_an_approach_speaks_both_languages() -> None:
    name = approach_of("neighbourhood").name
    assert name.in_language("en-gb") == name.en != name.nl == name.in_language("nl")


def test_an_unknown_approach_is_no_approach() -> None:
    with pytest.raises(KeyError):
        approach_of("elsewhere")


ROOM = '[[rooms]]\nkey = "ballot"'
TWIN = '[[rooms]]\nkey = "circle"\nreaders = []\npublic = false\nown = true\n'
# what is wrong: the line, what stands there instead, the key that is named, how it is mended
MISTAKES = {
    "an unknown key": ("open = true", "opened = true\nopen = true", "opened", "unknown; use one of key, name"),
    "an unknown key in a table": ("days = 14", "days = 14\nweeks = 2", "rounds.weeks", "unknown; use one of days"),
    "a missing key": ("open = true", "", "open", "missing; write true or false"),
    "a missing table": ("[frame_test]\ninformation_days = 7", "", "frame_test", "missing; write a table"),
    "a missing language": ('nl = "Samen besluiten over de buurt"\n', "", "name.nl", "missing; write a text"),
    "an empty text": ('nl = "Samen besluiten over de buurt"', 'nl = " "', "name.nl", "is empty; write a text"),
    "a third language": ('nl = "Samen besl', 'de = "x"\nnl = "Samen besl', "name.de", "unknown; use one of nl, en"),
    "a text for a flag": ("open = true", 'open = "yes"', "open", "write true or false"),
    "a text for a number": ("days = 14", 'days = "two weeks"', "rounds.days", "write a whole number"),
    "a flag for a number": ("days = 14", "days = true", "rounds.days", "write a whole number"),
    "a number too small": ("days = 14", "days = 0", "rounds.days", "write a whole number of 1 or more"),
    "a number for a text": ('key = "neighbourhood"', "key = 7", "key", "write a text between quotes"),
    "a text for a table": (
        'name = { nl = "De vraag", en = "The question" }',
        'name = "De vraag"',
        "stages[1].name",
        "write a table",
    ),
    "an unknown phase": ('phase = "deciding"', 'phase = "voting"', "stages[4].phase", "'voting' is unknown; use one"),
    "a phase without a stage": (
        'phase = "deciding"',
        'phase = "preparing"',
        "stages",
        "add at least one stage for the phase 'deciding'",
    ),
    "an unknown room in a stage": ('"circle", "private"]', '"attic", "private"]', "stages[3].rooms", "'attic' is"),
    "two rooms with one name": (ROOM, f"{TWIN}\n{ROOM}", "rooms[6].key", "'circle' stands twice"),
    "a room that the engine writes in": (ROOM, '[[rooms]]\nkey = "booth"', "rooms", "add the room 'ballot'"),
    "an unknown reader": ('readers = ["facilitator"]', 'readers = ["mayor"]', "rooms[5].readers", "'mayor' is unknown"),
    "an unknown level": (
        'levels = ["simple"',
        'levels = ["easy"',
        "levels",
        "'easy' is unknown; use any of simple, tension, conflict",
    ),
    "a text for a list": (
        'levels = ["simple", "tension", "conflict"]',
        'levels = "simple"',
        "levels",
        "write a list with any of simple, tension, conflict",
    ),
    "an unknown declaration": ('= "safety_net"', '= "oath"', "gates[5].declaration", "'oath' is unknown"),
    "an unknown subject": ('about = "every-decider"', 'about = "all"', "gates[4].about", "'all' is unknown"),
    "neither required nor optional": (
        'authority = "required"',
        'authority = "no"',
        "seats.authority",
        "'no' is unknown; use one of required, optional",
    ),
    "months out of order": ("[3, 6, 12]", "[6, 3]", "follow_through.review_months", "write whole numbers in order"),
    "months that are texts": ("[3, 6, 12]", '["3"]', "follow_through.review_months", "write whole numbers in order"),
    "months of two types": ("[3, 6, 12]", '[3, "6"]', "follow_through.review_months", "write whole numbers in order"),
    "a month for months": (
        "[3, 6, 12]",
        "3",
        "follow_through.review_months",
        "write whole numbers in order, like [3, ",
    ),
    "a month that is nothing": ("[3, 6, 12]", "[0, 3]", "follow_through.review_months", "write whole numbers in order"),
    "no months": ("[3, 6, 12]", "[]", "follow_through.review_months", "write whole numbers in order"),
    "a hard month that is no review": ("month = 3", "month = 4", "follow_through.hard_question_month", "choose one"),
    "something that is not TOML": ("open = true", "open = ", "the file", "is not valid TOML"),
}


def test_rows_that_are_missing_are_named() -> None:
    text = re.sub(r"\[\[documents\]\]\n(?:.+\n)+", "", GOOD)
    with pytest.raises(ApproachBroken) as broken:
        read_approach(text, FILE)
    assert (broken.value.key, broken.value.mend) == ("documents", "missing; write [[documents]] at least once")


def test_a_list_that_holds_no_tables_is_named_too() -> None:
    text = 'gates = ["independence"]\n' + re.sub(r"\[\[gates\]\]\n(?:.+\n)+", "", GOOD)
    with pytest.raises(ApproachBroken, match="write it as a table") as broken:
        read_approach(text, FILE)
    assert broken.value.key == "gates[1]"


@pytest.mark.parametrize(("old", "new", "key", "mend"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_file_key_and_mend(old: str, new: str, key: str, mend: str) -> None:
    with pytest.raises(ApproachBroken) as broken:
        read_approach(spoilt(old, new), FILE)
    assert (broken.value.file, broken.value.key) == (FILE, key)
    assert str(broken.value).startswith(f"{FILE}: {key}: {mend}")


def complaint(text: str) -> str:
    try:
        read_approach(text, FILE)
    except ApproachBroken as broken:
        return broken.mend
    return ""


def test_a_file_with_a_line_missing_never_fails_in_another_way() -> None:
    lines = GOOD.splitlines(keepends=True)
    without_one = ("".join(lines[:number] + lines[number + 1 :]) for number in range(len(lines)))
    assert len([text for text in without_one if complaint(text)]) > len(lines) / 2


def test_a_file_is_called_after_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE).write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(approach, "SHIPPED", tmp_path)
    with pytest.raises(ApproachBroken, match="write the name of the file: 'straat'") as broken:
        shipped_approaches.__wrapped__()
    assert broken.value.file == FILE


FAMILY = (SHIPPED / "family_group_conference.toml").read_text(encoding="utf-8")
FAMILY_MISTAKES = {
    "a closed room for anyone": (
        "closed = true",
        "closed = true\ninvited = true",
        "rooms[5].closed",
        "a closed room is for its readers: leave out public and invited",
    ),
    "an unknown circle": ('["person", "network"]', '["friends"]', "rooms[5].circles", "'friends' is unknown"),
    "an unknown choice": ('"circle", "facilitator", "place"]', '"colour"]', "seats.main_person_chooses", "'colour' is"),
    "an ending that is not early": ('["plan_without_meeting",', '["carried",', "endings", "'carried' is unknown"),
    "a circle to choose and nowhere to say so": (
        'key = "counsel"  ',
        'key = "talk"  ',
        "rooms",
        "add the room 'counsel', where the main person reads who was named",
    ),
}


@pytest.mark.parametrize(("old", "new", "key", "mend"), FAMILY_MISTAKES.values(), ids=FAMILY_MISTAKES.keys())
def test_a_mistake_in_a_closed_approach_is_named_too(old: str, new: str, key: str, mend: str) -> None:
    assert old in FAMILY
    with pytest.raises(ApproachBroken) as broken:
        read_approach(FAMILY.replace(old, new, 1), FILE)
    assert (broken.value.key, broken.value.mend[: len(mend)]) == (key, mend)


def test_a_family_has_its_closed_room_while_deciding_and_after_and_not_before() -> None:
    family = approach_of("family_group_conference")
    rooms = [family.closed_room(phase) for phase in Phase]
    assert [room is not None for room in rooms] == [False, False, True, True]
    assert approach_of("neighbourhood").closed_room() is None


def test_nobody_who_must_come_reads_that_it_is_of_their_own_will() -> None:
    assert "vrijwillig" not in FAMILY.lower()
    assert "voluntary" not in FAMILY.lower()
