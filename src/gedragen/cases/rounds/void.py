"""Making answers and tests void: they were about something that has changed since."""

from collections.abc import Set

from django.db.models import QuerySet

from gedragen.cases.engine.change import Change
from gedragen.cases.models import FrameTest, Round
from gedragen.cases.rounds.entries import ANSWERS_VOIDED
from gedragen.cases.store.entries import FRAME_TEST_CLOSED
from gedragen.cases.store.evidence.chain import merkle_root
from gedragen.method.frame_test import TestResult


def void_answers(change: Change) -> None:
    """The case ends without its plan: all answers are void, and so is a running test."""
    _void(change, Round.objects.filter(case=change.case, voided_at__isnull=True))


def void_items(change: Change, numbers: Set[int]) -> None:
    """A frame touches these items, by number: what was answered about them is void, and everything else stays."""
    if numbers:
        _void(change, Round.objects.filter(case=change.case, voided_at__isnull=True, item__number__in=numbers))


def void_what_runs(change: Change) -> None:
    """The case ends: rounds and a test that were still running end without a result."""
    _void(change, Round.objects.filter(case=change.case, closed_at__isnull=True))


def void_test(change: Change) -> None:
    """The plan changed while the authority was testing it: this test ends without a result."""
    test = FrameTest.objects.filter(case=change.case, closed_at__isnull=True).first()
    if test is not None:
        test.result, test.closed_at = TestResult.VOID, change.at
        test.save(update_fields=["result", "closed_at"])
        change.record(FRAME_TEST_CLOSED, test=test.number, result=TestResult.VOID.value)


def _void(change: Change, rounds: QuerySet[Round]) -> None:
    in_order = list(rounds.order_by("number"))
    for round_ in in_order:
        if round_.closed_at is None:
            # Void answers stay evidence too: nobody can say later that they were never given.
            leaves = round_.answers.order_by("seat__number").values_list("leaf", flat=True)
            round_.closed_at, round_.seal = change.at, merkle_root(leaves)
        round_.voided_at = change.at
        round_.save(update_fields=["closed_at", "voided_at", "seal"])
    void_test(change)
    if in_order:
        numbers, seals = [round_.number for round_ in in_order], [round_.seal for round_ in in_order]
        change.record(ANSWERS_VOIDED, rounds=numbers, seals=seals)
