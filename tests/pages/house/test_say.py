"""Days, moments and codes in words, in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from gedragen import clock
from gedragen.pages.templatetags import say

NOW = datetime(2027, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("when", "dutch", "english"),
    [
        (date(2027, 3, 14), "zondag 14 maart, over 12 dagen", "Sunday 14 March, in 12 days"),
        (date(2027, 3, 2), "dinsdag 2 maart, vandaag", "Tuesday 2 March, today"),
        (date(2027, 3, 3), "woensdag 3 maart, morgen", "Wednesday 3 March, tomorrow"),
        (date(2027, 3, 1), "maandag 1 maart, gisteren", "Monday 1 March, yesterday"),
        (date(2027, 2, 27), "zaterdag 27 februari, 3 dagen geleden", "Saturday 27 February, 3 days ago"),
        (date(2027, 4, 6), "dinsdag 6 april, over 5 weken", "Tuesday 6 April, in 5 weeks"),
        (date(2028, 3, 1), "woensdag 1 maart 2028, over 12 maanden", "Wednesday 1 March 2028, in 12 months"),
        (date(2026, 12, 24), "donderdag 24 december 2026, 10 weken geleden", "Thursday 24 December 2026, 10 weeks ago"),
    ],
)
def test_a_day_says_how_far_off_it_is(when: date, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert say.day(when) == dutch
    with translation.override("en"):
        assert say.day(when) == english


def test_a_term_ends_with_its_last_day() -> None:
    ends = datetime(2027, 3, 14, 23, 0, tzinfo=UTC)
    with translation.override("nl"):
        assert say.moment(ends) == "zondag 14 maart, 24.00 uur"
        assert say.day(ends) == "zondag 14 maart, over 12 dagen"


def test_a_moment_is_said_where_the_people_are() -> None:
    when = datetime(2027, 3, 13, 15, 0, tzinfo=UTC)
    with translation.override("nl"):
        assert say.moment(when) == "zaterdag 13 maart, 16.00 uur"
    with translation.override("en"):
        assert say.moment(when) == "Saturday 13 March, 16:00"


def test_a_day_is_said_once_in_a_sentence() -> None:
    first, same_day = datetime(2027, 3, 13, 10, 0, tzinfo=UTC), datetime(2027, 3, 13, 15, 0, tzinfo=UTC)
    with translation.override("nl"):
        assert say.moment_after(same_day, first) == "16.00 uur"
        # Midnight ends the same day.
        assert say.moment_after(datetime(2027, 3, 13, 23, 0, tzinfo=UTC), first) == "24.00 uur"
        assert say.moment_after(datetime(2027, 3, 14, 8, 0, tzinfo=UTC), first) == "zondag 14 maart, 9.00 uur"


def test_the_day_is_the_day_there() -> None:
    assert say.local_date(datetime(2027, 3, 13, 23, 30, tzinfo=UTC)) == date(2027, 3, 14)


@pytest.mark.parametrize("said", [say.day, say.bare_day, say.moment, say.distance])
def test_no_day_says_nothing(said: object) -> None:
    assert callable(said)
    assert said(None) == ""


def test_a_number_can_be_called_and_reads_as_it_was_written() -> None:
    assert say.phone("06-1234 5678") == '<a class="nl-link" href="tel:0612345678">06-1234 5678</a>'
    assert 'href="tel:+31201234567"' in say.phone("+31 (0)20 123 45 67")


def test_a_number_cannot_carry_markup() -> None:
    assert "<script>" not in say.phone("06<script>")


def test_a_code_stands_in_groups() -> None:
    assert say.code_groups("123456789012") == '<span class="code">1234 5678 9012</span>'
    assert say.code_groups("1234 5678 9012") == say.code_groups("123456789012")
