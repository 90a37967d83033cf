"""When a round closes, and what its answers may be about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Outcome
from gedragen.method.terms import term

# Nobody waits longer than this for what came of an item; a slip of the pen in the year would make them.
LONGEST = timedelta(days=366)
# Within so many days the facilitator asks what is behind a no without words.
ASKING_DAYS = 3
# Who guides opens rounds. A text that lay on the table for so many days is put to everybody by whoever decides.
TABLE_DAYS = 3


@dataclass(frozen=True)
class RoundClock:
    """The moments of one round; `extra_until` is set once the silent got more time.

    `waits`: that is over too, and it closes when everybody who is silent was really called on.
    """

    closes_at: datetime
    extra_until: datetime | None = None
    closed_at: datetime | None = None
    waits: bool = False

    @property
    def ends_at(self) -> datetime:
        return self.extra_until or self.closes_at

    @property
    def announced_end(self) -> datetime | None:
        """Until when people can surely answer; None when it only waits for calls, and may close at any moment."""
        return None if self.waits else self.ends_at

    def is_open(self, at: datetime) -> bool:
        return self.closed_at is None and (self.waits or at < self.ends_at)

    def is_due(self, at: datetime) -> bool:
        return self.closed_at is None and at >= self.ends_at

    def extra_is_over(self, at: datetime, *, extra_days: int) -> bool:
        """Whether the silent had their days: a round that only waited for words gave them fewer."""
        until = self.extra_until
        return until is not None and at >= until and self.gives_extra(extra_days)

    def gives_extra(self, extra_days: int) -> bool:
        """Whether it is, or was, open for all the days that the silent get."""
        return self.extra_until is not None and self.extra_until >= term(self.closes_at, extra_days)


def check_open(clock: RoundClock, *, at: datetime) -> None:
    """Raises RuleBroken when answers no longer count, also before anyone pressed a button."""
    if not clock.is_open(at):
        raise RuleBroken("round-is-closed")


def check_moment(closes_at: datetime, *, at: datetime) -> None:
    """Raises RuleBroken unless people get at least some time to answer, and a year at most."""
    if closes_at <= at:
        raise RuleBroken("round-must-close-later")
    if closes_at > at + LONGEST:
        raise RuleBroken("round-must-close-sooner")


def is_free_to_ask(written_at: datetime, *, at: datetime) -> bool:
    """Whether who guides had her days to open a round about a text, so that nobody waits for her alone."""
    return at >= term(written_at, TABLE_DAYS)


def check_version(asked: int, current: int) -> None:
    """An answer names the version it is about. Raises RuleBroken for an answer to an older text."""
    if asked != current:
        raise RuleBroken("item-has-changed", current=current)


def extra_time(clock: RoundClock, found: Outcome, *, extra_days: int, at: datetime) -> datetime | None:
    """Until when the round stays open for those who are waited for, or None when it can close now."""
    if not found.is_waiting:
        return None
    until = clock.extra_until
    has_its_days = until is not None and until >= term(clock.closes_at, extra_days)
    return until if has_its_days else term(max(at, clock.closes_at), extra_days)


def words_awaited(
    clock: RoundClock, without_words: Collection[datetime], *, extra_days: int, at: datetime
) -> datetime | None:
    """Until when a round stays open because somebody said no without words, or None when it can close now.

    `without_words`: when each of those was said. Saying it again and again holds a round up no longer than once.
    """
    latest = term(clock.closes_at, extra_days + ASKING_DAYS)
    until = max((min(term(said, ASKING_DAYS), latest) for said in without_words), default=at)
    return until if until > at else None
