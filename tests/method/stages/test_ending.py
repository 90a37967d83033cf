"""Ending without a plan: a proposal of seven days, and two steps at most in one situation."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.stages.ending import (
    MOST_STEPS,
    PROPOSAL_DAYS,
    STEP_DAYS,
    EndingClock,
    check_can_hold,
    held_until,
    may_end_at_once,
    proposed_until,
)
from gedragen.method.terms import local_day
from tests.support.refusals import breaks

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 30 * 24)), max_size=5))
def test_whoever_wants_a_step_nobody_ends_it_sooner_and_nobody_holds_it_for_ever(acts: list[tuple[int, int]]) -> None:
    """`acts`: which seat wants a step, and how many hours after the proposal."""
    held_by: list[int] = []
    until = proposed_until(AT)
    for seat, hours in sorted(acts, key=lambda act: act[1]):
        at = AT + timedelta(hours=hours)
        refused = at >= until or seat in held_by or len(held_by) == MOST_STEPS
        with pytest.raises(RuleBroken) if refused else nullcontext():
            check_can_hold(EndingClock(until), held_by=held_by, seat=seat, at=at)
        if refused:
            continue
        held_by.append(seat)
        later = held_until(until, at)
        assert later >= until
        assert (local_day(later) - local_day(at)).days > STEP_DAYS
        until = later
    assert len(held_by) == len(set(held_by)) <= MOST_STEPS
    assert (local_day(until) - local_day(AT)).days > PROPOSAL_DAYS
    assert (local_day(until) - local_day(AT)).days <= PROPOSAL_DAYS + 2 * (STEP_DAYS + 1)
    assert EndingClock(until).is_due(until)
    assert not EndingClock(until).is_due(until - timedelta(seconds=1))


def test_what_is_over_is_held_by_nobody() -> None:
    taken_back = EndingClock(proposed_until(AT), over_at=AT)
    with breaks("ending-is-over"):
        check_can_hold(taken_back, held_by=(), seat=1, at=AT)
    assert not taken_back.is_due(taken_back.until)


@given(st.sets(st.integers(1, 6)), st.integers(1, 6), st.integers(1, 6))
def test_it_ends_at_once_only_where_nobody_else_came(here: set[int], guides: int, brought: int) -> None:
    others = [seat for seat in here if seat not in (guides, brought)]
    assert may_end_at_once(here, guides=guides, brought=brought) is (others == [])
