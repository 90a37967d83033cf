"""How we say days, moments, numbers to call and codes: in words, never as 14-03 alone."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gedragen import clock
from gedragen.pages.house.deciding import deciding, say_of_professionals
from gedragen.pages.house.words import in_language, in_language_about

register = template.Library()

DAYS_IN_WEEK = 7
# Up to four weeks people count in days, up to three months in weeks, after that in months.
LAST_DAY_IN_DAYS = 28
LAST_DAY_IN_WEEKS = 92
DAYS_IN_MONTH = 30.44


register.filter(in_language)
register.filter(in_language_about)
register.filter(deciding)
register.filter(say_of_professionals)


@register.filter
def in_thousands(number: int) -> str:
    """`20,000`: a count, as people write a large one."""
    return number_format(number, force_grouping=True)


@register.filter
def day(when: date | datetime | None) -> str:
    """`Saturday 14 March, in 12 days`: a day, and how far off it is."""
    if when is None:
        return ""
    on = local_date(when)
    return _("%(day)s, %(distance)s") % {"day": bare_day(on), "distance": distance(on)}


@register.filter
def bare_day(when: date | datetime | None) -> str:
    """`Saturday 14 March`, with the year only when it is not this one."""
    if when is None:
        return ""
    on = local_date(when)
    this_year = on.year == local_date(clock.now()).year
    # Translators: Django's date format for a day in this year.
    return date_format(on, _("l j F") if this_year else _("l j F Y"))


@register.filter
def moment(when: datetime | None) -> str:
    """`Saturday 14 March, 16:00`: a point in time, where the people are."""
    if when is None:
        return ""
    return _("%(day)s, %(clock)s") % {"day": bare_day(when), "clock": _hour(when)}


@register.filter
def moment_after(when: datetime | None, first: datetime) -> str:
    """A moment that is told right after `first`: on the same day the hour is enough."""
    if when is None:
        return ""
    return _hour(when) if local_date(when) == local_date(first) else moment(when)


def _hour(when: datetime) -> str:
    local = timezone.localtime(when)
    # Translators: Django's date format for a time of day; letters that are words are escaped.
    return date_format(local, _("H:i")) if local.time() != time.min else _("24:00")


@register.filter
def distance(when: date | datetime | None) -> str:
    """`in 12 days`, `tomorrow`, `today`, `3 weeks ago`."""
    if when is None:
        return ""
    days = (local_date(when) - local_date(clock.now())).days
    if near := {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get(days):
        return near
    return _ahead(days) if days > 0 else _past(-days)


def _ahead(days: int) -> str:
    if days <= LAST_DAY_IN_DAYS:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    if days <= LAST_DAY_IN_WEEKS:
        weeks = round(days / DAYS_IN_WEEK)
        return ngettext("in %(count)d week", "in %(count)d weeks", weeks) % {"count": weeks}
    months = round(days / DAYS_IN_MONTH)
    return ngettext("in %(count)d month", "in %(count)d months", months) % {"count": months}


def _past(days: int) -> str:
    if days <= LAST_DAY_IN_DAYS:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    if days <= LAST_DAY_IN_WEEKS:
        weeks = round(days / DAYS_IN_WEEK)
        return ngettext("%(count)d week ago", "%(count)d weeks ago", weeks) % {"count": weeks}
    months = round(days / DAYS_IN_MONTH)
    return ngettext("%(count)d month ago", "%(count)d months ago", months) % {"count": months}


def local_date(when: date | datetime) -> date:
    """The day it is there, at that moment. Midnight ends a day: a term ends at the first moment after its last day."""
    if not isinstance(when, datetime):
        return when
    return timezone.localdate(when - timedelta(microseconds=1))


@register.filter
def phone(number: str) -> SafeString:
    """A number one can press to call; what is shown stays as it was written."""
    digits = re.sub(r"[^\d+]", "", re.sub(r"\(0\)", "", number))
    return format_html('<a class="nl-link" href="tel:{}">{}</a>', digits, number)


@register.filter
def in_a_row(names: Iterable[object]) -> str:
    """`Anna, Bram and Fatima`; or months: `3, 6 and 12`."""
    *first, last = [str(name) for name in names] or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


@register.filter
def code_groups(code: str) -> SafeString:
    """A code in groups of four, so that it can be read aloud and typed over."""
    bare = re.sub(r"\s+", "", str(code))
    groups = " ".join(bare[i : i + 4] for i in range(0, len(bare), 4))
    return format_html('<span class="code">{}</span>', groups)
