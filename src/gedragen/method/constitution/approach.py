"""An approach is one data file: rooms, stages, preconditions, terms. A new approach is a new file and no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Ending, Phase


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
class Prompt:
    """One thing that is asked or said in a stage. `to`: a role, a side, or "all"."""

    to: str
    text: Text


@dataclass(frozen=True)
class Stage:
    """A part of a phase: the rooms that are open in it, who is there, who goes when it begins, and what is asked.

    `present`: nobody in particular where it is empty. `separate`: the facilitator speaks with each apart, or with each
    side (`per_side`). `closed_time`: it begins when people go among themselves, and ends when they come out.
    `from_level`, `from_people`: below it this stage is offered, and may be passed over.
    """

    key: str
    phase: Phase
    name: Text
    rooms: tuple[str, ...]
    present: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    separate: bool = False
    per_side: bool = False
    closed_time: bool = False
    from_level: Level | None = None
    from_people: int = 0


@dataclass(frozen=True)
class Document:
    """Something on paper that belongs to a phase; `key` names the page that prints it."""

    key: str
    phase: Phase
    name: Text


@dataclass(frozen=True)
class DeclaredGate:
    """Before `before` begins, a phase or a stage, this must have been declared about the case or each such seat."""

    before: str
    kind: DeclarationKind
    about: str


@dataclass(frozen=True)
class Approach:
    """Everything the engine knows about one way of deciding together. Terms in days, weeks, months.

    `stages_bind`: a room is open in the stages that name it, and no stage is passed over. In the texts of before, the
    stages say where people are and keep nothing shut.
    """

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
    stages_bind: bool = False

    def closed_room(self, phase: Phase | None = None) -> RoomRule | None:
        """The room of closed time, if this approach has one; with a phase, if one of its stages has it."""
        stages = [stage for stage in self.stages if phase is None or stage.phase is phase]
        keys = {key for stage in stages for key in stage.rooms}
        return next((room for room in self.rooms.values() if room.closed and room.key in keys), None)
