"""Three levels of a situation. Going up is always possible, going down needs a reason."""

from collections.abc import Collection
from enum import StrEnum

from gedragen.method.broken import RuleBroken
from gedragen.method.texts import is_blank


class Level(StrEnum):
    SIMPLE = "simple"
    TENSION = "tension"
    CONFLICT = "conflict"


ORDER: tuple[Level, ...] = tuple(Level)


def in_order(levels: Collection[Level]) -> tuple[Level, ...]:
    """From the least tension to the most."""
    return tuple(sorted(levels, key=ORDER.index))


def check_can_be_made(new: Level, *, is_example: bool) -> None:
    """Raises RuleBroken for a conflict among real people, who cannot stop it yet, nor take part apart."""
    if new is Level.CONFLICT and not is_example:
        raise RuleBroken("conflict-only-in-demo")


def check_change(old: Level | None, new: Level, reason: str) -> None:
    """Raises RuleBroken when a level goes down without a reason."""
    if old is not None and ORDER.index(new) < ORDER.index(old) and is_blank(reason):
        raise RuleBroken("lower-level-needs-reason")
