"""An approach is one data file: rooms, stages, preconditions, terms. A new approach is a new file and no code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Ending, Phase

SHIPPED = Path(__file__).parents[1] / "approaches"
ROLES = ("participant", "facilitator", "authority", "professional", "advocate")
# Besides a role: whoever is the main person, and whoever decides, whatever their role.
READERS = (*ROLES, "main_person", "decider")
CIRCLES = ("person", "network", "professional")
CHOICES = ("circle", "facilitator", "place")
# The commands write in these rooms whatever the approach; a file may only add to them.
NEEDED_ROOMS = ("open", "plan", "information", "circle", "private", "ballot")
DOCUMENTS = ("cards", "plan", "journal")
SUBJECTS = ("case", "every-facilitator", "every-main-person", "every-decider")


class ApproachBroken(Exception):
    """An approach file cannot be used. Says which file, which key, and how to mend it."""

    def __init__(self, file: str, key: str, mend: str) -> None:
        super().__init__(f"{file}: {key}: {mend}")
        self.file, self.key, self.mend = file, key, mend


@dataclass(frozen=True)
class Text:
    """One text in both languages of the screen."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.nl


@dataclass(frozen=True)
class RoomRule:
    """Who reads what is written in a room. `public`: anyone at all; `own`: everyone their own words.

    `circles`: readers of these circles only; empty: of any. `invited`: also before they said yes to taking part.
    `closed`: for its readers only, locked with a key of its own; `ended_at`: who joined later never gets in.
    """

    key: str
    readers: frozenset[str]
    public: bool
    own: bool
    circles: frozenset[str] = frozenset()
    invited: bool = False
    closed: bool = False
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Stage:
    """A part of a phase and the rooms that are open in it."""

    key: str
    phase: Phase
    name: Text
    rooms: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """Something on paper that belongs to a phase; `key` names the page that prints it."""

    key: str
    phase: Phase
    name: Text


@dataclass(frozen=True)
class DeclaredGate:
    """Before `before` begins, this must have been declared about the case or about each such seat."""

    before: Phase
    kind: DeclarationKind
    about: str


@dataclass(frozen=True)
class Approach:
    """Everything the engine knows about one way of deciding together. Terms in days, weeks, months."""

    key: str
    name: Text
    about: Text
    levels: frozenset[Level]
    is_open: bool
    only_the_law: bool
    main_person_required: bool
    authority_required: bool
    minimum_deciders: int
    decide_by_default: frozenset[str]
    main_person_chooses: frozenset[str]
    advocates: bool
    asks_footing: bool
    safety_names_authority: bool
    endings: frozenset[Ending]
    rooms: Mapping[str, RoomRule]
    stages: tuple[Stage, ...]
    documents: tuple[Document, ...]
    gates: tuple[DeclaredGate, ...]
    round_days: int
    extra_days: int
    information_days: int
    call_weeks: int
    review_months: tuple[int, ...]
    review_days: int
    hard_question_month: int
    hard_question: Text

    def closed_room(self, phase: Phase | None = None) -> RoomRule | None:
        """The room of closed time, if this approach has one; with a phase, if one of its stages has it."""
        stages = [stage for stage in self.stages if phase is None or stage.phase is phase]
        keys = {key for stage in stages for key in stage.rooms}
        return next((room for room in self.rooms.values() if room.closed and room.key in keys), None)


