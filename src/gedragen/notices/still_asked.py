"""Whether a message still asks something: who has answered meanwhile is left in peace."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from gedragen.cases.documents.signing import signatures_asked
from gedragen.cases.models import CheckIn, EndingProposal, FrameTest, Question, Round, RoundAnswer, Seat, Task
from gedragen.cases.state.tasks import asked_to_keep
from gedragen.method.consent import Answer
from gedragen.method.tasks import TaskState

# These bring somebody (back) in, also after they left.
WAYS_IN = frozenset({"seat-invited", "access-renewed", "lost-link", "card-lost", "card-made", "card-heard"})


def is_still_needed(notice: str, seat: Seat) -> bool:
    """Nobody who left is written to, and nobody is asked for what is done or over.

    One message may stand for several things of its kind, so as long as one of them is open it is needed.
    """
    if seat.declined_at is not None and notice not in WAYS_IN:
        return False
    asks = ASKS.get(notice)
    return asks is None or asks(seat)


def _unanswered_round(seat: Seat) -> bool:
    return _open_rounds(seat).exclude(id__in=RoundAnswer.objects.filter(seat=seat).values("round")).exists()


def _round_without_yes(seat: Seat) -> bool:
    said_yes = RoundAnswer.objects.filter(seat=seat, answer=Answer.YES)
    return _open_rounds(seat).exclude(id__in=said_yes.values("round")).exists()


def _open_rounds(seat: Seat) -> QuerySet[Round]:
    return Round.objects.filter(case=seat.case_id, closed_at__isnull=True)


def _unconfirmed_answer(seat: Seat) -> bool:
    written_down = RoundAnswer.objects.filter(seat=seat, on_behalf_by__isnull=False)
    return written_down.filter(confirmed_at__isnull=True).exists()


def _offered_task(seat: Seat) -> bool:
    return Task.objects.filter(owner=seat, state=TaskState.OFFERED).exists()


def _asked_to_keep(seat: Seat) -> bool:
    return asked_to_keep(seat.case_id).filter(seat=seat, said_yes_at__isnull=True).exists()


def _open_question(seat: Seat) -> bool:
    asked = Question.objects.filter(Q(to=seat) | Q(to__isnull=True), case=seat.case_id)
    return asked.filter(answers__isnull=True).exists()


def _open_test(seat: Seat) -> bool:
    return FrameTest.objects.filter(case=seat.case_id, closed_at__isnull=True).exists()


def _open_check_in(seat: Seat) -> bool:
    opened = CheckIn.objects.filter(case=seat.case_id, opened_at__isnull=False, done_at__isnull=True)
    return opened.exclude(answers__seat=seat).exists()


def _waiting_card(seat: Seat) -> bool:
    return Seat.objects.filter(id=seat.pk, waiting_card__isnull=False).exists()


def _paper_to_sign(seat: Seat) -> bool:
    papers = seat.case.approach.own_documents
    return any(seat in signatures_asked(seat.case, paper.key) for paper in papers)


def _ending_proposed(seat: Seat) -> bool:
    return EndingProposal.objects.filter(case=seat.case_id, over_at__isnull=True, case__closed_at__isnull=True).exists()


ASKS: dict[str, Callable[[Seat], bool]] = {
    "card-made": _waiting_card,
    "question-asked": _open_question,
    "document-written": _paper_to_sign,
    "ending-proposed": _ending_proposed,
    "ending-held": _ending_proposed,
    "round-opened": _unanswered_round,
    "round-extended": _round_without_yes,
    "answer-recorded": _unconfirmed_answer,
    "frame-test-asked": _open_test,
    "information-given": _open_test,
    "term-has-passed": _open_test,
    "task-offered": _offered_task,
    "keeper-named": _asked_to_keep,
    "call-due": _open_check_in,
    "review-opened": _open_check_in,
}
