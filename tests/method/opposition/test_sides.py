"""In a conflict each side is there, speaks, and is answered by another side."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.opposition.sides import (
    Heard,
    Lack,
    SideFacts,
    check_heard,
    check_other_side,
    check_was_asked,
    lack,
    side_of_view,
)
from tests.method.few import few

SIDES = st.frozensets(st.sampled_from(["evening", "next door", "shop"]))
FACTS = st.builds(
    SideFacts,
    number=st.just(1),
    people=st.integers(0, 2),
    views=st.integers(0, 2),
    nothing_else=st.booleans(),
    excepted=st.booleans(),
    said_for=st.integers(0, 2),
)


@few
@given(side=FACTS)
def test_who_is_there_speaks_for_themselves_and_nobody_else_speaks_for_them(side: SideFacts) -> None:
    here = replace(side, people=side.people + 1)
    assert (lack(here) is None) == bool(side.views or side.nothing_else)
    # What who guides writes down changes nothing of it.
    assert lack(here) == lack(replace(here, excepted=not side.excepted, said_for=3))


@few
@given(side=FACTS)
def test_a_side_of_which_nobody_is_here_needs_a_reason_and_a_view_that_was_said(side: SideFacts) -> None:
    empty = replace(side, people=0)
    assert (lack(empty) is Lack.NOBODY) == (not side.excepted)
    assert lack(replace(empty, excepted=True, views=0, said_for=0)) is Lack.NOT_SAID_FOR
    assert lack(replace(empty, excepted=True, said_for=1)) is None


@few
@given(of_view=SIDES, mine=SIDES)
def test_a_view_of_a_side_is_answered_from_another(of_view: frozenset[str], mine: frozenset[str]) -> None:
    may = not of_view or (bool(mine) and not of_view & mine)
    if may:
        check_other_side(of_view, mine)
        return
    with pytest.raises(RuleBroken):
        check_other_side(of_view, mine)


def test_a_view_is_for_one_of_the_sides_on_which_its_bringer_stands() -> None:
    assert side_of_view((), None) is None
    assert side_of_view((2,), None) == 2
    assert side_of_view((1, 2), 2) == 2
    for mine, chosen in (((1, 2), None), ((1,), 2), ((), 1)):
        with pytest.raises(RuleBroken):
            side_of_view(mine, chosen)


@few
@given(heard=st.sampled_from(Heard), is_answered=st.booleans(), is_theirs=st.booleans(), guides=st.booleans())
def test_only_who_brought_it_says_whether_it_was_heard(
    heard: Heard, is_answered: bool, is_theirs: bool, guides: bool
) -> None:
    asked = heard is Heard.ASKED
    if is_answered and ((is_theirs and not asked) or (guides and not is_theirs and asked)):
        check_heard(heard, is_answered=is_answered, is_theirs=is_theirs, guides=guides)
        return
    with pytest.raises(RuleBroken):
        check_heard(heard, is_answered=is_answered, is_theirs=is_theirs, guides=guides)


def test_who_brought_it_has_a_week_before_their_silence_is_written_down() -> None:
    answered = datetime(2026, 3, 2, 12, tzinfo=UTC)
    check_was_asked("", answered_at=answered, at=answered + timedelta(days=7))
    for stands, days in (("", 6), ("not_yet", 8)):
        with pytest.raises(RuleBroken):
            check_was_asked(stands, answered_at=answered, at=answered + timedelta(days=days))
