"""When a round is open, when it is due, and who gets more time."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Outcome
from gedragen.method.rounds import (
    ASKING_DAYS,
    LONGEST,
    RoundClock,
    check_moment,
    check_open,
    check_version,
    extra_time,
    words_awaited,
)
from gedragen.method.terms import term
from tests.method.few import few
from tests.method.test_terms import moments
from tests.support.refusals import breaks

WEEK = timedelta(days=7)
WAITING = (Outcome.WAITS_FOR_BOUND, Outcome.WAITS_FOR_SILENT)


def test_answers_count_until_the_announced_moment_and_not_at_it(at: datetime) -> None:
    clock = RoundClock(closes_at=at)
    check_open(clock, at=at - timedelta(microseconds=1))
    with breaks("round-is-closed"):
        check_open(clock, at=at)


def test_extra_days_keep_a_round_open(at: datetime) -> None:
    check_open(RoundClock(closes_at=at, extra_until=at + WEEK), at=at + timedelta(days=6))


def test_a_closed_round_takes_no_answer_however_early(at: datetime) -> None:
    with breaks("round-is-closed"):
        check_open(RoundClock(closes_at=at + WEEK, closed_at=at), at=at)


@few
@given(moments, st.none() | st.integers(1, 30), st.booleans(), st.integers(-40, 40))
def test_a_round_is_open_or_due_or_closed_and_never_two_of_them(
    closes_at: datetime, extra: int | None, closed: bool, days: int
) -> None:
    until = closes_at + timedelta(days=extra) if extra else None
    clock, at = RoundClock(closes_at, until, closes_at if closed else None), closes_at + timedelta(days=days)
    assert [clock.is_open(at), clock.is_due(at), clock.closed_at is not None].count(True) == 1


def test_a_round_closes_later_than_it_opens(at: datetime) -> None:
    check_moment(at + timedelta(minutes=1), at=at)
    with breaks("round-must-close-later"):
        check_moment(at, at=at)


def test_nobody_waits_longer_than_a_year_for_what_came_of_it(at: datetime) -> None:
    check_moment(at + LONGEST, at=at)
    with breaks("round-must-close-sooner"):
        check_moment(at + LONGEST + timedelta(microseconds=1), at=at)


def test_extra_days_are_over_at_their_end_and_never_when_there_are_none(at: datetime) -> None:
    until = term(at, 7)
    clock = RoundClock(closes_at=at, extra_until=until)
    assert clock.extra_is_over(until, extra_days=7)
    assert not clock.extra_is_over(until - timedelta(microseconds=1), extra_days=7)
    assert not RoundClock(closes_at=at).extra_is_over(until, extra_days=7)


def test_a_round_that_only_waited_for_words_gave_the_silent_no_days(at: datetime) -> None:
    until = term(at, 3)
    clock = RoundClock(closes_at=at, extra_until=until)
    assert not clock.extra_is_over(until, extra_days=7)
    assert extra_time(clock, WAITING[0], extra_days=7, at=until) == term(until, 7)


@few
@given(moments, st.lists(st.integers(-300, 800), max_size=5), st.integers(-300, 1200))
def test_a_no_without_words_is_asked_about_for_three_days_and_holds_a_round_up_no_longer(
    closes_at: datetime, said: list[int], hours: int
) -> None:
    """Whatever was said when, also again and again; `hours` from the announced moment."""
    moments_said, at = [closes_at + timedelta(hours=one) for one in said], closes_at + timedelta(hours=hours)
    until = words_awaited(RoundClock(closes_at), moments_said, extra_days=7, at=at)
    latest = term(closes_at, 7 + ASKING_DAYS)
    still_asked = [one for one in moments_said if at < min(term(one, ASKING_DAYS), latest)]
    assert (until is not None) == bool(still_asked)
    assert until is None or at < until <= latest
    assert at < latest or until is None


def test_an_answer_to_an_older_text_is_told_the_newer_one() -> None:
    check_version(2, 2)
    with pytest.raises(RuleBroken) as refused:
        check_version(1, 2)
    assert (refused.value.code, refused.value.details) == ("item-has-changed", {"current": 2})


@pytest.mark.parametrize("found", [outcome for outcome in Outcome if outcome not in WAITING])
def test_what_is_decided_gets_no_extra_days(at: datetime, found: Outcome) -> None:
    assert extra_time(RoundClock(at), found, extra_days=7, at=at) is None


@pytest.mark.parametrize("found", WAITING)
def test_who_is_waited_for_gets_seven_days_from_the_announced_moment(at: datetime, found: Outcome) -> None:
    closes_at = at + WEEK
    assert extra_time(RoundClock(closes_at), found, extra_days=7, at=at) == term(closes_at, 7)


def test_a_late_worker_takes_nobodys_extra_days(at: datetime) -> None:
    noticed = at + timedelta(days=30)
    assert extra_time(RoundClock(at), WAITING[0], extra_days=7, at=noticed) == term(noticed, 7)


def test_extra_days_are_given_once(at: datetime) -> None:
    until = term(at, 7)
    assert extra_time(RoundClock(at, until), WAITING[0], extra_days=7, at=until) == until
