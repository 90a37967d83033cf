"""Reads an approach: a file that somebody adds, with all its faults at once, or a text that a case was begun under."""

import json
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.invitations import others_before_frames
from gedragen.method.constitution.keys.asked_footing import asked_footing
from gedragen.method.constitution.keys.deadlines import deadlines_of
from gedragen.method.constitution.keys.declarations import read_declarations
from gedragen.method.constitution.keys.documents import read_documents
from gedragen.method.constitution.keys.endings import read_endings
from gedragen.method.constitution.keys.gates import read_gates
from gedragen.method.constitution.keys.interpretation import interpretation_of
from gedragen.method.constitution.keys.names import circle_names, item_texts, own_words
from gedragen.method.constitution.keys.rooms import READERS, ROLES, check_own_rooms, check_waiting_rooms, read_rooms
from gedragen.method.constitution.keys.sides import read_decides, read_leaving, read_sides
from gedragen.method.constitution.keys.stages import Around, opened_along_the_road, read_stages
from gedragen.method.constitution.keys.talk import asked_in_talks
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.lines import lines_of
from gedragen.method.constitution.never import check_never
from gedragen.method.constitution.tables import Reading, Table

NEWEST_FORMAT: Final = 2
# Every format that ever stood in a case is read for ever. What is new in a later one means here what was so before.
FORMATS: Final = tuple(range(1, NEWEST_FORMAT + 1))
# More than any approach needs, and little enough to be read at once.
LARGEST_FILE = 100_000
CHOICES = ("circle", "facilitator", "place")

_LEVELS = tuple(Level)
_TOP = ("format", "key", "name", "about", "levels", "open", "only_the_law", "seats", "rooms", "stages", "documents")
_MORE = ("gates", "rounds", "frame_test", "follow_through", "asks_footing", "safety_names_authority", "endings")
_SEATS = ("decide", "main_person", "authority", "minimum_deciders", "main_person_chooses", "advocates")
_FOLLOW = ("call_weeks", "review_months", "review_days", "hard_question_month", "hard_question")
_FOLLOW_SINCE_2 = ("keeper", "dates")
# With whom the follow-up is after the call.
KEEPERS = ("facilitator", "circle")
# Where the days to look back come from.
DATES = ("counted", "agreed")

# What format 2 has besides, each under the name that it has in an approach.
_SINCE_2: Final[Mapping[str, Callable[[Table], Any]]] = {
    "footing": asked_footing,
    "interpretation": interpretation_of,
    "words": own_words,
    "circles": circle_names,
    "items": item_texts,
    "others_before_frames": others_before_frames,
    "deadlines": deadlines_of,
    "self_nomination": lambda top: top.flag_if_any("self_nomination"),
    "in_organisation": lambda top: top.flag_if_any("in_organisation"),
    "notice_for_professionals": lambda top: top.text_if_any("notice_for_professionals"),
}
# Of format 2 too, and read together: each says something about the others.
_TOGETHER = ("declarations", "sides", "decides", "leaving", "talk")
# Keys with a place in the format, whose part of the program is not there. A later format reads them.
_TOP_LATER = ("sides_free", "plan_day", "working_groups")


def read_approach(text: str, file: str, values: Mapping[str, Any] | None = None) -> Approach:
    """Read a file that is to be added. Raises ApproachBroken with everything that is wrong.

    `values`: what it says together with the approach that it extends.
    """
    values = parsed(text, file) if values is None else values
    reading = Reading(lines_of(text))
    top = Table(reading, "", values)
    approach = _approach(top)
    _check_sentences(reading, values)
    check_never(approach, reading)
    if reading.faults:
        raise ApproachBroken(file, reading.faults)
    return approach


def read_kept(text: str, sentences: Mapping[str, str]) -> Approach:
    """Read a text that is kept, whatever format it was kept in. `sentences`: what its Dutch is in English."""
    values = json.loads(text)
    reading = Reading(is_kept=True, sentences=sentences)
    approach = _approach(Table(reading, "", values))
    if reading.faults:
        raise ApproachBroken("a kept text", reading.faults)
    return approach


def parsed(text: str, file: str) -> dict[str, Any]:
    """What stands in a file. Raises ApproachBroken."""
    if len(text) > LARGEST_FILE:
        raise ApproachBroken(file, [Fault("the file", f"is too large; use {LARGEST_FILE} signs at most")])
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ApproachBroken(file, [Fault("the file", f"is not valid TOML: {error}")]) from None


def _read_format(top: Table) -> None:
    top.reading.format = top.number("format")
    if top.reading.format > NEWEST_FORMAT:
        top.wrong("format", f"this version reads format {NEWEST_FORMAT}; a later one may read this")
    top.only(*_TOP, *_MORE, later=_TOP_LATER, since_2=(*_SINCE_2, *_TOGETHER))


