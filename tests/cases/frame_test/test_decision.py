"""The formal decision stands beside the plan, with every difference."""

from dataclasses import replace
from datetime import date

import pytest

from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frame_test.entries import DECISION_DIFFERS, DECISION_RECORDED
from gedragen.cases.models import Case, Difference, FormalDecision
from gedragen.cases.plan.commands import AgreeSafetyNet, ChangeItem, ItemText, agree_safety_net, change_item, write_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.rounds.entries import ROUND_OPENED
from gedragen.cases.starting.entries import CARRYING_OUT_BEGAN
from gedragen.cases.state.frame_tests import differences, is_met, standing_of
from gedragen.cases.state.plan_lights import plan_facts
from gedragen.cases.state.plan_state import plan, stands
from gedragen.cases.store.entries import DIFFERENCE_ACCEPTED, ITEM_CHANGED
from gedragen.method.consent import Answer
from gedragen.method.frame_test import GivenVerdict, ItemDecision, Standing, Taken, Verdict
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung
from gedragen.method.terms import term
from tests.support.cast import (
    PROMISE,
    Cast,
    agreed_in_a_round,
    all_met,
    answer,
    everyone_says_yes,
    later,
    the_decision,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_test,
)
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

DAY = date(2026, 4, 1)
TAKEN = ItemDecision(Taken.OVER)


def decide(
    cast: Cast, text: str = "Conform.", differences: dict[int, str] | None = None, *, read: int = 0, by: int = 0
) -> None:
    record_decision(cast.case, the_decision(text, differences, on=DAY, read=read), by=by or cast.otto, at=cast.at)


def what_became_of_it(cast: Cast) -> Standing:
    seen = fresh(cast.case)
    (only,) = differences(seen)
    return standing_of(seen, only)


OTHERWISE = {2: "Alleen zaterdag."}


def test_a_decision_that_differs_is_put_to_those_who_decide(carrying_out: Cast) -> None:
    with tells(carrying_out, DECISION_RECORDED, ITEM_CHANGED, ROUND_OPENED, DECISION_DIFFERS):
        decide(carrying_out, differences=OTHERWISE)
    assert entries(carrying_out, DECISION_RECORDED)[-1].data["differs"] == [2]
    kept = Difference.objects.get()
    assert (kept.words and kept.words.text, kept.version and kept.version.what.text) == (OTHERWISE[2],) * 2
    assert FormalDecision.objects.get().decided_on == DAY
    # The old text holds, and the light says that the decision is another.
    assert stands(fresh(carrying_out.case))[2].version.number == 1
    assert plan_facts(fresh(carrying_out.case)).decided_otherwise == (2,)
    assert what_became_of_it(carrying_out) is Standing.ASKED


@pytest.mark.parametrize("taken", [Taken.OTHERWISE, Taken.NOT])
def test_what_people_accept_of_a_decision_is_theirs_and_needs_no_other_test(carrying_out: Cast, taken: Taken) -> None:
    asked = the_decision()
    asked = replace(asked, items={**asked.items, 2: ItemDecision(taken, "Alleen zaterdag.", "Er is geen geld.")})
    record_decision(carrying_out.case, asked, by=carrying_out.otto, at=carrying_out.at)
    everyone_says_yes(carrying_out, item=2, version=2)
    assert entries(carrying_out)[-1].kind == DIFFERENCE_ACCEPTED
    assert what_became_of_it(carrying_out) is Standing.ACCEPTED
    seen = fresh(carrying_out.case)
    assert [stand.item.number for stand in plan(seen)] == ([1, 2] if taken is Taken.OTHERWISE else [1])
    assert (plan_facts(seen).decided_otherwise, is_met(seen)) == ((), True)


def test_what_people_do_not_accept_stays_the_decision_of_the_authority(carrying_out: Cast) -> None:
    for number in (1, 2, 3):
        decide(carrying_out, differences=OTHERWISE, read=number - 1)
        if number < 3:
            for seat in carrying_out.deciders:
                answer(carrying_out, seat, Answer.ABSTENTION, item=2, version=number + 1)
        assert what_became_of_it(carrying_out) is Standing.NOT_ACCEPTED
    # They were asked twice, and no third time.
    assert [one.version is None for one in Difference.objects.order_by("id")] == [False, False, True]
    assert stands(fresh(carrying_out.case))[2].version.number == 1


