"""Ending without a plan, or early: proposed to everybody, held at most twice by a step, and then ended by time.

Nobody ends a situation alone. Who guides proposes it; whoever decides can first want one thing more.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from gedragen.method.broken import RuleBroken
from gedragen.method.terms import term

# How long a proposal stands, and a step that somebody wants first, in days.
PROPOSAL_DAYS: Final = 7
STEP_DAYS: Final = 14
# In one situation, however often ending it is proposed.
MOST_STEPS: Final = 2


class Attempt(StrEnum):
    """What can be tried before there is no plan. The order is ours."""

    LEFT_OUT = "left_out"
    ASKED = "asked"
    MET_AGAIN = "met_again"
    ASKED_WIDER = "asked_wider"


@dataclass(frozen=True)
class EndingClock:
    """Until when a proposal to end stands; `over_at`: when it was taken back, or ended the situation."""

    until: datetime
    over_at: datetime | None = None

    def is_due(self, at: datetime) -> bool:
        return self.over_at is None and at >= self.until


def proposed_until(at: datetime) -> datetime:
    return term(at, PROPOSAL_DAYS)


def may_end_at_once(here: Collection[int], *, guides: int, brought: int) -> bool:
    """Before people meet, with nobody there but who guides and who brought it. All by the numbers of their seats."""
    return {guides, brought}.issuperset(here)


def held_until(until: datetime, at: datetime) -> datetime:
    """Until when it stands with a step that is named at `at`: never shorter than it did."""
    return max(until, term(at, STEP_DAYS))


def check_can_hold(clock: EndingClock, *, held_by: Collection[int], seat: int, at: datetime) -> None:
    """Raises RuleBroken when this seat cannot hold it. `held_by`: whose steps there were in this situation."""
    if clock.over_at is not None or clock.is_due(at):
        raise RuleBroken("ending-is-over")
    if seat in held_by:
        raise RuleBroken("step-was-named")
    if len(held_by) >= MOST_STEPS:
        raise RuleBroken("no-steps-left")
