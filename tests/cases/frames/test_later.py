"""A frame after the freeze: wider is free, law and safety bind, and anything else only when the deciders accept it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.audit.audit import audit_case
from gedragen.cases.due import run_due
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frame_test.entries import FRAME_TEST_ASKED
from gedragen.cases.frames.commands.later import (
    ChangeFrame,
    DisputeFrame,
    NameTouched,
    TakeFrameAway,
    change_frame,
    dispute_frame,
    name_touched,
    take_frame_away,
)
from gedragen.cases.frames.entries import FRAME_TOUCHES
from gedragen.cases.frames.late_frames import late_frames
from gedragen.cases.models import Frame
from gedragen.cases.plan.commands import ChangeItem, DropItem, ItemText, change_item, drop_item
from gedragen.cases.rounds.commands.consent import TakeBack, take_back
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.rounds.entries import ANSWERS_VOIDED, ROUND_CLOSED, ROUND_OPENED
from gedragen.cases.state.frame_tests import is_met
from gedragen.cases.state.plan_state import plan
from gedragen.cases.store.entries import (
    FRAME_ACCEPTED,
    FRAME_ASKED,
    FRAME_CHANGED,
    FRAME_DISPUTED,
    FRAME_NOT_ACCEPTED,
    FRAME_TAKEN_AWAY,
    FRAME_TEST_CLOSED,
)
from gedragen.method.consent import Answer
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.frames import FrameChange
from gedragen.method.items import ItemState
from tests.support.cast import (
    FIRE_FRAME,
    FRAMES,
    Cast,
    all_met,
    answer,
    everyone_says_yes,
    frames_of,
    late_law,
    later,
    one_more_frame,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

WIDER = ChangeFrame(
    replace(FRAMES[1], text="Er komt hooguit duizend euro bij."), 2, FrameChange.WIDER, "Er is een potje.", version=1
)


def states(cast: Cast) -> list[ItemState]:
    return [stand.state for stand in plan(fresh(cast.case))]


def told(cast: Cast) -> list[tuple[int, bool | None, tuple[int, ...]]]:
    return [(one.frame.number, one.accepted, one.again) for one in late_frames(fresh(cast.case))]


def is_whole(cast: Cast) -> bool:
    return not audit_case(cast.case).differs


def test_only_the_mandate_changes_a_frame_and_says_why_now(preparing: Cast) -> None:
    with unchanged(), denied("needs-mandate"):
        change_frame(preparing.case, WIDER, by=preparing.wim, at=preparing.at)
    with unchanged(), breaks("frame-needs-why-now"):
        change_frame(preparing.case, replace(WIDER, because=" "), by=preparing.otto, at=preparing.at)
    with tells(preparing, FRAME_CHANGED):
        change_frame(preparing.case, WIDER, by=preparing.otto, at=preparing.at)
    assert frames_of(preparing) == [(1, 1), (2, 2), (3, 1)]


def test_a_wider_frame_or_one_that_goes_voids_nothing(deciding: Cast) -> None:
    with_plan(deciding)
    with tells(deciding, FRAME_CHANGED):
        change_frame(deciding.case, WIDER, by=deciding.otto, at=deciding.at)
    with tells(deciding, FRAME_TAKEN_AWAY):
        gone = TakeFrameAway(3, version=1, because="Het is al zo.")
        take_frame_away(deciding.case, gone, by=deciding.otto, at=deciding.at)
    assert states(deciding) == [ItemState.PASSED] * 2
    assert frames_of(deciding) == [(1, 1), (2, 2)]
    with unchanged(), breaks("frame-has-changed"):
        take_frame_away(deciding.case, gone, by=deciding.otto, at=deciding.at)
    with unchanged(), breaks("new-frame-is-not-wider"):
        new = ChangeFrame(FIRE_FRAME, None, FrameChange.WIDER, "Zo maar.")
        change_frame(deciding.case, new, by=deciding.otto, at=deciding.at)
    assert is_whole(deciding)


def test_law_and_safety_bind_at_once_and_ask_again_only_what_they_touch(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    answer(deciding, deciding.anna, item=2)
    law = late_law(deciding, touches=(1,))
    for wrong, code in (
        (replace(law, source_on=None), "source-needs-day"),
        (replace(law, source_on=date(2026, 3, 1)), "source-is-from-before"),
        (replace(law, frame=FRAMES[0]), "only-law-and-safety-bind"),
        (replace(law, touches=(9,)), "no-such-item"),
    ):
        with unchanged(), breaks(code):
            change_frame(deciding.case, wrong, by=deciding.otto, at=deciding.at)
    with tells(deciding, FRAME_CHANGED, ANSWERS_VOIDED):
        change_frame(deciding.case, law, by=deciding.otto, at=deciding.at)
    assert states(deciding) == [ItemState.DRAFT, ItemState.IN_ROUND]
    assert told(deciding) == [(4, None, (1,))]
    with tells(deciding, FRAME_TOUCHES, ANSWERS_VOIDED):
        more = NameTouched(4, version=1, item_number=2, because="Ook dat is binnen.")
        name_touched(deciding.case, more, by=deciding.bram, at=deciding.at)
    with unchanged(), breaks("item-is-touched-already"):
        name_touched(deciding.case, more, by=deciding.anna, at=deciding.at)
    assert states(deciding) == [ItemState.DRAFT] * 2
    assert told(deciding) == [(4, None, (1, 2))]
    deciding.at += timedelta(days=1)
    again = OpenRounds((1, 2), deciding.at + timedelta(days=7))
    open_rounds(deciding.case, again, by=deciding.ria, at=deciding.at)
    for number in (1, 2):
        everyone_says_yes(deciding, item=number)
    assert told(deciding) == []
    assert is_whole(deciding)


def test_any_other_limit_binds_only_when_the_deciders_accept_it(deciding: Cast) -> None:
    with_plan(deciding)
    with tells(deciding, FRAME_ASKED, ROUND_OPENED):
        change_frame(deciding.case, one_more_frame(touches=(2,)), by=deciding.otto, at=deciding.at)
    assert frames_of(deciding) == [(1, 1), (2, 1), (3, 1)]
    assert states(deciding) == [ItemState.PASSED] * 2
    assert told(deciding) == [(4, None, ())]
    with unchanged(), breaks("frame-is-being-answered"):
        change_frame(deciding.case, one_more_frame(), by=deciding.otto, at=deciding.at)
    with tells(deciding, ROUND_CLOSED, FRAME_ACCEPTED, ANSWERS_VOIDED):
        for seat in deciding.deciders:
            answer(deciding, seat, item=3)
    assert frames_of(deciding)[-1] == (4, 1)
    assert states(deciding) == [ItemState.PASSED, ItemState.DRAFT]
    assert told(deciding) == [(4, True, (2,))]
    assert is_whole(deciding)


def test_what_the_deciders_do_not_accept_never_binds_and_is_not_asked_twice(deciding: Cast) -> None:
    with_plan(deciding)
    change_frame(deciding.case, one_more_frame(touches=(2,)), by=deciding.otto, at=deciding.at)
    for seat in deciding.deciders[1:]:
        answer(deciding, seat, item=3)
    with tells(deciding, ROUND_CLOSED, FRAME_NOT_ACCEPTED):
        answer(deciding, deciding.deciders[0], Answer.OBJECTION, item=3, reason="Dit was anders beloofd.")
    assert frames_of(deciding) == [(1, 1), (2, 1), (3, 1)]
    assert states(deciding) == [ItemState.PASSED] * 2
    assert told(deciding) == [(4, False, ())]
    with unchanged(), breaks("frame-was-answered"):
        change_frame(deciding.case, one_more_frame(), by=deciding.otto, at=deciding.at)
    text = ItemText("Toch", "De grens geldt.")
    again = OpenRounds((3,), deciding.at + timedelta(days=7))
    with unchanged(), breaks("frame-is-answered-once"):
        open_rounds(deciding.case, again, by=deciding.ria, at=deciding.at)
    with unchanged(), breaks("frame-is-answered-once"):
        change_item(deciding.case, ChangeItem(3, text, "Zo.", version=1), by=deciding.anna, at=deciding.at)
    with unchanged(), breaks("frame-is-answered-once"):
        drop_item(deciding.case, DropItem(3, "Zo.", version=1), by=deciding.anna, at=deciding.at)
    with unchanged(), breaks("frame-is-answered-once"):
        take_back(deciding.case, TakeBack(3, "Zo."), by=deciding.bram, at=deciding.at)
    touched = NameTouched(4, version=1, item_number=1, because="Ook dat.")
    with unchanged(), breaks("frame-touches-nothing"):
        name_touched(deciding.case, touched, by=deciding.bram, at=deciding.at)
    assert is_whole(deciding)


def test_a_frame_that_is_called_wider_and_is_not_goes_to_the_deciders(deciding: Cast) -> None:
    with_plan(deciding)
    change_frame(deciding.case, WIDER, by=deciding.otto, at=deciding.at)
    doubt = DisputeFrame(2, version=2, because="Wij kregen al tweeduizend.")
    with unchanged(), breaks("dispute-needs-reason"):
        dispute_frame(deciding.case, replace(doubt, because=""), by=deciding.bram, at=deciding.at)
    deciding.at += timedelta(minutes=1)
    with tells(deciding, FRAME_DISPUTED, ROUND_OPENED):
        dispute_frame(deciding.case, doubt, by=deciding.bram, at=deciding.at)
    assert frames_of(deciding) == [(1, 1), (2, 1), (3, 1)]
    for seat in deciding.deciders:
        answer(deciding, seat, item=3, version=2)
    assert frames_of(deciding) == [(1, 1), (2, 2), (3, 1)]
    assert states(deciding) == [ItemState.PASSED] * 2
    with unchanged(), breaks("frame-is-not-called-wider"):
        dispute_frame(deciding.case, doubt, by=deciding.anna, at=deciding.at)
    with unchanged(), breaks("frame-has-changed"):
        dispute_frame(deciding.case, replace(doubt, number=1, version=4), by=deciding.anna, at=deciding.at)
    assert is_whole(deciding)


def test_what_was_called_wider_just_before_the_test_can_still_be_doubted_during_it(deciding: Cast) -> None:
    with_plan(deciding)
    change_frame(deciding.case, WIDER, by=deciding.otto, at=deciding.at)
    with_test(deciding)
    doubt = DisputeFrame(2, version=2, because="Wij kregen al tweeduizend.")
    with tells(deciding, FRAME_DISPUTED, FRAME_TEST_CLOSED, ROUND_OPENED):
        dispute_frame(deciding.case, doubt, by=deciding.bram, at=later(deciding, days=1))
    assert frames_of(deciding) == [(1, 1), (2, 1), (3, 1)]
    assert is_whole(deciding)


def test_a_law_is_told_of_as_long_as_its_items_wait_whatever_was_asked_after_it(deciding: Cast) -> None:
    with_plan(deciding)
    change_frame(deciding.case, late_law(deciding, number=2, version=1, touches=(1,)), by=deciding.otto, at=deciding.at)
    asked = replace(one_more_frame(), number=2, version=2)
    change_frame(deciding.case, asked, by=deciding.otto, at=deciding.at)
    assert told(deciding) == [(2, None, (1,)), (2, None, ())]


def test_while_the_plan_is_held_against_the_frames_none_of_them_moves(deciding: Cast) -> None:
    with_plan(deciding)
    change_frame(deciding.case, one_more_frame(), by=deciding.otto, at=deciding.at)
    with tells(deciding, ANSWERS_VOIDED, FRAME_NOT_ACCEPTED, FRAME_TEST_ASKED):
        with_test(deciding)
    gone = TakeFrameAway(3, version=1, because="Het is al zo.")
    for asked in (WIDER, late_law(deciding), one_more_frame(FRAMES[0])):
        with unchanged(), breaks("frame-test-is-open"):
            change_frame(deciding.case, asked, by=deciding.otto, at=later(deciding, days=2))
    with unchanged(), breaks("frame-test-is-open"):
        take_frame_away(deciding.case, gone, by=deciding.otto, at=later(deciding, days=2))
    give_verdicts(deciding.case, GiveVerdicts(1, all_met()), by=deciding.otto, at=later(deciding, days=2))
    assert is_met(fresh(deciding.case))


def test_a_plan_that_did_not_fit_can_be_tested_again_when_the_frame_became_wider(deciding: Cast) -> None:
    with_test(with_plan(deciding))
    deciding.at = later(deciding, days=2)
    found = all_met() | {2: GivenVerdict(Verdict.NOT_MET, "Het mag niets kosten.")}
    give_verdicts(deciding.case, GiveVerdicts(1, found), by=deciding.otto, at=deciding.at)
    with unchanged(), breaks("plan-has-not-changed"):
        ask_frame_test(deciding.case, by=deciding.ria, at=deciding.at)
    change_frame(deciding.case, WIDER, by=deciding.otto, at=later(deciding, hours=1))
    assert ask_frame_test(deciding.case, by=deciding.ria, at=later(deciding, hours=2)) == 2


def test_nobody_is_asked_before_they_decide_and_in_carrying_out_nothing_changes(carrying_out: Cast) -> None:
    with unchanged(), denied("not-in-this-phase"):
        change_frame(carrying_out.case, WIDER, by=carrying_out.otto, at=carrying_out.at)


def test_before_deciding_there_is_nobody_to_ask(preparing: Cast) -> None:
    with unchanged(), breaks("frame-is-asked-later"):
        change_frame(preparing.case, one_more_frame(), by=preparing.otto, at=preparing.at)
    with unchanged(), pytest.raises(NotFound):
        change_frame(preparing.case, replace(WIDER, number=9), by=preparing.otto, at=preparing.at)


def test_a_round_about_a_frame_that_runs_out_is_no_yes(deciding: Cast) -> None:
    with_plan(deciding)
    change_frame(deciding.case, one_more_frame(), by=deciding.otto, at=deciding.at)
    for days in (30, 60):
        run_due(at=later(deciding, days=days))
    assert FRAME_ACCEPTED not in {entry.kind for entry in entries(deciding)}
    assert not Frame.objects.filter(case=deciding.case, number=4, binds_at__isnull=False).exists()
