"""After the decision: who calls when, when the people look back, and the hard question at month three."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gedragen.method.broken import RuleBroken
from gedragen.method.terms import add_months, local_day


class CheckInKind(StrEnum):
    CALL = "call"
    REVIEW = "review"


class Going(StrEnum):
    """How an item goes, says one participant."""

    WELL = "well"
    NOT_WELL = "not_well"
    NOT_NEEDED = "not_needed"


def check_looks_back(asked: Collection[int], *, is_people: bool, promised: Collection[int]) -> None:
    """The people look back on every item, and others on what they promised themselves. Raises RuleBroken.

    `asked`: the items somebody says something about. `promised`: those they said they would do something for.
    """
    if not is_people and not set(asked) <= set(promised):
        raise RuleBroken("looks-back-on-own-promises")


@dataclass(frozen=True)
class Planned:
    """One moment to look back. `months` is 0 for the call."""

    kind: CheckInKind
    due_on: date
    months: int = 0


def plan(at: datetime, *, call_weeks: int, review_months: Sequence[int]) -> tuple[Planned, ...]:
    """The call and the reviews after carrying out began at `at`, in order of date."""
    began = local_day(at)
    call = Planned(CheckInKind.CALL, began + timedelta(weeks=call_weeks))
    reviews = (Planned(CheckInKind.REVIEW, add_months(began, months), months) for months in review_months)
    return (call, *reviews)
