"""An approach file is right, or the message names file, key and mend."""

import re
from pathlib import Path

import pytest

from gedragen.method.constitution import files
from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.files import read_file, shipped_files
from gedragen.method.constitution.tables import MOST_FAULTS, NOT_YET, SINCE_2, Reading, Table
from gedragen.method.phases import Phase
from tests.support.any_file import OF_FORMAT_1

GOOD = (OF_FORMAT_1 / "neighbourhood.toml").read_text(encoding="utf-8")
FILE = "straat.toml"


def spoilt(old: str, new: str) -> str:
    assert old in GOOD, f"{old!r} is no longer in the file"
    return GOOD.replace(old, new, 1)


def test_the_shipped_approaches_are_right() -> None:
    assert "neighbourhood" in shipped_files()
    assert {stage.phase for stage in shipped_files()["neighbourhood"].approach.stages} == set(Phase)


def test_an_approach_speaks_both_languages() -> None:
    name = shipped_files()["neighbourhood"].approach.name
    assert name.in_language("en-gb") == name.en != name.nl == name.in_language("nl")


ROOM = '[[rooms]]\nkey = "ballot"'
TWIN = '[[rooms]]\nkey = "circle"\nreaders = []\npublic = false\nown = true\n'
# what is wrong: the line, what stands there instead, the key that is named, how it is mended
MISTAKES = {
    "an unknown key": ("open = true", "opened = true\nopen = true", "opened", "unknown; use one of format, key, name"),
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
    "a room that nothing writes in": (ROOM, '[[rooms]]\nkey = "booth"', "rooms[6].key", "'booth' is unknown; use one"),
    "a file of a later format": ("format = 1", "format = 3", "format", "this version reads format 2; a later one may"),
    "a file without its format": ("format = 1", "", "format", "missing; write a whole number"),
    "a key with a space": ('key = "neighbourhood"', 'key = "the street"', "key", "use small letters, digits and _"),
    "more days than a calendar": (
        "days = 14",
        "days = 100000",
        "rounds.days",
        "write a whole number of 1 or more, and",
    ),
    "a sign that cannot be kept": (
        'nl = "Samen besluiten over de buurt"',
        'nl = "Samen\\u0000"',
        "name.nl",
        "write a text of 1000 signs at most",
    ),
    "a reader twice": (
        'readers = ["facilitator"]',
        'readers = ["facilitator", "facilitator"]',
        "rooms[5].readers",
        "some",
    ),
    "a gate twice": (
        "[rounds]",
        '[[gates]]\nbefore = "carrying_out"\ndeclaration = "safety_net"\nabout = "case"\n\n[rounds]',
        "gates[6]",
        "says what stands above already",
    ),
    "one Dutch sentence with two in English": (
        'nl = "Samen besluiten over de buurt"',
        'nl = "De vraag"',
        "stages[1].name",
        "'De vraag' has other English elsewhere",
    ),
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


def faults_of(text: str) -> list[Fault]:
    try:
        read_file(text, FILE)
    except ApproachBroken as broken:
        return list(broken.faults) if broken.file == FILE else []
    return []


def test_rows_that_are_missing_are_named() -> None:
    (fault,) = faults_of(re.sub(r"\[\[documents\]\]\n(?:.+\n)+", "", GOOD))
    assert (fault.key, fault.mend) == ("documents", "missing; write [[documents]] at least once")


def test_a_room_that_no_stage_opens_is_named() -> None:
    (fault,) = faults_of(GOOD.replace(', "ballot"]', "]"))
    assert (fault.key, fault.mend[:32]) == ("stages", "no stage opens the room 'ballot'")


def test_a_list_that_holds_no_tables_is_named_too() -> None:
    text = 'gates = ["independence"]\n' + re.sub(r"\[\[gates\]\]\n(?:.+\n)+", "", GOOD)
    assert ("gates[1]", "write it as a table, under [[gates]]") in {(one.key, one.mend) for one in faults_of(text)}


@pytest.mark.parametrize(("old", "new", "key", "mend"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_file_key_and_mend(old: str, new: str, key: str, mend: str) -> None:
    found = faults_of(spoilt(old, new))
    assert any(one.key == key and one.mend.startswith(mend) for one in found), found


def test_all_mistakes_are_told_at_once_each_with_its_line() -> None:
    text = GOOD
    for old, new in (
        ("open = true", 'open = "yes"'),
        ('readers = ["facilitator"]', 'readers = ["mayor"]'),
        ("days = 14", "days = 0"),
        ('"every-decider"', '"everybody"'),
    ):
        text = text.replace(old, new, 1)
    found = faults_of(text)
    assert [one.key for one in found] == ["open", "rooms[5].readers", "gates[4].about", "rounds.days"]
    lines = text.splitlines()
    told = [lines[one.line - 1].partition("#")[0].strip() for one in found if one.line]
    assert told == ['open = "yes"', 'readers = ["mayor"]', 'about = "everybody"', "days = 0"]


def test_a_file_of_nothing_but_mistakes_is_read_at_once() -> None:
    assert len(faults_of(GOOD + "".join(f"\n[[rooms]]\nx{number} = 1" for number in range(4_000)))) == MOST_FAULTS


def test_what_is_missing_is_named_at_its_table() -> None:
    text = spoilt('nl = "Samen besluiten over de buurt"\n', "")
    (fault,) = faults_of(text)
    assert fault.line is not None
    assert text.splitlines()[fault.line - 1] == "[name]"
    assert str(fault) == f"line {fault.line}: name.nl: missing; write a text between quotes"


def test_a_key_whose_part_of_the_program_comes_later_is_refused_as_such() -> None:
    text = spoilt("open = true", "plan_day = 1\nopen = true").replace("own = true", "own = true\nlock = 1", 1)
    assert [(one.key, one.mend) for one in faults_of(text)] == [("plan_day", NOT_YET), ("rooms[1].lock", NOT_YET)]


def test_a_key_that_came_with_format_2_says_so_in_a_file_of_format_1() -> None:
    def faults(written_in: int) -> list[tuple[str, str]]:
        reading = Reading(format=written_in)
        Table(reading, "rooms[1].", {"key": "open", "side": "own"}).only("key", since_2=("side",))
        return [(one.key, one.mend) for one in reading.faults]

    assert faults(1) == [("rooms[1].side", SINCE_2)]
    assert faults(2) == []


def test_a_file_with_a_line_missing_never_fails_in_another_way() -> None:
    lines = GOOD.splitlines(keepends=True)
    without_one = ("".join(lines[:number] + lines[number + 1 :]) for number in range(len(lines)))
    assert len([text for text in without_one if faults_of(text)]) > len(lines) / 2


def test_a_file_is_called_after_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE).write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(files, "SHIPPED", tmp_path)
    with pytest.raises(ApproachBroken, match="write the name of the file: 'straat'") as broken:
        shipped_files.__wrapped__()
    assert broken.value.file == FILE


FAMILY = (OF_FORMAT_1 / "family_group_conference.toml").read_text(encoding="utf-8")
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
    "a room of a later version": ('key = "counsel"  ', 'key = "talk"  ', "rooms[6].key", "'talk' is unknown; use one"),
    "a room to talk about a choice that nobody has": (
        '["circle", "facilitator", "place"]',
        '["place"]',
        "rooms",
        "leave out 'counsel': it is used where the main person chooses the circle",
    ),
    "another room that is closed": (
        'key = "counsel"  ',
        'closed = true\nkey = "counsel"  ',
        "rooms[6].closed",
        "the room 'closed' is closed, and no other",
    ),
}


@pytest.mark.parametrize(("old", "new", "key", "mend"), FAMILY_MISTAKES.values(), ids=FAMILY_MISTAKES.keys())
def test_a_mistake_in_a_closed_approach_is_named_too(old: str, new: str, key: str, mend: str) -> None:
    assert old in FAMILY
    found = faults_of(FAMILY.replace(old, new, 1))
    assert any(one.key == key and one.mend.startswith(mend) for one in found), found


def test_a_circle_to_choose_needs_a_room_to_say_so() -> None:
    rows = re.sub(r"\[\[rooms\]\]\nkey = .counsel.(?:.+\n)+\n", "", FAMILY).replace(', "counsel"', "")
    (fault,) = faults_of(rows)
    assert (fault.key, fault.mend[:29]) == ("rooms", "add the room 'counsel', where")


def test_a_family_has_its_closed_room_while_deciding_and_after_and_not_before() -> None:
    family = shipped_files()["family_group_conference"].approach
    rooms = [family.closed_room(phase) for phase in Phase]
    assert [room is not None for room in rooms] == [False, False, True, True]
    assert shipped_files()["neighbourhood"].approach.closed_room() is None


def test_nobody_who_must_come_reads_that_it_is_of_their_own_will() -> None:
    assert "vrijwillig" not in FAMILY.lower()
    assert "voluntary" not in FAMILY.lower()
