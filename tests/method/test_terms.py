"""Terms are whole local days, also when the clock changes; months clamp."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.terms import AMSTERDAM, add_months, end_of_day, local_day, term
from tests.method.few import few

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (utc(2026, 3, 2, 22, 59), date(2026, 3, 2)),
        (utc(2026, 3, 2, 23, 0), date(2026, 3, 3)),
        (utc(2026, 7, 2, 22, 0), date(2026, 7, 3)),
    ],
    ids=["just before midnight", "midnight in winter is 23.00 UTC", "midnight in summer is 22.00 UTC"],
)
def test_the_day_is_the_day_where_the_people_live(at: datetime, day: date) -> None:
    assert local_day(at) == day


@pytest.mark.parametrize(
    ("at", "length", "ends"),
    [
        (utc(2026, 3, 2, 10), 14, utc(2026, 3, 16, 23)),
        (utc(2026, 3, 27, 10), 3, utc(2026, 3, 30, 22)),
        (utc(2026, 10, 23, 10), 3, utc(2026, 10, 26, 23)),
        (utc(2026, 3, 2, 23, 30), 1, utc(2026, 3, 4, 23)),
    ],
    ids=["two weeks", "over the start of summer time", "over the end of summer time", "asked just after midnight"],
)
def test_a_term_ends_at_the_end_of_its_last_day(at: datetime, length: int, ends: datetime) -> None:
    assert term(at, length) == ends


def test_elsewhere_days_are_those_of_that_place() -> None:
    lima = ZoneInfo("America/Lima")
    assert local_day(utc(2026, 3, 2, 4, 59), lima) == date(2026, 3, 1)
    assert end_of_day(date(2026, 3, 1), lima) == utc(2026, 3, 2, 5)
    assert term(utc(2026, 3, 2, 4, 59), 3, lima) == utc(2026, 3, 5, 5)


def test_the_end_of_a_day_is_written_in_utc() -> None:
    assert end_of_day(date(2026, 3, 1)).tzinfo is UTC


@few
@given(moments, st.integers(0, 120))
def test_a_term_always_ends_at_local_midnight_and_gives_all_its_days(at: datetime, length: int) -> None:
    ends = term(at, length)
    local = ends.astimezone(AMSTERDAM)
    assert (local.hour, local.minute) == (0, 0)
    assert local_day(ends) == local_day(at) + timedelta(days=length + 1)
    assert ends > at


@few
@given(days)
def test_a_day_ends_when_the_next_begins(day: date) -> None:
    ends = end_of_day(day)
    assert local_day(ends) == day + timedelta(days=1)
    assert local_day(ends - timedelta(microseconds=1)) == day


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_clamp_to_the_end_of_the_month(day: date, months: int, found: date) -> None:
    assert add_months(day, months) == found


@few
@given(days, st.integers(0, 60))
def test_months_later_is_that_many_months_on_and_never_a_later_day(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
