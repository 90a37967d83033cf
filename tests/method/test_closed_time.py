"""Among themselves: from the announced beginning until the people say it is over."""

from dataclasses import replace
from datetime import datetime, timedelta

from gedragen.method.closed_time import ClosedClock, check_came_out, check_inside
from tests.support.refusals import breaks

HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)


def test_no_round_opens_before_the_announced_moment_unless_they_came_out(at: datetime) -> None:
    clock = ClosedClock(opened_at=at, until=at + HOUR)
    assert clock.keeps_rounds_shut(at + HOUR - MOMENT)
    assert not clock.keeps_rounds_shut(at + HOUR)
    assert not replace(clock, ended_at=at).keeps_rounds_shut(at)


def test_what_is_written_inside_stands_still_once_they_came_out(at: datetime) -> None:
    clock = ClosedClock(opened_at=at, until=at + HOUR)
    check_inside(clock)
    with breaks("closed-time-is-over"):
        check_inside(replace(clock, ended_at=at))


def test_nothing_comes_out_while_they_are_inside(at: datetime) -> None:
    clock = ClosedClock(opened_at=at, until=at + HOUR)
    check_came_out(replace(clock, ended_at=at))
    with breaks("closed-time-is-running"):
        check_came_out(clock)
