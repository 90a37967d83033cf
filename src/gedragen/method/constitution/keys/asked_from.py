"""From how much tension, and from how many people, something is asked. Below it is offered: nothing waits for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gedragen.method.constitution.levels import ORDER, Level
from gedragen.method.constitution.tables import Table

KEYS = ("from_level", "from_people")


@dataclass(frozen=True)
class AskedFrom:
    """`level`: nothing, where it is asked at any. `people`: so many who decide, or more."""

    level: Level | None = None
    people: int = 0

    def is_reached(self, level: Level | None, people: int) -> bool:
        is_level = self.level is None or (level is not None and ORDER.index(level) >= ORDER.index(self.level))
        return is_level and people >= self.people


ALWAYS = AskedFrom()


def asked_from(row: Table) -> AskedFrom:
    level, people = KEYS
    return AskedFrom(
        level=Level(row.choice(level, tuple(Level))) if level in row.values else None,
        people=row.number(people) if people in row.values else 0,
    )


def refuse_idle(top: Table, rows: str, asked: Sequence[AskedFrom], levels: Collection[Level]) -> None:
    """Of the rows under this key: what every situation reaches, or none."""
    if not top.reading.is_sound(rows, "levels"):
        return
    for number, one in enumerate(asked, 1):
        if one.level is not None and one.level not in levels:
            top.refuse(f"{rows}[{number}].from_level", "this approach is not for that level; choose one of its levels")
        elif one.level is not None and one.level is min(levels, key=ORDER.index):
            top.refuse(f"{rows}[{number}].from_level", "every level of this approach reaches it; leave it out")
        if one.people == 1:
            top.refuse(f"{rows}[{number}].from_people", "somebody is always there; write 2 or more, or leave it out")
