"""Days by which something must be there: from the law, from practice or filled in here, from a moment on the road."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.rooms import ROLES
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text
from gedragen.method.terms import add_months, last_day_in_law, working_days_later

_KINDS = ("practice", "legal", "setting")


class Starts(StrEnum):
    """What it is counted from: the question, then the beginning of each part of the road."""

    BROUGHT = "question-brought"
    OPENED = "opened"
    FROZEN = "frozen"
    DECIDING = "deciding"
    CARRYING_OUT = "carrying_out"


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


# More than any term, and less than a calendar has.
LONGEST: Final = {Unit.DAYS: 1_000, Unit.WEEKS: 200, Unit.MONTHS: 200, Unit.WORKING_DAYS: 200}
# A term of more than this, or of years, goes by the calendar alone (Algemene termijnenwet, article 4).
_LONGEST_THAT_MOVES: Final = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3, Unit.WORKING_DAYS: 200}


@dataclass(frozen=True)
class Length:
    """How long a term is."""

    unit: Unit
    number: int

    @property
    def code(self) -> str:
        return f"{self.unit.value}-{self.number}"

    def last_day(self, began: date, *, is_legal: bool) -> date:
        """Of a legal term that would end on a day on which nobody works, the next day on which people do."""
        last = self._counted(began)
        moves = is_legal and self.number <= _LONGEST_THAT_MOVES[self.unit]
        return last_day_in_law(began, last) if moves else last

    def _counted(self, began: date) -> date:
        if self.unit is Unit.MONTHS:
            return add_months(began, self.number)
        if self.unit is Unit.WORKING_DAYS:
            return working_days_later(began, self.number)
        return began + timedelta(days=self.number * (7 if self.unit is Unit.WEEKS else 1))


@dataclass(frozen=True)
class Deadline:
    """`who`: whom it concerns, by role. Of a legal one, `article` and `law_version` say where it stands.

    `setting`: the name under which each situation fills in how long it is; then the approach gives no `length`.
    """

    key: str
    text: Text
    starts: Starts
    length: Length | None
    who: frozenset[str]
    article: str = ""
    law_version: str = ""
    setting: str = ""

    @property
    def is_legal(self) -> bool:
        return bool(self.article)


def check_length(length: Length) -> None:
    """Raises RuleBroken for a length that is none, or longer than any term."""
    if not 1 <= length.number <= LONGEST[length.unit]:
        raise RuleBroken("length-out-of-reach", longest=LONGEST[length.unit])


def deadlines_of(top: Table) -> tuple[Deadline, ...]:
    found = tuple(_deadline(row) for row in top.tables_if_any("deadlines"))
    top.only_once("deadlines", [one.key for one in found])
    return found


def _deadline(row: Table) -> Deadline:
    row.only("key", "nl", "en", "starts_at", "length", "who", "kind", "article", "law_version", "setting")
    kind = row.choice("kind", _KINDS)
    who = frozenset(row.choices("who", ROLES))
    if not who and row.reading.is_sound(f"{row.path}who"):
        row.refuse("who", "name at least one role: whom it concerns reads it")
    for key, of in {"article": "legal", "law_version": "legal", "setting": "setting"}.items():
        if key in row.values and kind != of:
            row.refuse(key, f"leave this out: it belongs to kind = {of!r}")
    if "length" in row.values and kind == "setting":
        row.refuse("length", "leave this out: each situation fills in how long it is")
    return Deadline(
        key=row.name("key"),
        text=row.said(),
        starts=Starts(row.choice("starts_at", tuple(Starts))),
        length=_length(row.part("length")) if kind != "setting" else None,
        who=who,
        article=row.line("article") if kind == "legal" else "",
        law_version=row.line("law_version") if kind == "legal" else "",
        setting=row.name("setting") if kind == "setting" else "",
    )


def _length(table: Table) -> Length:
    table.only(*Unit)
    units = [unit for unit in Unit if unit in table.values]
    if len(units) != 1:
        path = table.path.removesuffix(".")
        if table.reading.is_sound(path):
            table.reading.note(path, f"write one of {', '.join(Unit)}, such as {{ weeks = 6 }}")
        return Length(Unit.DAYS, 1)
    return Length(units[0], table.number(units[0], most=LONGEST[units[0]]))
