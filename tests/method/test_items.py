"""Where an item stands, and what may then be done with it."""

import pytest

from gedragen.method.consent import Outcome
from gedragen.method.items import ItemFacts, ItemState, check_can_change, check_can_open_round, state
from tests.support.refusals import breaks

DECIDED = [outcome for outcome in Outcome if not outcome.is_waiting]


def test_an_item_that_nobody_was_asked_about_is_a_draft() -> None:
    assert state(ItemFacts(dropped=False, round_open=False, outcome=None)) is ItemState.DRAFT


def test_an_item_in_an_open_round_is_in_round() -> None:
    assert state(ItemFacts(dropped=False, round_open=True, outcome=None)) is ItemState.IN_ROUND


@pytest.mark.parametrize("outcome", DECIDED)
def test_a_closed_round_gives_its_outcome(outcome: Outcome) -> None:
    assert state(ItemFacts(dropped=False, round_open=False, outcome=outcome)).value == outcome.value


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
