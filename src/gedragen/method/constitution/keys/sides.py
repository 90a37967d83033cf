"""Who decides in an approach: everybody, every side or the main person; the sides, professionals, and leaving."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text


class Decides(StrEnum):
    """Who must agree before something passes. CONSENT: nobody says no. PARTIES: everybody of every side says yes.

    MAIN_PERSON: whom it is about says yes, and so does who carries it or is bound by it. Others advise.
    """

    CONSENT = "consent"
    PARTIES = "parties"
    MAIN_PERSON = "main_person"


class Professionals(StrEnum):
    """What say professionals have who have none by themselves: none at all, in what they do, or when they are asked."""

    NO = "no"
    FOR_THEIR_PART = "for_their_part"
    WHEN_ASKED = "when_asked"


@dataclass(frozen=True)
class Side:
    """One party. `required`: without `minimum` people of it who take part, deciding does not begin."""

    key: str
    name: Text
    minimum: int
    required: bool


@dataclass(frozen=True)
class Leaving:
    """`stops`: when somebody of a side leaves who takes part, it ends for everybody, and nobody is told who it was."""

    text: Text
    stops: bool = False


def read_sides(top: Table) -> tuple[Side, ...]:
    rows = top.tables_if_any("sides")
    sides = tuple(_side(row) for row in rows)
    top.only_once("sides", [side.key for side in sides])
    if len(rows) == 1:
        top.refuse("sides", "write at least two, or none")
    return sides


def _side(row: Table) -> Side:
    row.only("key", "name", "minimum", "required")
    side = Side(row.name("key"), row.text("name"), _minimum(row), row.flag_if_any("required"))
    if side.required and not side.minimum:
        row.refuse("minimum", "write 1 or more: without anybody this side is not there")
    if side.minimum and not side.required:
        row.refuse("minimum", "leave it out, or write required = true: nothing else asks for a minimum")
    return side


def _minimum(row: Table) -> int:
    return row.number("minimum", most=60) if row.values.get("minimum", 0) != 0 else 0


@dataclass(frozen=True)
class Deciding:
    """Who decides. Before a file could say it: nobody says no, and a professional decides when they are asked."""

    rule: Decides = Decides.CONSENT
    professionals: Professionals = Professionals.WHEN_ASKED


def read_decides(top: Table, sides: tuple[Side, ...], plan_readers: Collection[str]) -> Deciding:
    table = top.table_if_any("decides")
    if table is None:
        return Deciding()
    table.only("rule", "professionals")
    rule, seats = Decides(table.choice("rule", tuple(Decides))), top.part("seats").values
    if rule is Decides.PARTIES and not any(side.required for side in sides) and top.reading.is_sound("sides"):
        table.refuse("rule", "write [[sides]], at least one of them with required = true: these must agree")
    if rule is Decides.MAIN_PERSON and seats.get("main_person") != "required" and top.reading.is_sound("seats"):
        table.refuse("rule", 'write main_person = "required" under [seats]: without them nobody decides')
    if "professionals" not in table.values:
        return Deciding(rule)
    say = Professionals(table.choice("professionals", tuple(Professionals)))
    if top.reading.is_sound("seats", "rooms", "decides"):
        _check_say(table, say, seats, plan_readers)
    return Deciding(rule, say)


def _check_say(table: Table, say: Professionals, seats: Mapping[str, Any], plan_readers: Collection[str]) -> None:
    """Refuse a say of professionals that somebody has already, that nobody can give, or in what they cannot read."""
    if "professional" in seats.get("decide", ()):
        table.refuse("professionals", "leave this out, or leave 'professional' out of decide under [seats]")
    elif say is Professionals.WHEN_ASKED and "circle" not in seats.get("main_person_chooses", ()):
        table.refuse("professionals", 'nobody can ask them: add "circle" to main_person_chooses under [seats]')
    elif say is Professionals.FOR_THEIR_PART and "professional" not in plan_readers:
        table.refuse("professionals", "add 'professional' to the readers of the room 'plan': their part stands there")


def read_leaving(top: Table, sides: tuple[Side, ...]) -> Leaving | None:
    table = top.table_if_any("leaving")
    if table is None:
        return None
    table.only("nl", "en", "stops")
    leaving = Leaving(table.said(), table.flag_if_any("stops"))
    if leaving.stops and not sides and top.reading.is_sound("sides"):
        table.refuse("stops", "write [[sides]], or leave it out: it stops when somebody of a side leaves")
    return leaving
