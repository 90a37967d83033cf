"""The formal decision stands beside the plan, with every difference."""

from dataclasses import replace
from datetime import date

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.frame_test.commands.decision import RecordDecision, record_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frame_test.entries import DECISION_RECORDED
from gedragen.cases.models import Case, Difference, FormalDecision
from gedragen.cases.plan.commands import AgreeSafetyNet, ChangeItem, ItemText, agree_safety_net, change_item, write_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.entries import CARRYING_OUT_BEGAN
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung
from gedragen.method.terms import term
from tests.support.cast import (
    PROMISE,
    Cast,
    agreed_in_a_round,
    all_met,
    everyone_says_yes,
    later,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_test,
)
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

DAY = date(2026, 4, 1)


def decide(
    cast: Cast, text: str = "Conform.", differences: dict[int, str] | None = None, *, read: int = 0, by: int = 0
) -> None:
    told = differences or {}
    record_decision(
        cast.case, RecordDecision(text, decided_on=DAY, differences=told, read=read), by=by or cast.otto, at=cast.at
    )


def test_the_decision_names_every_difference_with_the_plan(carrying_out: Cast) -> None:
    with tells(carrying_out, DECISION_RECORDED):
        decide(carrying_out, differences={2: "Alleen zaterdag.", 1: " "})
    assert entries(carrying_out)[-1].data["differs"] == [2]
    assert Difference.objects.get().words.text == "Alleen zaterdag."
    assert FormalDecision.objects.get().decided_on == DAY


def test_a_decision_needs_words_and_differs_from_items_that_exist(carrying_out: Cast) -> None:
    with unchanged(), breaks("decision-needs-text"):
        decide(carrying_out, " ")
    with unchanged(), pytest.raises(NotFound):
        decide(carrying_out, differences={9: "Anders."})


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
