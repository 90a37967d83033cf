"""Who got involved when, as bars: the earlier, the longer. Pure arithmetic; the drawing is in a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.state.headcount import Involved

WIDTH = 320.0
SHORTEST = 12.0
ROW = 46.0


@dataclass(frozen=True)
class Bar:
    """One group: from when it took part until now."""

    group: Involved
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Involvement:
    """The picture, and whether the people were there before the professionals (None: no professionals yet)."""

    bars: tuple[Bar, ...]
    height: float
    people_first: bool | None


def involvement(groups: Sequence[Involved], *, at: datetime) -> Involvement:
    """The groups in order of their first day."""
    shown = [group for group in groups if is_compared(group)]
    began = min((group.first_at for group in shown), default=at)
    span = max((at - began).total_seconds(), 1.0)
    bars = tuple(
        _bar(place, group, (group.first_at - began).total_seconds() / span) for place, group in enumerate(shown)
    )
    return Involvement(bars, ROW * len(bars), _people_first(shown))


def is_compared(group: Involved) -> bool:
    """Setting limits and guiding comes first by design: the order is about the people and those who help them."""
    return group.takes_part or group.informs


def _bar(place: int, group: Involved, late: float) -> Bar:
    x = round(min(late * WIDTH, WIDTH - SHORTEST), 1)
    return Bar(group, x, place * ROW, round(WIDTH - x, 1))


def _people_first(groups: Sequence[Involved]) -> bool | None:
    helpers = [group.first_at for group in groups if group.informs]
    people = [group.first_at for group in groups if not group.informs]
    if not helpers:
        return None
    return bool(people) and min(people) <= min(helpers)
