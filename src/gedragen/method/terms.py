"""Terms in whole local days. A term ends at the end of its last day; months clamp to the month's end."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


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
