"""Closed time: those whose life it is are among themselves, from its announced beginning until they say it is over."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.method.broken import RuleBroken


@dataclass(frozen=True)
class ClosedClock:
    """`until` is announced; `ended_at` is when the people came out, sooner or later than that."""

    opened_at: datetime
    until: datetime
    ended_at: datetime | None = None

    def keeps_rounds_shut(self, at: datetime) -> bool:
        """No round opens over people who are among themselves; after the announced moment it may."""
        return self.ended_at is None and at < self.until


def check_inside(clock: ClosedClock) -> None:
    """Raises RuleBroken when the people have come out: what they wrote stays as it was."""
    if clock.ended_at is not None:
        raise RuleBroken("closed-time-is-over")


def check_came_out(clock: ClosedClock) -> None:
    """Raises RuleBroken while people are still among themselves: when something comes out tells what goes on inside."""
    if clock.ended_at is None:
        raise RuleBroken("closed-time-is-running")
