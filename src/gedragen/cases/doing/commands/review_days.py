"""The days to look back, where the people agree on them one by one."""

from dataclasses import dataclass
from datetime import date

from gedragen.access.doing import Action
from gedragen.cases.doing.entries import REVIEW_DAY_AGREED
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import CheckIn
from gedragen.method.broken import RuleBroken
from gedragen.method.follow_through import CheckInKind
from gedragen.method.terms import local_day


@dataclass(frozen=True)
class AgreeReviewDay:
    """On which day people look back, after about so many months. It replaces the day that the page showed, if any."""

    months: int
    day: date
    was: date | None = None


@act(Action.AGREE_REVIEW_DAY)
def agree_review_day(change: Change, asked: AgreeReviewDay) -> None:
    case = change.case
    if asked.months not in case.approach.review_months:
        raise RuleBroken("no-such-review")
    review = case.check_ins.filter(kind=CheckInKind.REVIEW, months=asked.months).first()
    if asked.was != (review.due_on if review is not None else None):
        raise RuleBroken("day-has-changed")
    if review is not None and review.opened_at is not None:
        raise RuleBroken("review-has-begun")
    if asked.day <= local_day(change.at):
        raise RuleBroken("day-is-not-ahead")
    if asked.day == asked.was:
        raise RuleBroken("nothing-changed")
    if review is None:
        number = case.check_ins.count() + 1
        review = CheckIn(case=case, number=number, kind=CheckInKind.REVIEW, months=asked.months)
    review.due_on = asked.day
    review.save()
    change.record(REVIEW_DAY_AGREED, check_in=review.number, months=asked.months, day=asked.day.isoformat())
