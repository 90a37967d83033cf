"""Which entries of a journal tell whom, and as which notice. Nobody is told of their own act."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from gedragen.access.doing import Role
from gedragen.cases.declaring.entries import DECLARATION_WITHDRAWN, DECLARED
from gedragen.cases.documents.entries import DOCUMENT_WRITTEN
from gedragen.cases.documents.signing import signatures_asked
from gedragen.cases.doing.entries import CALL_DUE, REVIEW_CLOSED, REVIEW_OPENED, TASK_OFFERED, TASK_REPORTED
from gedragen.cases.frame_test.entries import (
    DECISION_RECORDED,
    FRAME_TEST_ASKED,
    FRAME_TEST_ESCALATED,
    FRAME_TEST_OVERDUE,
    INFORMATION_GIVEN,
    VERDICT_GIVEN,
)
from gedragen.cases.frames.entries import FRAME_CHANGED, PROMISE_WRITTEN
from gedragen.cases.models import JournalEntry, Question, Round, Seat, Task
from gedragen.cases.people.entries import (
    ACCESS_RENEWED,
    CARD_HEARD,
    CARD_LOST,
    CARD_MADE,
    CARD_REFUSED,
    FACILITATOR_REFUSED,
    SEAT_INVITED,
    SEATS_INVITED,
    SOMEBODY_NAMED,
)
from gedragen.cases.preparing.entries import QUESTION_ANSWERED, QUESTION_ASKED
from gedragen.cases.rounds.entries import CASE_CLOSED, ROUND_CLOSED, ROUND_EXTENDED, ROUND_OPENED, YES_TAKEN_BACK
from gedragen.cases.starting.entries import (
    CARRYING_OUT_BEGAN,
    DECIDING_BEGAN,
    ENDED_WITHOUT_PLAN,
    FRAMES_FROZEN,
    PLAN_WITHOUT_MEETING,
    QUESTION_BROUGHT,
    STOPPED_IN_PREPARATION,
    WITHDRAWN_BY_PARTY,
)
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.store.entries import (
    ANSWER_RECORDED,
    CASE_OPENED,
    CLOSED_TIME_ENDED,
    FACILITATOR_ACCEPTED,
    FRAME_TEST_CLOSED,
    OWN_ACTS_SEALED,
    PROMISE_CONFIRMED,
    WORDING_CHANGED,
)
from gedragen.method.consent import Answer
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.tasks import TaskState
from gedragen.people.models import Account

Whom = Callable[[JournalEntry], Iterable[int]]


def seats_told(entry: JournalEntry) -> list[tuple[str, int]]:
    """The notices this entry asks for, each with the id of the seat it is for."""
    rows = TELLS.get(entry.kind, ())
    return [(notice, seat) for notice, whom in rows for seat in whom(entry)]


def accounts_told(entry: JournalEntry) -> list[tuple[str, int]]:
    """A question waits and nobody has a seat to take it up from: all facilitators hear of it."""
    if entry.kind not in (QUESTION_BROUGHT, FACILITATOR_REFUSED):
        return []
    # Played examples and real life do not meet.
    facilitators = Account.objects.filter(is_facilitator=True, is_active=True, is_demo=entry.case.is_demo)
    return [("question-brought", account) for account in facilitators.order_by("id").values_list("id", flat=True)]


def _seats(entry: JournalEntry, *roles: Role) -> QuerySet[Seat]:
    """Who takes part now, in these roles or in any."""
    seats = Seat.objects.filter(
        case=entry.case_id, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True
    )
    return seats.filter(role__in=roles) if roles else seats


def _ids(seats: QuerySet[Seat], entry: JournalEntry) -> Iterable[int]:
    actor = int(entry.by) if entry.by.isdigit() else 0
    return seats.exclude(number=actor).order_by("number").values_list("id", flat=True)


def _all(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry), entry)


def _everybody_invited(entry: JournalEntry) -> Iterable[int]:
    invited = Seat.objects.filter(case=entry.case_id, declined_at__isnull=True, erased_at__isnull=True)
    return _ids(invited, entry)


def _participants(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.PARTICIPANT), entry)


def _circle(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.PARTICIPANT, Role.FACILITATOR), entry)


def _facilitators(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.FACILITATOR), entry)


def _deciders(entry: JournalEntry) -> Iterable[int]:
    return _ids(deciders_of(entry.case), entry)


def _mandate(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.AUTHORITY).filter(has_mandate=True), entry)


def _main_person_behind_a_door(entry: JournalEntry) -> Iterable[int]:
    """Where others cannot look along, it is for the person it is about to know who nearly came in."""
    return _ids(_seats(entry).filter(is_main_person=True), entry) if not entry.case.is_open else ()


def _named(key: str) -> Whom:
    """The seat whose number stands in the entry under `key`."""

    def whom(entry: JournalEntry) -> Iterable[int]:
        return Seat.objects.filter(case=entry.case_id, number=entry.data.get(key) or 0).values_list("id", flat=True)

    return whom


def _invited_together(entry: JournalEntry) -> Iterable[int]:
    """A part of a list: everybody with a number from the first to the last. Nobody, when all were in already."""
    if "first" not in entry.data:
        return ()
    numbers = (entry.data["first"], entry.data["last"])
    return Seat.objects.filter(case=entry.case_id, number__range=numbers).values_list("id", flat=True)


def _when(key: str, value: object, whom: Whom) -> Whom:
    """Only when the entry says so."""
    return lambda entry: whom(entry) if entry.data.get(key) == value else ()


def _asked(entry: JournalEntry) -> Iterable[int]:
    return _named("to")(entry) if entry.data.get("to") else _facilitators(entry)


def _asker(entry: JournalEntry) -> Iterable[int]:
    asked = Question.objects.filter(case=entry.case_id, number=entry.data["question"])
    return _ids(_seats(entry).filter(id__in=asked.values("asked_by")), entry)


def _written_down_for(entry: JournalEntry) -> Iterable[int]:
    """Whose answers were written down by this act. The entry says how many; their rows are of its moment."""
    round_ = Round.objects.get(case=entry.case_id, number=entry.data["round"])
    written = round_.answers.filter(on_behalf_by__isnull=False, confirmed_at__isnull=True, at=entry.at)
    return _ids(_seats(entry).filter(id__in=written.values("seat")), entry)


def _waited_for(entry: JournalEntry) -> Iterable[int]:
    """Who has not answered, and who carries the item or is bound by it and has not said yes."""
    round_ = Round.objects.get(case=entry.case_id, number=entry.data["round"])
    answered = round_.answers.values("seat")
    said_yes = round_.answers.filter(answer=Answer.YES).values("seat")
    bound = round_.version.bound.values("id")
    return _ids(deciders_of(entry.case).filter(~Q(id__in=answered) | Q(id__in=bound) & ~Q(id__in=said_yes)), entry)


def _who_asked_for_tasks(entry: JournalEntry) -> Iterable[int]:
    tasks = Task.objects.filter(case=entry.case_id, number__in=entry.data.get("tasks", ()))
    return _ids(_seats(entry).filter(id__in=tasks.values("offered_by")), entry)


def _checker(entry: JournalEntry) -> Iterable[int]:
    task = Task.objects.filter(case=entry.case_id, number=entry.data["task"])
    return _ids(_seats(entry).filter(id__in=task.values("checker")), entry)


def _who_signs(entry: JournalEntry) -> Iterable[int]:
    """Whose signature is asked under a paper in which nothing is empty any more."""
    waits = [seat.pk for seat in signatures_asked(entry.case, entry.data["document"])]
    return _ids(_seats(entry).filter(id__in=waits), entry)


TELLS: dict[str, tuple[tuple[str, Whom], ...]] = {
    CASE_OPENED: (("case-opened", _named("brought_by")),),
    WORDING_CHANGED: (("wording-changed", _everybody_invited),),
    FACILITATOR_ACCEPTED: (("facilitator-accepted", _facilitators),),
    DECLARED: (("declared", _when("whole", True, _facilitators)),),
    DECLARATION_WITHDRAWN: (("declaration-withdrawn", _facilitators),),
    PROMISE_WRITTEN: (("promise-written", _mandate),),
    PROMISE_CONFIRMED: (("promise-confirmed", _facilitators),),
    SEAT_INVITED: (("seat-invited", _named("seat")),),
    SEATS_INVITED: (("seat-invited", _invited_together),),
    ACCESS_RENEWED: (("access-renewed", _when("by_means", "link", _named("seat"))),),
    CARD_LOST: (("card-lost", _named("seat")),),
    CARD_MADE: (("card-made", _named("seat")),),
    CARD_HEARD: (("card-heard", _named("seat")),),
    CARD_REFUSED: (("card-refused", _facilitators), ("card-refused", _main_person_behind_a_door)),
    SOMEBODY_NAMED: (("somebody-named", _facilitators),),
    FRAMES_FROZEN: (("frames-frozen", _everybody_invited),),
    QUESTION_ASKED: (("question-asked", _asked),),
    QUESTION_ANSWERED: (("question-answered", _asker),),
    DECIDING_BEGAN: (("deciding-began", _all),),
    CLOSED_TIME_ENDED: (("closed-time-ended", _facilitators),),
    DOCUMENT_WRITTEN: (("document-written", _who_signs),),
    ROUND_OPENED: (("round-opened", _deciders),),
    ANSWER_RECORDED: (("answer-recorded", _written_down_for),),
    ROUND_EXTENDED: (("round-extended", _waited_for), ("somebody-is-silent", _facilitators)),
    ROUND_CLOSED: (("round-closed", _circle),),
    # The answers that this makes void are told of in the same message.
    FRAME_CHANGED: (("frame-changed", _all),),
    FRAME_TEST_ASKED: (("frame-test-asked", _mandate),),
    VERDICT_GIVEN: (
        ("information-is-missing", _when("verdict", Verdict.NEEDS_INFORMATION, _circle)),
        ("frame-not-met", _when("verdict", Verdict.NOT_MET, _circle)),
    ),
    INFORMATION_GIVEN: (("information-given", _mandate),),
    FRAME_TEST_ESCALATED: (("frame-test-escalated", _circle), ("term-has-passed", _mandate)),
    FRAME_TEST_OVERDUE: (("frame-test-overdue", _circle), ("term-has-passed", _mandate)),
    FRAME_TEST_CLOSED: (("frame-test-stopped", _when("result", TestResult.VOID, _mandate)),),
    CARRYING_OUT_BEGAN: (("carrying-out-began", _all),),
    DECISION_RECORDED: (("decision-recorded", _all),),
    ENDED_WITHOUT_PLAN: (("ended-without-plan", _all),),
    PLAN_WITHOUT_MEETING: (("ended-early", _all),),
    STOPPED_IN_PREPARATION: (("ended-early", _all),),
    WITHDRAWN_BY_PARTY: (("withdrawn-by-party", _everybody_invited),),
    TASK_OFFERED: (("task-offered", _named("owner")),),
    OWN_ACTS_SEALED: (("task-answered", _who_asked_for_tasks),),
    TASK_REPORTED: (
        ("task-done", _when("state", TaskState.DONE, _checker)),
        ("task-given-back", _when("state", TaskState.GIVEN_BACK, _checker)),
        ("task-given-back", _when("state", TaskState.GIVEN_BACK, _facilitators)),
    ),
    CALL_DUE: (("call-due", _facilitators),),
    REVIEW_OPENED: (("review-opened", _participants),),
    REVIEW_CLOSED: (("review-closed", _circle),),
    # The deciders hear of the round that opens at once.
    YES_TAKEN_BACK: (("yes-taken-back", _facilitators),),
    CASE_CLOSED: (("case-closed", _all),),
}

# Of two notices that reach somebody together, the first says what the second would.
SAYS_ALSO = {
    "seat-invited": frozenset({"access-renewed"}),
    "card-lost": frozenset({"card-made"}),
    "case-closed": frozenset({"round-closed", "frame-test-stopped"}),
    "ended-without-plan": frozenset({"frame-test-stopped"}),
    "withdrawn-by-party": frozenset({"frame-test-stopped"}),
    "frame-changed": frozenset({"frame-test-stopped"}),
}
