"""Where an item stands, and what may then be done with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.consent import Outcome
from gedragen.method.items import (
    ItemFacts,
    ItemState,
    TextFacts,
    check_can_change,
    check_can_open_round,
    is_asked_beside,
    is_on_the_table,
    state,
)
from tests.support.refusals import breaks

DECIDED = [outcome for outcome in Outcome if not outcome.is_waiting]


def test_an_item_that_nobody_was_asked_about_is_a_draft() -> None:
    assert state(ItemFacts(dropped=False, round_open=False, outcome=None)) is ItemState.DRAFT


def test_an_item_in_an_open_round_is_in_round() -> None:
    assert state(ItemFacts(dropped=False, round_open=True, outcome=None)) is ItemState.IN_ROUND


@pytest.mark.parametrize("outcome", DECIDED)
def test_a_closed_round_gives_its_outcome(outcome: Outcome) -> None:
    expected = "not_passed" if outcome is Outcome.TOO_FEW else outcome.value
    assert state(ItemFacts(dropped=False, round_open=False, outcome=outcome)).value == expected


@pytest.mark.parametrize("outcome", [None, *DECIDED])
def test_dropped_stays_dropped(outcome: Outcome | None) -> None:
    assert state(ItemFacts(dropped=True, round_open=False, outcome=outcome)) is ItemState.DROPPED


@pytest.mark.parametrize(
    ("found", "code"), [(ItemState.IN_ROUND, "round-is-open"), (ItemState.DROPPED, "item-is-dropped")]
)
def test_nobodys_yes_moves_to_another_text(found: ItemState, code: str) -> None:
    with breaks(code):
        check_can_change(found)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (ItemState.OBJECTED, "change-item-first"),
        (ItemState.PASSED, "item-has-passed"),
        (ItemState.IN_ROUND, "round-is-open"),
        (ItemState.DROPPED, "item-is-dropped"),
    ],
)
def test_no_round_without_something_to_decide(found: ItemState, code: str) -> None:
    with breaks(code):
        check_can_open_round(found)


@pytest.mark.parametrize("found", [ItemState.DRAFT, ItemState.NOT_PASSED])
def test_a_draft_and_an_item_without_a_yes_can_be_asked_about(found: ItemState) -> None:
    check_can_open_round(found)


@given(st.lists(st.tuples(st.booleans(), st.booleans())))
def test_a_text_of_one_person_takes_the_place_of_nothing_that_was_agreed(texts: list[tuple[bool, bool]]) -> None:
    held = [place for place, (is_proposal, agreed) in enumerate(texts) if TextFacts(is_proposal, agreed).holds_once]
    proposed = [place for place, (is_proposal, agreed) in enumerate(texts) if is_proposal and not agreed]
    assert not set(held) & set(proposed)
    assert len(held) + len(proposed) == len(texts)


def test_what_did_not_pass_is_no_longer_on_the_table() -> None:
    on = {found for found in ItemState if is_on_the_table(found)}
    assert on == {ItemState.DRAFT, ItemState.IN_ROUND, ItemState.OBJECTED}


@given(st.booleans(), st.booleans(), st.booleans())
def test_a_no_ends_what_runs_only_of_who_would_carry_it(tested: bool, carried_out: bool, bound: bool) -> None:
    beside = is_asked_beside(is_tested=tested, is_carried_out=carried_out, is_bound=bound)
    assert beside is ((tested or carried_out) and not bound)
