"""Terms in whole local days. A term ends at the end of its last day; months clamp to the month's end.

Working days are Monday to Friday, without the holidays that the law names. These, and what they do to a term that a law
sets, stand in the Algemene termijnenwet: https://wetten.overheid.nl/BWBR0002448. Which days the government puts on a
level with them for a few years at a time (its article 3, third paragraph) no calendar knows: such a day counts as a
working day here.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# 5 May is a holiday of this law each year, also where employers give the day off once in five.
_KINDS: Final = ("public", "optional")
DAY = timedelta(days=1)
FRIDAY: Final = 4


def local_day(at: datetime, zone: ZoneInfo = AMSTERDAM) -> date:
    """The calendar day of an aware moment, where the people live."""
    return at.astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """The first moment after `day`, in UTC: a term that ends on `day` has passed from then on."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term(at: datetime, days: int, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """The end of a term of `days` whole local days that starts at `at`."""
    return end_of_day(local_day(at, zone) + timedelta(days=days), zone)


@cache
def _holidays(year: int) -> frozenset[date]:
    # Loading it takes every command a seventh of its start, and few of them count working days.
    from holidays import country_holidays

    return frozenset(country_holidays("NL", years=year, expand=False, categories=_KINDS))


def is_working_day(day: date) -> bool:
    return day.weekday() <= FRIDAY and day not in _holidays(day.year)


def working_days_later(day: date, number: int) -> date:
    """The last day of a term of so many working days; the day itself does not count."""
    while number:
        day += DAY
        number -= is_working_day(day)
    return day


def last_day_in_law(began: date, last: date) -> date:
    """The day on which a term that a law sets ends, when it would end on `last` (articles 1 and 2).

    Never on a Saturday, a Sunday or a holiday; and a term of three days or more has two working days at least.
    """
    is_counted = last - began >= 3 * DAY
    working = sum(is_working_day(began + number * DAY) for number in range(1, (last - began).days + 1))
    while not is_working_day(last) or (is_counted and working < 2):
        last += DAY
        working += is_working_day(last)
    return last
