"""Reads an approach: a file that somebody adds, with all its faults at once, or a text that a case was begun under."""

import json
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final

from gedragen.method.constitution.approach import Approach, DeclaredGate, Document, RoomRule
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.lines import lines_of
from gedragen.method.constitution.never import check_never
from gedragen.method.constitution.stages import read_stages_1
from gedragen.method.constitution.tables import Reading, Table
from gedragen.method.phases import Ending, Phase

NEWEST_FORMAT: Final = 1
# More than any approach needs, and little enough to be read at once.
LARGEST_FILE = 100_000
ROLES = ("participant", "facilitator", "authority", "professional", "advocate")
# Besides a role: whoever is the main person, and whoever decides, whatever their role.
READERS = (*ROLES, "main_person", "decider")
CIRCLES = ("person", "network", "professional")
CHOICES = ("circle", "facilitator", "place")
# The commands write in these rooms whatever the approach. In the last two they write where a file asks for it.
NEEDED_ROOMS = ("open", "plan", "information", "circle", "private", "ballot")
ROOMS = (*NEEDED_ROOMS, "counsel", "closed")
DOCUMENTS = ("cards", "plan", "journal")
SUBJECTS = ("case", "every-facilitator", "every-main-person", "every-decider")

_PHASES = tuple(Phase)
_LEVELS = tuple(Level)
_ENDINGS = tuple(ending for ending in Ending if ending.is_early)
_TOP = ("format", "key", "name", "about", "levels", "open", "only_the_law", "seats", "rooms", "stages", "documents")
_MORE = ("gates", "rounds", "frame_test", "follow_through", "asks_footing", "safety_names_authority", "endings")
_SEATS = ("decide", "main_person", "authority", "minimum_deciders", "main_person_chooses", "advocates")
_FOLLOW = ("call_weeks", "review_months", "review_days", "hard_question_month", "hard_question")

# Keys with a place in the format, whose part of the program is not there. A later format reads them.
_ASKED_FROM = ("from_level", "from_people")
_TOP_LATER = (
    *("extends", "interpretation", "circles", "sides", "sides_free", "decides", "footing", "leaving", "words", "talk"),
    *("others_before_frames", "plan_day", "working_groups", "deadlines", "declarations", "notice_for_professionals"),
    "self_nomination",
)
_ROOM_LATER = ("side", "from", "authority_from", "kept", "lock", "shared_with")
_DOCUMENT_LATER = ("fields", "signed_by", "binding", *_ASKED_FROM)
_GATE_LATER = ("by", "text_required", "withdraw", "words", *_ASKED_FROM)
_ABOUT_LATER = ("every-side", "every-seat", "every-child")


def read_approach(text: str, file: str) -> Approach:
    """Read a file that is to be added. Raises ApproachBroken with everything that is wrong."""
    values = parsed(text, file)
    reading = Reading(lines_of(text))
    top = Table(reading, "", values)
    if top.number("format") > NEWEST_FORMAT:
        top.wrong("format", f"this version reads format {NEWEST_FORMAT}; a later one may read this")
    approach = _format_1(top)
    _check_sentences(reading, values)
    check_never(approach, reading)
    if reading.faults:
        raise ApproachBroken(file, reading.faults)
    return approach


def read_kept(text: str, sentences: Mapping[str, str]) -> Approach:
    """Read a text that is kept, whatever format it was kept in. `sentences`: what its Dutch is in English."""
    values = json.loads(text)
    reading = Reading(is_kept=True, sentences=sentences)
    approach = FORMATS[values["format"]](Table(reading, "", values))
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


