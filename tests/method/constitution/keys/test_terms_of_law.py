"""Which days are worked on, and the day on which a term of a law ends (Algemene termijnenwet)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.constitution.keys.deadlines import Length, Unit
from gedragen.method.terms import is_working_day, last_day_in_law, working_days_later
from tests.method.few import few

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
GOOD_FRIDAY, EASTER_MONDAY, TUESDAY_AFTER = date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 7)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        GOOD_FRIDAY,
        EASTER_MONDAY,
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 3, 7),
        date(2026, 3, 8),
    ],
)
def test_on_these_days_nobody_works(day: date) -> None:
    assert not is_working_day(day)


def test_on_a_friday_and_on_the_eve_of_a_holiday_people_work() -> None:
    assert is_working_day(date(2026, 3, 6))
    assert is_working_day(date(2026, 12, 24))


def test_working_days_are_counted_without_weekends_and_holidays() -> None:
    assert working_days_later(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert working_days_later(date(2026, 4, 2), 1) == TUESDAY_AFTER
    assert working_days_later(date(2026, 3, 2), 5) == date(2026, 3, 9)


def test_a_term_of_a_law_moves_on_over_a_weekend_and_a_holiday() -> None:
    assert last_day_in_law(date(2026, 3, 20), GOOD_FRIDAY) == TUESDAY_AFTER
    assert last_day_in_law(date(2026, 2, 28), date(2026, 3, 28)) == date(2026, 3, 30)
    assert last_day_in_law(date(2026, 3, 2), date(2026, 3, 13)) == date(2026, 3, 13)


def test_a_term_of_a_law_has_two_working_days_from_three_days_on() -> None:
    friday = date(2026, 3, 6)
    assert last_day_in_law(friday, friday + timedelta(days=3)) == date(2026, 3, 10)
    assert last_day_in_law(friday, friday + timedelta(days=2)) == date(2026, 3, 9)
    assert last_day_in_law(friday, friday + timedelta(days=4)) == date(2026, 3, 10)


def test_only_a_term_of_a_law_moves_and_a_long_one_does_not() -> None:
    to_saturday = Length(Unit.DAYS, 5)
    assert to_saturday.last_day(date(2026, 3, 2), is_legal=False) == date(2026, 3, 7)
    assert to_saturday.last_day(date(2026, 3, 2), is_legal=True) == date(2026, 3, 9)
    began = date(2026, 3, 7)
    for longest, longer in (
        (Length(Unit.WEEKS, 12), Length(Unit.WEEKS, 13)),
        (Length(Unit.MONTHS, 3), Length(Unit.MONTHS, 6)),
        (Length(Unit.DAYS, 90), Length(Unit.DAYS, 91)),
    ):
        start = next(
            began + timedelta(days=more)
            for more in range(60)
            if not is_working_day(longest.last_day(began + timedelta(days=more), is_legal=False))
        )
        assert longest.last_day(start, is_legal=True) > longest.last_day(start, is_legal=False)
        for more in range(60):
            day = began + timedelta(days=more)
            assert longer.last_day(day, is_legal=True) == longer.last_day(day, is_legal=False)


@few
@given(DAYS, st.integers(1, 100))
def test_a_term_of_a_law_never_ends_earlier_nor_on_a_day_off(began: date, days: int) -> None:
    last = began + timedelta(days=days)
    found = last_day_in_law(began, last)
    assert found >= last
    assert is_working_day(found)
    assert (
        found == last
        or days < 5
        or not any(is_working_day(last + timedelta(days=more)) for more in range((found - last).days))
    )


@few
@given(DAYS, st.integers(1, 60))
def test_between_there_are_as_many_working_days_as_were_asked(began: date, number: int) -> None:
    last = working_days_later(began, number)
    days = [began + timedelta(days=more) for more in range(1, (last - began).days + 1)]
    assert sum(map(is_working_day, days)) == number
    assert is_working_day(last)
