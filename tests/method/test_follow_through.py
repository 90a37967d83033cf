"""The days to look back are known on the day carrying out begins."""

from datetime import UTC, date, datetime

from hypothesis import given

from gedragen.method.follow_through import CheckInKind, plan
from tests.method.few import few
from tests.method.test_terms import moments


def test_a_call_after_four_weeks_and_three_reviews(at: datetime) -> None:
    planned = plan(at, call_weeks=4, review_months=(3, 6, 12))
    assert [(one.kind, one.months) for one in planned] == [
        (CheckInKind.CALL, 0),
        (CheckInKind.REVIEW, 3),
        (CheckInKind.REVIEW, 6),
        (CheckInKind.REVIEW, 12),
    ]
    assert [one.due_on for one in planned] == [
        date(2026, 3, 30),
        date(2026, 6, 2),
        date(2026, 9, 2),
        date(2027, 3, 2),
    ]


def test_the_day_it_began_is_the_day_where_the_people_live() -> None:
    late = datetime(2026, 1, 30, 23, 30, tzinfo=UTC)
    assert plan(late, call_weeks=1, review_months=(1,))[1].due_on == date(2026, 2, 28)


@few
@given(moments)
def test_the_days_come_in_order(began: datetime) -> None:
    days = [one.due_on for one in plan(began, call_weeks=4, review_months=(3, 6, 12))]
    assert days == sorted(set(days))
