"""Days by which something must be there: from the law or from practice, counted from a moment on the road."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gedragen.method.constitution.keys.rooms import ROLES
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text
from gedragen.method.terms import add_months

UNITS = ("days", "weeks", "months")


class Starts(StrEnum):
    """What it is counted from: the question, then the beginning of each part of the road."""

    BROUGHT = "question-brought"
    OPENED = "opened"
    FROZEN = "frozen"
    DECIDING = "deciding"
    CARRYING_OUT = "carrying_out"


@dataclass(frozen=True)
class Deadline:
    """`who`: whom it concerns, by role. Of a legal one, `article` and `law_version` say where it stands."""

    key: str
    text: Text
    starts: Starts
    unit: str
    length: int
    who: frozenset[str]
    article: str = ""
    law_version: str = ""

    @property
    def is_legal(self) -> bool:
        return bool(self.article)

    def last_day(self, began: date) -> date:
        if self.unit == "months":
            return add_months(began, self.length)
        return began + timedelta(days=self.length * (7 if self.unit == "weeks" else 1))


def deadlines_of(top: Table) -> tuple[Deadline, ...]:
    found = tuple(_deadline(row) for row in top.tables_if_any("deadlines"))
    top.only_once("deadlines", [one.key for one in found])
    return found


def _deadline(row: Table) -> Deadline:
    row.only("key", "nl", "en", "starts_at", "length", "who", "kind", "article", "law_version", later=("setting",))
    unit, length = _length(row.part("length"))
    who = frozenset(row.choices("who", ROLES))
    if not who and row.reading.is_sound(f"{row.path}who"):
        row.refuse("who", "name at least one role: whom it concerns reads it")
    is_legal = row.choice("kind", ("practice", "legal"), later=("setting",)) == "legal"
    for key in ("article", "law_version"):
        if key in row.values and not is_legal:
            row.refuse(key, "leave this out: it belongs to kind = 'legal'")
    return Deadline(
        key=row.name("key"),
        text=row.said(),
        starts=Starts(row.choice("starts_at", tuple(Starts))),
        unit=unit,
        length=length,
        who=who,
        article=row.line("article") if is_legal else "",
        law_version=row.line("law_version") if is_legal else "",
    )


def _length(table: Table) -> tuple[str, int]:
    table.only(*UNITS, later=("working_days",))
    units = [unit for unit in UNITS if unit in table.values]
    if len(units) != 1:
        if table.reading.is_sound(table.path.removesuffix(".")):
            table.reading.note(
                table.path.removesuffix("."), f"write one of {', '.join(UNITS)}, such as {{ weeks = 6 }}"
            )
        return "days", 1
    return units[0], table.number(units[0], most=1_000 if units[0] == "days" else 200)