@dataclass(frozen=True)
class _Table:
    """One table of a file. Every complaint names file, key and mend."""

    file: str
    path: str
    values: Mapping[str, Any]

    def broken(self, key: str, mend: str) -> ApproachBroken:
        return ApproachBroken(self.file, f"{self.path}{key}", mend)

    def only(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                raise self.broken(key, f"unknown; use one of {', '.join(known)}")

    def raw(self, key: str, kind: type, mend: str) -> Any:
        value = self.values.get(key)
        # A TOML boolean is a Python int too: refuse it where a number is meant.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.broken(key, mend if key in self.values else f"missing; {mend}")
        return value

    def text(self, key: str) -> Text:
        table = self.table(key)
        table.only("nl", "en")
        nl, en = (table.line(language) for language in ("nl", "en"))
        return Text(nl=nl, en=en)

    def line(self, key: str) -> str:
        value = str(self.raw(key, str, "write a text between quotes")).strip()
        if not value:
            raise self.broken(key, "is empty; write a text")
        return value

    def flag(self, key: str) -> bool:
        return bool(self.raw(key, bool, "write true or false"))

    def flag_if_any(self, key: str) -> bool:
        return key in self.values and self.flag(key)

    def choices_if_any(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        return self.choices(key, known) if key in self.values else ()

    def number(self, key: str) -> int:
        value = int(self.raw(key, int, "write a whole number"))
        if value < 1:
            raise self.broken(key, "write a whole number of 1 or more")
        return value

    def numbers(self, key: str) -> tuple[int, ...]:
        values = self.raw(key, list, "write whole numbers in order, like [3, 6, 12]")
        if not values or not all(type(v) is int and v > 0 for v in values) or values != sorted(set(values)):
            raise self.broken(key, "write whole numbers in order, like [3, 6, 12]")
        return tuple(values)

    def choices(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        values = self.raw(key, list, f"write a list with any of {', '.join(known)}")
        for value in values:
            if value not in known:
                raise self.broken(key, f"{value!r} is unknown; use any of {', '.join(known)}")
        return tuple(values)

    def choice(self, key: str, known: tuple[str, ...]) -> str:
        value = self.line(key)
        if value not in known:
            raise self.broken(key, f"{value!r} is unknown; use one of {', '.join(known)}")
        return value

    def table(self, key: str) -> "_Table":
        return _Table(self.file, f"{self.path}{key}.", self.raw(key, dict, "write a table"))

    def tables(self, key: str) -> tuple["_Table", ...]:
        rows = self.raw(key, list, f"write [[{key}]] at least once")
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise self.broken(f"{key}[{number}]", f"write it as a table, under [[{key}]]")
        return tuple(_Table(self.file, f"{self.path}{key}[{n}].", row) for n, row in enumerate(rows, 1))


_PHASES = tuple(Phase)
_LEVELS = tuple(Level)
_TOP = ("key", "name", "about", "levels", "open", "only_the_law", "seats", "rooms", "stages", "documents", "gates")
_MORE = ("rounds", "frame_test", "follow_through", "asks_footing", "safety_names_authority", "endings")
_SEATS = ("decide", "main_person", "authority", "minimum_deciders", "main_person_chooses", "advocates")
_ENDINGS = tuple(ending for ending in Ending if ending.is_early)


def read_approach(text: str, file: str) -> Approach:
    """Read one approach file. Raises ApproachBroken for the first thing that is wrong."""
    try:
        top = _Table(file, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ApproachBroken(file, "the file", f"is not valid TOML: {error}") from None
    top.only(*_TOP, *_MORE)
    seats, rounds, test = top.table("seats"), top.table("rounds"), top.table("frame_test")
    follow = top.table("follow_through")
    seats.only(*_SEATS)
    rounds.only("days", "extra_days")
    test.only("information_days")
    follow.only("call_weeks", "review_months", "review_days", "hard_question_month", "hard_question")
    rooms = _rooms(top)
    chooses = frozenset(seats.choices_if_any("main_person_chooses", CHOICES))
    if "circle" in chooses and "counsel" not in rooms:
        raise top.broken("rooms", "add the room 'counsel', where the main person reads who was named")
    months, hard = follow.numbers("review_months"), follow.number("hard_question_month")
    if hard not in months:
        raise follow.broken("hard_question_month", f"choose one of the review months {list(months)}")
    return Approach(
        key=top.line("key"),
        name=top.text("name"),
        about=top.text("about"),
        levels=frozenset(Level(level) for level in top.choices("levels", _LEVELS)),
        is_open=top.flag("open"),
        only_the_law=top.flag("only_the_law"),
        main_person_required=seats.choice("main_person", ("required", "optional")) == "required",
        authority_required=seats.choice("authority", ("required", "optional")) == "required",
        minimum_deciders=seats.number("minimum_deciders"),
        decide_by_default=frozenset(seats.choices("decide", ROLES)),
        main_person_chooses=chooses,
        advocates=seats.flag_if_any("advocates"),
        asks_footing=top.flag_if_any("asks_footing"),
        safety_names_authority=top.flag_if_any("safety_names_authority"),
        endings=frozenset(Ending(ending) for ending in top.choices_if_any("endings", _ENDINGS)),
        rooms=rooms,
        stages=_stages(top, rooms),
        documents=tuple(_document(row) for row in top.tables("documents")),
        gates=tuple(_gate(row) for row in top.tables("gates")),
        round_days=rounds.number("days"),
        extra_days=rounds.number("extra_days"),
        information_days=test.number("information_days"),
        call_weeks=follow.number("call_weeks"),
        review_months=months,
        review_days=follow.number("review_days"),
        hard_question_month=hard,
        hard_question=follow.text("hard_question"),
    )


def _rooms(top: _Table) -> dict[str, RoomRule]:
    rooms: dict[str, RoomRule] = {}
    for row in top.tables("rooms"):
        room = _room(row)
        if room.key in rooms:
            raise row.broken("key", f"{room.key!r} stands twice; give each room a name of its own")
        rooms[room.key] = room
    for key in NEEDED_ROOMS:
        if key not in rooms:
            raise top.broken("rooms", f"add the room {key!r}")
    return rooms


def _room(row: _Table) -> RoomRule:
    row.only("key", "readers", "public", "own", "circles", "invited", "closed")
    room = RoomRule(
        key=row.line("key"),
        readers=frozenset(row.choices("readers", READERS)),
        public=row.flag("public"),
        own=row.flag("own"),
        circles=frozenset(row.choices_if_any("circles", CIRCLES)),
        invited=row.flag_if_any("invited"),
        closed=row.flag_if_any("closed"),
    )
    if room.closed and (room.public or room.invited):
        raise row.broken("closed", "a closed room is for its readers: leave out public and invited")
    return room


def _stages(top: _Table, rooms: Mapping[str, RoomRule]) -> tuple[Stage, ...]:
    stages = tuple(_stage(row, tuple(rooms)) for row in top.tables("stages"))
    for phase in Phase:
        if not any(stage.phase is phase for stage in stages):
            raise top.broken("stages", f"add at least one stage for the phase {phase.value!r}")
    return stages


def _stage(row: _Table, rooms: tuple[str, ...]) -> Stage:
    row.only("key", "phase", "name", "rooms")
    return Stage(
        key=row.line("key"),
        phase=Phase(row.choice("phase", _PHASES)),
        name=row.text("name"),
        rooms=row.choices("rooms", rooms),
    )


def _document(row: _Table) -> Document:
    row.only("key", "phase", "name")
    return Document(key=row.choice("key", DOCUMENTS), phase=Phase(row.choice("phase", _PHASES)), name=row.text("name"))


def _gate(row: _Table) -> DeclaredGate:
    row.only("before", "declaration", "about")
    return DeclaredGate(
        before=Phase(row.choice("before", _PHASES)),
        kind=DeclarationKind(row.choice("declaration", tuple(DeclarationKind))),
        about=row.choice("about", SUBJECTS),
    )


@cache
def shipped_approaches() -> Mapping[str, Approach]:
    """The approaches that come with Gedragen, by key. Raises ApproachBroken."""
    found: dict[str, Approach] = {}
    for path in sorted(SHIPPED.glob("*.toml")):
        approach = read_approach(path.read_text(encoding="utf-8"), path.name)
        if approach.key != path.stem:
            raise ApproachBroken(path.name, "key", f"write the name of the file: {path.stem!r}")
        found[approach.key] = approach
    return found


def approach_of(key: str) -> Approach:
    """One approach. Raises KeyError for a key that no file has."""
    return shipped_approaches()[key]