def test_an_empty_box_says_nothing(carrying_out: Cast) -> None:
    with unchanged(), breaks("decision-needs-text"):
        decide(carrying_out, " ")
    for asked, code in (
        (replace(the_decision(), items={}), "say-of-each-item"),
        (the_decision(items=(1, 2, 9)), "say-of-each-item"),
        (the_decision(differs={2: " "}), "otherwise-needs-text"),
        (replace(the_decision(), rights=""), "decision-needs-rights"),
        (replace(the_decision(items=[1]), items={1: TAKEN, 2: ItemDecision(Taken.NOT)}), "difference-needs-reason"),
    ):
        with unchanged(), breaks(code):
            record_decision(carrying_out.case, asked, by=carrying_out.otto, at=carrying_out.at)


def test_no_decision_before_the_plan_was_tested(deciding: Cast) -> None:
    with_test(with_plan(deciding))
    with unchanged(), breaks("plan-is-not-tested"):
        decide(deciding)


def test_a_plan_that_changed_after_its_test_is_tested_again_first(carrying_out: Cast) -> None:
    text = ItemText("Alleen zaterdag", "Van tien tot vier.")
    change_item(
        carrying_out.case,
        ChangeItem(2, text, because="Te veel.", version=1),
        by=carrying_out.anna,
        at=later(carrying_out, days=1),
    )
    agreed_in_a_round(carrying_out, item=2, version=2)
    with unchanged(), breaks("plan-is-not-tested"):
        decide(carrying_out)


def test_a_later_test_that_did_not_fit_counts_over_an_earlier_one_that_did(carrying_out: Cast) -> None:
    text = ItemText("Een bar", "Koffie.")
    write_item(carrying_out.case, text, by=carrying_out.anna, at=later(carrying_out, days=1))
    open_rounds(
        carrying_out.case,
        OpenRounds((3,), closes_at=term(carrying_out.at, 14)),
        by=carrying_out.ria,
        at=carrying_out.at,
    )
    everyone_says_yes(carrying_out, item=3)
    ask_frame_test(carrying_out.case, by=carrying_out.ria, at=carrying_out.at)
    with unchanged(), breaks("plan-is-not-tested"):
        decide(carrying_out)
    verdicts = all_met() | {2: GivenVerdict(Verdict.NOT_MET, "Honderd euro minder.")}
    give_verdicts(carrying_out.case, GiveVerdicts(2, verdicts), by=carrying_out.otto, at=carrying_out.at)
    with unchanged(), breaks("plan-is-not-tested"):
        decide(carrying_out)


def test_a_newer_decision_comes_after_the_one_that_was_read(carrying_out: Cast) -> None:
    decide(carrying_out)
    with unchanged(), breaks("text-has-changed"):
        decide(carrying_out, "Anders.")
    decide(carrying_out, "Anders.", read=1)
    assert FormalDecision.objects.count() == 2


@pytest.mark.parametrize(("who", "reason"), [("wim", "needs-mandate"), ("ria", "not-your-role")])
def test_only_the_mandate_decides(carrying_out: Cast, who: str, reason: str) -> None:
    with unchanged(), denied(reason):
        decide(carrying_out, by=getattr(carrying_out, who))


def test_below_the_fifth_rung_only_the_decision_moves_the_case_on(starting: Cast) -> None:
    cast = with_items(to_deciding(to_preparing(starting, promise=replace(PROMISE, rung=Rung.GIVING_OPINION))))
    agree_safety_net(cast.case, AgreeSafetyNet("Bel Ria."), by=cast.anna, at=cast.at)
    ask_frame_test(cast.case, by=cast.ria, at=cast.at)
    give_verdicts(cast.case, GiveVerdicts(1, all_met()), by=cast.otto, at=cast.at)
    assert Case.objects.get(id=cast.case).phase == Phase.DECIDING
    with tells(cast, DECISION_RECORDED, CARRYING_OUT_BEGAN):
        decide(cast)
