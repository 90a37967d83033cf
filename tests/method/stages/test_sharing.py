"""Who reads the plan they work by: less at once by one, more by two, and never what is not agreed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.stages.sharing import AgreedItem, Reach, Share, numbers_shared, said

reaches = st.sampled_from(list(Reach))


def test_as_long_as_nobody_said_anything_somebody_reads_their_own_part() -> None:
    assert Share().reach is Reach.OWN_PART


def test_one_person_can_make_it_less_at_once() -> None:
    assert said(Share(), Reach.NOTHING, by=1) == Share(Reach.NOTHING, is_said=True)


def test_more_waits_for_a_second_person() -> None:
    asked = said(Share(), Reach.WHOLE, by=1)
    assert (asked.reach, asked.asked, asked.asked_by) == (Reach.OWN_PART, Reach.WHOLE, 1)
    assert said(asked, Reach.WHOLE, by=2) == Share(Reach.WHOLE, is_said=True)


def test_two_who_want_more_and_not_as_much_agree_on_the_least_of_it() -> None:
    asked = said(Share(Reach.NOTHING, is_said=True), Reach.WHOLE, by=1)
    both = said(asked, Reach.OWN_PART, by=2)
    assert (both.reach, both.asked, both.asked_by) == (Reach.OWN_PART, Reach.WHOLE, 1)


def test_whoever_wants_it_to_stay_takes_what_was_asked_off_the_table() -> None:
    assert said(said(Share(), Reach.WHOLE, by=1), Reach.OWN_PART, by=2) == Share(is_said=True)


def test_saying_again_what_stands_changes_nothing() -> None:
    with pytest.raises(RuleBroken, match="nothing-changed"):
        said(Share(is_said=True), Reach.OWN_PART, by=1)
    with pytest.raises(RuleBroken, match="nothing-changed"):
        said(said(Share(), Reach.WHOLE, by=1), Reach.WHOLE, by=1)


@given(st.lists(reaches))
def test_nobody_alone_makes_it_more(asked: list[Reach]) -> None:
    share = Share()
    for reach in asked:
        before = share
        try:
            share = said(share, reach, by=1)
        except RuleBroken:
            continue
        assert not share.reach.is_more_than(before.reach)


@given(st.lists(st.tuples(st.integers(1, 3), reaches)))
def test_anybody_makes_it_less_whatever_was_said(asked: list[tuple[int, Reach]]) -> None:
    share = Share()
    for by, reach in asked:
        try:
            share = said(share, reach, by=by)
        except RuleBroken:
            continue
    if share.reach is not Reach.NOTHING:
        assert said(share, Reach.NOTHING, by=1) == Share(Reach.NOTHING, is_said=True)


ITEMS = (AgreedItem(1, is_agreed=True, is_theirs=True), AgreedItem(2, is_agreed=True), AgreedItem(3, is_theirs=True))


@pytest.mark.parametrize(("reach", "numbers"), [(Reach.NOTHING, ()), (Reach.OWN_PART, (1,)), (Reach.WHOLE, (1, 2))])
def test_only_what_was_agreed_is_read(reach: Reach, numbers: tuple[int, ...]) -> None:
    assert numbers_shared(reach, ITEMS) == numbers
