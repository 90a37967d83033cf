"""The sides of an approach: parties that stand against each other, and whether each of them must agree."""

from dataclasses import dataclass
from enum import StrEnum

from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text


class Decides(StrEnum):
    """Who must agree before something passes. CONSENT: nobody says no. PARTIES: everybody of every side says yes."""

    CONSENT = "consent"
    PARTIES = "parties"


@dataclass(frozen=True)
class Side:
    """One party. `required`: without `minimum` people of it who take part, deciding does not begin."""

    key: str
    name: Text
    minimum: int
    required: bool


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


def read_decides(top: Table, sides: tuple[Side, ...]) -> Decides:
    table = top.table_if_any("decides")
    if table is None:
        return Decides.CONSENT
    table.only("rule", later=("professionals",))
    rule = Decides(table.choice("rule", tuple(Decides), later=("main_person",)))
    if rule is Decides.PARTIES and not any(side.required for side in sides) and top.reading.is_sound("sides"):
        table.refuse("rule", "write [[sides]], at least one of them with required = true: these must agree")
    return rule