def _approach(top: Table) -> Approach:
    _read_format(top)
    seats, test = top.part("seats"), top.part("frame_test")
    seats.only(*_SEATS)
    test.only("information_days", later=("times",))
    rooms, sides = read_rooms(top), read_sides(top)
    declarations, levels = read_declarations(top, rooms, sides), frozenset(map(Level, top.choices("levels", _LEVELS)))
    documents, leaving = read_documents(top, sides, levels), read_leaving(top, sides)
    chooses = frozenset(seats.choices_if_any("main_person_chooses", CHOICES))
    _check_counsel(top, is_there="counsel" in rooms, is_used="circle" in chooses)
    around = Around(seats.values.get("advocates") is True, tuple(side.key for side in sides), levels)
    written_in = {rule.room for rule in declarations.values()} | {paper.room for paper in documents}
    check_own_rooms(top, rooms, sides, written_in, has_advocates=around.has_advocates)
    stages = read_stages(top, rooms, around)
    check_waiting_rooms(top, rooms, opened_along_the_road(stages), {paper.room for paper in documents})
    deciding = read_decides(top, sides, rooms["plan"].at_once if "plan" in rooms else READERS)
    return Approach(
        key=top.name("key"),
        name=top.text("name"),
        about=top.text("about"),
        levels=levels,
        is_open=top.flag("open"),
        only_the_law=top.flag("only_the_law"),
        main_person_required=seats.choice("main_person", ("required", "optional")) == "required",
        authority_required=seats.choice("authority", ("required", "optional")) == "required",
        minimum_deciders=seats.number("minimum_deciders", most=60),
        decide_by_default=frozenset(seats.choices("decide", ROLES)),
        main_person_chooses=chooses,
        advocates=seats.flag_if_any("advocates"),
        safety_names_authority=top.flag_if_any("safety_names_authority"),
        endings=read_endings(top, declarations, leaving),
        rooms=rooms,
        stages=stages,
        documents=documents,
        gates=read_gates(top, declarations, stages, levels),
        **_rounds(top.part("rounds")),
        information_days=test.number("information_days"),
        **_follow_through(top.part("follow_through")),
        format=top.reading.format,
        declarations=declarations,
        sides=sides,
        decides=deciding.rule,
        professionals=deciding.professionals,
        talk=asked_in_talks(top, levels),
        leaving=leaving,
        **{key: read(top) for key, read in _SINCE_2.items()},
    )


def _rounds(rounds: Table) -> dict[str, Any]:
    """How long people have to answer, and whether a round can be held in one meeting."""
    rounds.only("days", "extra_days", since_2=("same_day",))
    return {
        "round_days": rounds.number("days"),
        "extra_days": rounds.number("extra_days"),
        "same_day": rounds.flag_if_any("same_day"),
    }


def _follow_through(follow: Table) -> dict[str, Any]:
    """When people look back, and in which of these months the hard question is asked."""
    follow.only(*_FOLLOW, since_2=_FOLLOW_SINCE_2)
    months, hard = follow.numbers("review_months", most=120), follow.number("hard_question_month")
    if hard not in months and follow.reading.is_sound("follow_through"):
        follow.refuse("hard_question_month", f"choose one of the review months {list(months)}")
    return {
        "call_weeks": follow.number("call_weeks", most=104),
        "review_months": months,
        "review_days": follow.number("review_days"),
        "hard_question_month": hard,
        "hard_question": follow.text("hard_question"),
        "days_are_agreed": "dates" in follow.values and follow.choice("dates", DATES) == "agreed",
        "keeper_is_chosen": "keeper" in follow.values and follow.choice("keeper", KEEPERS) == "circle",
    }


def _check_counsel(top: Table, *, is_there: bool, is_used: bool) -> None:
    if is_there == is_used or not top.reading.is_sound("rooms", "seats.main_person_chooses"):
        return
    if is_there:
        top.refuse(
            "rooms", "leave out 'counsel': it is used where the main person chooses the circle, and nowhere else"
        )
    else:
        top.refuse("rooms", "add the room 'counsel', where the main person reads who was named")


def _check_sentences(reading: Reading, values: Mapping[str, Any]) -> None:
    """Other languages are found by the Dutch sentence, so one Dutch sentence has one in English."""
    english: dict[str, str] = {}
    for path, nl, en in texts_of(values):
        if english.setdefault(nl, en) != en:
            reading.note(path, f"{nl!r} has other English elsewhere in this file; make the two the same")


def texts_of(value: Any, path: str = "") -> list[tuple[str, str, str]]:
    """Every text of a file in both languages, with its path."""
    if isinstance(value, list):
        return [one for number, row in enumerate(value, 1) for one in texts_of(row, f"{path}[{number}]")]
    if not isinstance(value, dict):
        return []
    nl, en = value.get("nl"), value.get("en")
    own = [(path, nl.strip(), en.strip())] if isinstance(nl, str) and isinstance(en, str) else []
    return own + [one for key, row in value.items() for one in texts_of(row, f"{path}.{key}" if path else key)]
