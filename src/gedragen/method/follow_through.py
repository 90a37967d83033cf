"""After the decision: who calls when, when the people look back, and the hard question at month three."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gedragen.method.terms import add_months, local_day


class CheckInKind(StrEnum):
    CALL = "call"
    REVIEW = "review"


class Going(StrEnum):
    """How an item goes, says one participant."""

    WELL = "well"
    NOT_WELL = "not_well"
    NOT_NEEDED = "not_needed"


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
