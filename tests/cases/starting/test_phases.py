"""Moving on: only when nothing is missing, and never back."""

import pytest

from gedragen.cases.models import Case, CheckIn
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.entries import CARRYING_OUT_BEGAN, DECIDING_BEGAN, FRAMES_FROZEN
from gedragen.method.broken import RuleBroken
from gedragen.method.phases import Phase
from tests.support.cast import THEIRS, Cast, with_frames
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied


def case_of(cast: Cast) -> Case:
    return Case.objects.get(id=cast.case)


def test_what_is_missing_is_named_and_nothing_happens(starting: Cast) -> None:
    with unchanged(), pytest.raises(RuleBroken) as broken:
        move_on(starting.case, MoveOn(expected=Phase.STARTING), by=starting.ria, at=starting.at)
    assert broken.value.code == "gates-missing"
    assert broken.value.details == {"gates": ["frames", "promise", "accepts-facilitator"]}


def test_preparing_begins_with_frozen_frames(starting: Cast) -> None:
    with_frames(starting)
    with tells(starting, FRAMES_FROZEN):
        move_on(starting.case, MoveOn(expected=Phase.STARTING), by=starting.ria, at=starting.at)
    assert entries(starting)[-1].data["frames"] == [[1, 1], [2, 1], [3, 1]]
    assert (case_of(starting).phase, case_of(starting).frozen_at) == (Phase.PREPARING, starting.at)


def test_deciding_begins_when_everyone_who_decides_was_spoken_to(preparing: Cast) -> None:
    for seat in preparing.deciders[:-1]:
        record_preparation(preparing.case, RecordPreparation(seat, spoken=THEIRS), by=preparing.ria, at=preparing.at)
    with unchanged(), breaks("gates-missing"):
        move_on(preparing.case, MoveOn(expected=Phase.PREPARING), by=preparing.ria, at=preparing.at)
    record_preparation(
        preparing.case, RecordPreparation(preparing.jan, spoken=THEIRS), by=preparing.ria, at=preparing.at
    )
    with tells(preparing, DECIDING_BEGAN):
        move_on(preparing.case, MoveOn(expected=Phase.PREPARING), by=preparing.ria, at=preparing.at)
    assert case_of(preparing).deciding_at == preparing.at


def test_a_stale_button_does_not_skip_a_phase(preparing: Cast) -> None:
    with unchanged(), breaks("phase-has-changed"):
        move_on(preparing.case, MoveOn(expected=Phase.STARTING), by=preparing.ria, at=preparing.at)


def test_nobody_moves_on_to_carrying_out_by_hand(deciding: Cast) -> None:
    with unchanged(), denied("not-in-this-phase"):
        move_on(deciding.case, MoveOn(expected=Phase.DECIDING), by=deciding.ria, at=deciding.at)


@pytest.mark.parametrize("who", ["anna", "otto", "petra"])
def test_only_the_facilitator_moves_on(preparing: Cast, who: str) -> None:
    with unchanged(), denied("not-your-role"):
        move_on(preparing.case, MoveOn(expected=Phase.PREPARING), by=getattr(preparing, who), at=preparing.at)


def test_carrying_out_begins_with_the_days_to_look_back(carrying_out: Cast) -> None:
    planned = [(one.kind, one.months) for one in CheckIn.objects.filter(case=carrying_out.case).order_by("number")]
    assert planned == [("call", 0), ("review", 3), ("review", 6), ("review", 12)]
    assert entries(carrying_out)[-1].kind == CARRYING_OUT_BEGAN
