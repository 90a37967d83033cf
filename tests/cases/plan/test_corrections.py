"""A small correction: by who wrote it, three days beside the old text, and a round when somebody wants one."""

from dataclasses import replace
from datetime import timedelta

from gedragen.cases.due import run_due
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.models import ItemVersion
from gedragen.cases.plan.commands import as_text
from gedragen.cases.plan.corrections import (
    CorrectItem,
    DisputeCorrection,
    SettleCorrection,
    correct_item,
    dispute_correction,
    settle_correction,
)
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.rounds.entries import ROUND_OPENED
from gedragen.cases.state.frame_tests import is_met
from gedragen.cases.state.plan_state import ItemStand, stands
from gedragen.cases.store.entries import CORRECTION_DISPUTED, CORRECTION_MADE, ITEM_CHANGED, ITEM_CORRECTED
from gedragen.method.items import ItemState
from gedragen.method.plan.correction import CORRECTION_DAYS
from tests.support.cast import Cast, later, with_items, with_plan, with_test
from tests.support.dump import tells, unchanged
from tests.support.refusals import breaks, denied


def stand(cast: Cast, number: int = 1) -> ItemStand:
    return stands(fresh(cast.case))[number]


def correct(cast: Cast, *, by: int = 0, **texts: str) -> None:
    version = ItemVersion.objects.get(item__case=cast.case, item__number=1, number=1)
    asked = CorrectItem(1, 1, replace(as_text(version), **texts))  # type: ignore[arg-type]
    correct_item(cast.case, asked, by=by or version.by_id, at=cast.at)


def spelled(cast: Cast) -> str:
    """The text of the first item with one letter that was typed twice."""
    return stand(cast).version.what.text.replace("bewoners", "bewonners")


def test_after_three_days_it_stands_in_the_text_and_nobody_is_asked_again(carrying_out: Cast) -> None:
    cast, what = carrying_out, spelled(carrying_out)
    old = stand(cast).version.what.text
    with tells(cast, CORRECTION_MADE):
        correct(cast, what=what)
    assert stand(cast).version.what.text == old
    assert NowKind.READ_CORRECTION in [one.kind for one in home_sheet(cast.case, viewer=cast.jan).now]
    with tells(cast, ITEM_CORRECTED):
        run_due(at=later(cast, days=CORRECTION_DAYS + 1))
    now = stand(cast)
    assert (now.version.what.text, now.version.number, now.state) == (what, 1, ItemState.PASSED)
    assert not now.version.differs
    assert is_met(fresh(cast.case))
    (card,) = item_sheet(cast.case, 1, viewer=cast.jan).corrections.settled
    assert (card.old, card.new) == (old, what)


def test_one_answer_makes_it_a_round_and_until_then_the_old_text_holds(carrying_out: Cast) -> None:
    cast, old, what = carrying_out, stand(carrying_out).version.what.text, spelled(carrying_out)
    correct(cast, what=what)
    with tells(cast, CORRECTION_DISPUTED, ITEM_CHANGED, ROUND_OPENED):
        dispute_correction(cast.case, DisputeCorrection(1, 1), by=cast.jan, at=cast.at)
    now = stand(cast)
    assert now.version.what.text == old
    assert now.proposal is not None
    assert (now.proposal.version.what.text, now.proposal.state) == (what, ItemState.IN_ROUND)
    assert now.proposal.version.by_id == now.version.by_id
    with unchanged(), breaks("round-is-open"):
        dispute_correction(cast.case, DisputeCorrection(1, 1), by=cast.bram, at=cast.at)
    run_due(at=cast.at + timedelta(days=CORRECTION_DAYS + 1))
    assert stand(cast).version.what.text == old


def test_only_who_wrote_it_corrects_and_one_text_at_a_time(carrying_out: Cast) -> None:
    cast, what = carrying_out, spelled(carrying_out)
    writer = stand(cast).version.by_id
    other = next(seat for seat in (cast.anna, cast.bram, cast.jan) if seat != writer)
    with unchanged(), breaks("only-the-writer-corrects"):
        correct(cast, by=other, what=what)
    with unchanged(), denied("not-your-role"):
        correct(cast, by=cast.ria, what=what)
    with unchanged(), breaks("nothing-changed"):
        correct(cast)
    with unchanged(), breaks("one-correction-at-once"):
        correct(cast, what=what, title=stand(cast).version.title.text + "!")
    with unchanged(), breaks("correction-changes-it"):
        correct(cast, what=f"{what} Dat kost 50 euro.")
    with unchanged(), breaks("correction-is-over"):
        dispute_correction(cast.case, DisputeCorrection(1, 1), by=cast.jan, at=cast.at)
    correct(cast, what=what)
    with unchanged(), breaks("correction-waits"):
        correct(cast, what=f"{what}!")
    with unchanged(), breaks("correction-waits"):
        settle_correction(cast.case, SettleCorrection(1, 1), by=CLOCK, at=cast.at)


def test_a_draft_is_changed_and_a_plan_that_is_tested_stands_still(deciding: Cast) -> None:
    with_items(deciding)
    with unchanged(), breaks("change-it-yourself"):
        correct(deciding, what=spelled(deciding))


def test_nothing_moves_while_the_plan_is_held_against_the_limits(deciding: Cast) -> None:
    with_plan(deciding)
    correct(deciding, what=spelled(deciding))
    old = stand(deciding).version.what.text
    with_test(deciding)
    with unchanged(), breaks("test-is-running"):
        dispute_correction(deciding.case, DisputeCorrection(1, 1), by=deciding.jan, at=deciding.at)
    run_due(at=later(deciding, days=CORRECTION_DAYS + 1))
    assert stand(deciding).version.what.text == old