def _format_1(top: Table) -> Approach:
    top.only(*_TOP, *_MORE, later=_TOP_LATER)
    seats, rounds, test = top.part("seats"), top.part("rounds"), top.part("frame_test")
    follow = top.part("follow_through")
    seats.only(*_SEATS)
    rounds.only("days", "extra_days", later=("same_day",))
    test.only("information_days", later=("times",))
    follow.only(*_FOLLOW, later=("keeper", "dates"))
    rooms = _rooms(top)
    chooses = frozenset(seats.choices_if_any("main_person_chooses", CHOICES))
    if ("circle" in chooses) != ("counsel" in rooms) and top.reading.is_sound("rooms", "seats.main_person_chooses"):
        top.refuse("rooms", _about_counsel(is_there="counsel" in rooms))
    months, hard = follow.numbers("review_months", most=120), follow.number("hard_question_month")
    if hard not in months and top.reading.is_sound("follow_through"):
        follow.refuse("hard_question_month", f"choose one of the review months {list(months)}")
    return Approach(
        key=top.name("key"),
        name=top.text("name"),
        about=top.text("about"),
        levels=frozenset(Level(level) for level in top.choices("levels", _LEVELS)),
        is_open=top.flag("open"),
        only_the_law=top.flag("only_the_law"),
        main_person_required=seats.choice("main_person", ("required", "optional")) == "required",
        authority_required=seats.choice("authority", ("required", "optional")) == "required",
        minimum_deciders=seats.number("minimum_deciders", most=60),
        decide_by_default=frozenset(seats.choices("decide", ROLES)),
        main_person_chooses=chooses,
        advocates=seats.flag_if_any("advocates"),
        asks_footing=top.flag_if_any("asks_footing"),
        safety_names_authority=top.flag_if_any("safety_names_authority"),
        endings=frozenset(Ending(ending) for ending in top.choices_if_any("endings", _ENDINGS)),
        rooms=rooms,
        stages=read_stages_1(top, rooms),
        documents=_documents(top),
        gates=_gates(top),
        round_days=rounds.number("days"),
        extra_days=rounds.number("extra_days"),
        information_days=test.number("information_days"),
        call_weeks=follow.number("call_weeks", most=104),
        review_months=months,
        review_days=follow.number("review_days"),
        hard_question_month=hard,
        hard_question=follow.text("hard_question"),
    )


# Every format that ever stood in a case is read for ever. What is new in a later one means here what was so before.
FORMATS: Final[Mapping[int, Callable[[Table], Approach]]] = {1: _format_1}


def _about_counsel(*, is_there: bool) -> str:
    if is_there:
        return "leave out 'counsel': it is used where the main person chooses the circle, and nowhere else"
    return "add the room 'counsel', where the main person reads who was named"


def _rooms(top: Table) -> dict[str, RoomRule]:
    rooms: dict[str, RoomRule] = {}
    for row in top.tables("rooms"):
        room = _room(row)
        if room.key in rooms and row.reading.is_sound(f"{row.path}key"):
            row.refuse("key", f"{room.key!r} stands twice; give each room a name of its own")
        rooms[room.key] = room
    for key in NEEDED_ROOMS:
        if key not in rooms and isinstance(top.values.get("rooms"), list):
            top.refuse("rooms", f"add the room {key!r}")
    return rooms


def _room(row: Table) -> RoomRule:
    row.only("key", "readers", "public", "own", "circles", "invited", "closed", later=_ROOM_LATER)
    room = RoomRule(
        key=row.choice("key", ROOMS),
        readers=frozenset(row.choices("readers", READERS)),
        public=row.flag("public"),
        own=row.flag("own"),
        circles=frozenset(row.choices_if_any("circles", CIRCLES)),
        invited=row.flag_if_any("invited"),
        closed=row.flag_if_any("closed"),
    )
    if room.closed and (room.public or room.invited):
        row.refuse("closed", "a closed room is for its readers: leave out public and invited")
    if room.closed != (room.key == "closed") and row.reading.is_sound(f"{row.path}key"):
        row.refuse("closed", "the room 'closed' is closed, and no other")
    return room


def _documents(top: Table) -> tuple[Document, ...]:
    documents = tuple(_document(row) for row in top.tables("documents"))
    _check_once(top, "documents", [(one.key, one.phase) for one in documents])
    return documents


def _document(row: Table) -> Document:
    row.only("key", "phase", "name", later=_DOCUMENT_LATER)
    return Document(key=row.choice("key", DOCUMENTS), phase=Phase(row.choice("phase", _PHASES)), name=row.text("name"))


def _gates(top: Table) -> tuple[DeclaredGate, ...]:
    gates = tuple(_gate(row) for row in top.tables("gates"))
    _check_once(top, "gates", gates)
    return gates


def _gate(row: Table) -> DeclaredGate:
    row.only("before", "declaration", "about", later=_GATE_LATER)
    return DeclaredGate(
        before=Phase(row.choice("before", _PHASES)),
        kind=DeclarationKind(row.choice("declaration", tuple(DeclarationKind))),
        about=row.choice("about", SUBJECTS, later=_ABOUT_LATER),
    )


def _check_once(top: Table, key: str, rows: "tuple[object, ...] | list[tuple[str, Phase]]") -> None:
    if top.reading.is_sound(key):
        for number, row in enumerate(rows, 1):
            if row in rows[: number - 1]:
                top.refuse(f"{key}[{number}]", "says what stands above already; leave it out")


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
