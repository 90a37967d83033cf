"""Making answers and tests void: they were about something that has changed since."""

from gedragen.cases.change import Change
from gedragen.cases.journal import Kind
from gedragen.cases.models import FrameTest, Round
from gedragen.method.frame_test import TestResult


def void_answers(change: Change) -> None:
    """A frame changed: all answers on the open plan are void, and so is a running test."""
    rounds = Round.objects.filter(case=change.case, voided_at__isnull=True)
    numbers = list(rounds.order_by("number").values_list("number", flat=True))
    rounds.filter(closed_at__isnull=True).update(closed_at=change.at, voided_at=change.at)
    rounds.update(voided_at=change.at)
    void_test(change)
    if numbers:
        change.record(Kind.ANSWERS_VOIDED, rounds=numbers)


def void_test(change: Change) -> None:
    """The plan changed while the authority was testing it: this test ends without a result."""
    test = FrameTest.objects.filter(case=change.case, closed_at__isnull=True).first()
    if test is not None:
        test.result, test.closed_at = TestResult.VOID, change.at
        test.save(update_fields=["result", "closed_at"])
        change.record(Kind.FRAME_TEST_CLOSED, test=test.number, result=TestResult.VOID.value)
