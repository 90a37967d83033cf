"""The formal decision stands beside the plan, with every difference."""

from dataclasses import replace
from datetime import date

import pytest

from gedragen.access.doing import NotFound
from gedragen.cases.commands.decision import record_decision
from gedragen.cases.commands.frame_test import ask_frame_test, give_verdicts
from gedragen.cases.commands.plan import agree_safety_net
from gedragen.cases.journal import Kind
from gedragen.cases.models import Case, Difference, FormalDecision
from gedragen.method.phases import Phase
from gedragen.method.promise import Rung
from tests.cast import PROMISE, Cast, all_met, to_deciding, to_preparing, with_items, with_plan, with_test
from tests.dump import entries, tells, unchanged
from tests.refusals import breaks, denied

DAY = date(2026, 4, 1)


def decide(cast: Cast, text: str = "Conform.", differences: dict[int, str] | None = None, *, by: int = 0) -> None:
    record_decision(cast.case, text, decided_on=DAY, differences=differences or {}, by=by or cast.otto, at=cast.at)


def test_the_decision_names_every_difference_with_the_plan(carrying_out: Cast) -> None:
    with tells(carrying_out, Kind.DECISION_RECORDED):
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


@pytest.mark.parametrize(("who", "reason"), [("wim", "needs-mandate"), ("ria", "not-your-role")])
def test_only_the_mandate_decides(carrying_out: Cast, who: str, reason: str) -> None:
    with unchanged(), denied(reason):
        decide(carrying_out, by=getattr(carrying_out, who))


def test_below_the_fifth_rung_only_the_decision_moves_the_case_on(starting: Cast) -> None:
    cast = with_items(to_deciding(to_preparing(starting, promise=replace(PROMISE, rung=Rung.GIVING_OPINION))))
    agree_safety_net(cast.case, "Bel Ria.", by=cast.anna, at=cast.at)
    ask_frame_test(cast.case, by=cast.ria, at=cast.at)
    give_verdicts(cast.case, 1, all_met(), by=cast.otto, at=cast.at)
    assert Case.objects.get(id=cast.case).phase == Phase.DECIDING
    with tells(cast, Kind.DECISION_RECORDED, Kind.CARRYING_OUT_BEGAN):
        decide(cast)
