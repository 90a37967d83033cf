"""What an approach puts on paper: what every situation has, and papers of its own that people fill in and sign."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from gedragen.method.constitution.keys.asked_from import ALWAYS, KEYS, AskedFrom, asked_from, refuse_idle
from gedragen.method.constitution.keys.sides import Side
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase

DOCUMENTS = ("cards", "plan", "journal")
# Where a paper can lie: where it is read by more people than its writer.
ROOMS = ("open", "plan", "information", "circle")
SIDES = "every-side"
DECIDERS = "every-decider"
MAIN_PERSON = "main_person"
WHEN_SIGNED = "when_signed"
MOST_FIELDS = 30
# Nobody signs who guides, or who speaks for another.
SIGNING_ROLES = ("participant", "authority", "professional")

_PHASES = tuple(Phase)
_OWN = ("fields", "signed_by", "binding", "room")


class FieldKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    SEAT = "seat"
    CHOICE = "choice"


@dataclass(frozen=True)
class Choice:
    key: str
    text: Text


@dataclass(frozen=True)
class Field:
    """One thing that a paper asks. `choices`: where one of them is the answer."""

    key: str
    text: Text
    kind: FieldKind
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Signers:
    """Who signs: everybody with one of these roles, who decides, who is of one of these sides, or the main person."""

    roles: frozenset[str] = frozenset()
    deciders: bool = False
    sides: frozenset[str] = frozenset()
    main_person: bool = False


@dataclass(frozen=True)
class Document:
    """Something on paper that belongs to a phase; `key` names the page that prints it.

    One with `fields` is the approach's own. `room`: who reads it. `is_binding`: once everybody has signed.
    `asked_from`: below it nobody is asked for this paper until somebody fills it in.
    """

    key: str
    phase: Phase
    name: Text
    fields: tuple[Field, ...] = ()
    signers: Signers = field(default_factory=Signers)
    is_binding: bool = False
    room: str = ""
    asked_from: AskedFrom = ALWAYS

    @property
    def is_own(self) -> bool:
        return bool(self.fields)


def read_documents(top: Table, sides: tuple[Side, ...], levels: Collection[Level]) -> tuple[Document, ...]:
    documents = tuple(_document(row, sides) for row in top.tables("documents"))
    top.said_once("documents", [(one.key, None if one.is_own else one.phase) for one in documents])
    refuse_idle(top, "documents", [one.asked_from for one in documents], levels)
    return documents


def _document(row: Table, sides: tuple[Side, ...]) -> Document:
    row.only("key", "phase", "name", since_2=(*_OWN, *KEYS))
    is_own = row.reading.format > 1 and any(key in row.values for key in _OWN)
    phase, name = Phase(row.choice("phase", _PHASES)), row.text("name")
    if not is_own:
        for key in (key for key in KEYS if key in row.values and row.reading.format > 1):
            row.refuse(key, "leave it out: this paper is there in every situation")
        return Document(key=row.choice("key", DOCUMENTS), phase=phase, name=name)
    return Document(
        key=_own_key(row),
        phase=phase,
        name=name,
        fields=_fields(row),
        signers=_signers(row, sides),
        is_binding=row.choice("binding", ("no", WHEN_SIGNED)) == WHEN_SIGNED,
        room=row.choice("room", ROOMS),
        asked_from=asked_from(row),
    )


def _own_key(row: Table) -> str:
    key = row.name("key")
    if key in DOCUMENTS:
        row.refuse("key", f"{key!r} is a paper of every situation: leave out {', '.join(_OWN)}, or choose another key")
    return key


def _fields(row: Table) -> tuple[Field, ...]:
    if row.values.get("fields", []) == []:
        row.wrong("fields", "say what is filled in on this paper: at least one, each with a key, nl, en and kind")
        return ()
    rows = row.tables("fields")
    if len(rows) > MOST_FIELDS:
        row.refuse("fields", f"ask {MOST_FIELDS} things at most")
    fields = tuple(_field(one) for one in rows)
    row.only_once("fields", [one.key for one in fields])
    return fields


def _field(row: Table) -> Field:
    row.only("key", "nl", "en", "kind", "choices")
    kind = FieldKind(row.choice("kind", tuple(FieldKind)))
    rows = row.tables_if_any("choices") if row.values.get("choices") != [] else ()
    choices = tuple(_choice(one) for one in rows)
    row.only_once("choices", [one.key for one in choices])
    if kind is FieldKind.CHOICE and len(choices) < 2 and row.reading.is_sound(f"{row.path}choices"):
        row.refuse("choices", "write at least two to choose from, each with a key, nl and en")
    elif kind is not FieldKind.CHOICE and choices:
        row.refuse("choices", "leave this out: it belongs to kind = 'choice'")
    return Field(row.name("key"), row.said(), kind, choices)


def _choice(row: Table) -> Choice:
    row.only("key", "nl", "en")
    return Choice(row.name("key"), row.said())


def _signers(row: Table, sides: tuple[Side, ...]) -> Signers:
    if isinstance(row.values.get("signed_by"), list):
        roles = row.choices("signed_by", SIGNING_ROLES)
        if not roles and row.reading.is_sound(f"{row.path}signed_by"):
            row.refuse("signed_by", "name at least one role")
        return Signers(roles=frozenset(roles))
    said = row.choice("signed_by", (DECIDERS, MAIN_PERSON, SIDES))
    if said == SIDES:
        return Signers(sides=_sides_that_sign(row, sides))
    return Signers(deciders=said == DECIDERS, main_person=said == MAIN_PERSON)


def _sides_that_sign(row: Table, sides: tuple[Side, ...]) -> frozenset[str]:
    """Those that must be there: who stands around may be there or not."""
    found = frozenset(side.key for side in sides if side.required)
    if not found:
        row.refuse("signed_by", "write [[sides]], at least one of them with required = true: these sign")
    return found
