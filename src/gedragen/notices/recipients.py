"""Which entries of a journal tell whom, and as which notice. Nobody is told of their own act."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Role
from gedragen.cases.documents.signing import signatures_asked
from gedragen.cases.models import FrameQuestion, ItemVersion, JournalEntry, Question, Round, Seat, Task
from gedragen.cases.people.entries import FACILITATOR_REFUSED
from gedragen.cases.starting.entries import QUESTION_BROUGHT
from gedragen.cases.state.plan_state import asked_in
from gedragen.cases.state.tasks import keeps_after_the_call
from gedragen.method.consent import Answer
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.tasks import TaskState
from gedragen.people.models import Account

Whom = Callable[[JournalEntry], Iterable[int]]


class Tell(NamedTuple):
    """One notice to some. What it says stands here, or in a text of its own where one sentence is not enough."""

    notice: str
    whom: Whom
    says: Promise | None = None


def seats_told(entry: JournalEntry) -> list[tuple[str, int]]:
    """The notices this entry asks for, each with the id of the seat it is for."""
    rows = TELLS.get(entry.kind, ())
    return [(row.notice, seat) for row in rows for seat in row.whom(entry)]


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
    return _ids(_voters(entry), entry)


def _voters(entry: JournalEntry) -> "QuerySet[Seat]":
    """Who is asked in the round that the entry is about."""
    return asked_in(Round.objects.get(case=entry.case_id, number=entry.data["round"]))


def _authority(entry: JournalEntry) -> Iterable[int]:
    return _ids(_seats(entry, Role.AUTHORITY), entry)


def _who_asked_about(entry: JournalEntry) -> Iterable[int]:
    asked = FrameQuestion.objects.filter(case=entry.case_id, number=entry.data["question"])
    return _ids(_seats(entry).filter(id__in=asked.values("by")), entry)


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
    return _ids(_voters(entry).filter(~Q(id__in=answered) | Q(id__in=bound) & ~Q(id__in=said_yes)), entry)


def _whose_item_it_is(entry: JournalEntry) -> Iterable[int]:
    """Who wrote an earlier text of it, and who would carry one."""
    versions = ItemVersion.objects.filter(item__case=entry.case_id, item__number=entry.data["item"])
    if "version" in entry.data:
        versions = versions.filter(number__lt=entry.data["version"])
    theirs = Q(id__in=versions.values("by")) | Q(id__in=versions.values("bound"))
    return _ids(_seats(entry).filter(theirs), entry)


def _who_asked_for_tasks(entry: JournalEntry) -> Iterable[int]:
    tasks = Task.objects.filter(case=entry.case_id, number__in=entry.data.get("tasks", ()))
    return _ids(_seats(entry).filter(id__in=tasks.values("offered_by")), entry)


def _checker(entry: JournalEntry) -> Iterable[int]:
    task = Task.objects.filter(case=entry.case_id, number=entry.data["task"])
    return _ids(_seats(entry).filter(id__in=task.values("checker")), entry)


def _keeper(entry: JournalEntry) -> Iterable[int]:
    """Whom the circle chose, once the call was made and they said yes."""
    found = keeps_after_the_call(entry.case)
    return _ids(_seats(entry).filter(id=found.pk), entry) if found is not None else ()


def _with_the_follow_up(entry: JournalEntry) -> Iterable[int]:
    """The keeper, or as long as there is none, who guides."""
    return _keeper(entry) if keeps_after_the_call(entry.case) is not None else _facilitators(entry)


def _named_by_another(entry: JournalEntry) -> Iterable[int]:
    return () if entry.data["is_own"] else _named("keeper")(entry)


def _who_signs(entry: JournalEntry) -> Iterable[int]:
    """Whose signature is asked under a paper in which nothing is empty any more."""
    waits = [seat.pk for seat in signatures_asked(entry.case, entry.data["document"])]
    return _ids(_seats(entry).filter(id__in=waits), entry)


PROPOSAL_MADE = Tell(
    "proposal-made",
    _when("proposal", True, _facilitators),
    _("Somebody proposes something that changes what was agreed. Ask everyone about it in a round."),
)
# By the kind of the entry.
TELLS: dict[str, tuple[Tell, ...]] = {
    "case-opened": (Tell("case-opened", _named("brought_by")),),
    "wording-changed": (Tell("wording-changed", _everybody_invited),),
    "facilitator-accepted": (Tell("facilitator-accepted", _facilitators),),
    "declared": (Tell("declared", _when("whole", True, _facilitators)),),
    "declaration-withdrawn": (Tell("declaration-withdrawn", _facilitators),),
    "promise-written": (Tell("promise-written", _mandate),),
    "promise-confirmed": (Tell("promise-confirmed", _facilitators),),
    "seat-invited": (Tell("seat-invited", _named("seat")),),
    "seats-invited": (Tell("seat-invited", _invited_together),),
    "access-renewed": (Tell("access-renewed", _when("by_means", "link", _named("seat"))),),
    "card-lost": (Tell("card-lost", _named("seat")),),
    "card-made": (Tell("card-made", _named("seat")),),
    "card-heard": (Tell("card-heard", _named("seat")),),
    "card-refused": (Tell("card-refused", _facilitators), Tell("card-refused", _main_person_behind_a_door)),
    "somebody-named": (Tell("somebody-named", _facilitators),),
    "frames-frozen": (Tell("frames-frozen", _everybody_invited),),
    "question-asked": (Tell("question-asked", _asked),),
    "question-answered": (Tell("question-answered", _asker, _("There is an answer to your question.")),),
    "deciding-began": (Tell("deciding-began", _all),),
    "closed-time-ended": (
        Tell(
            "closed-time-ended",
            _facilitators,
            _("The people have come out of their closed time. You can go on together."),
        ),
    ),
    "document-written": (Tell("document-written", _who_signs),),
    "item-written": (PROPOSAL_MADE,),
    "item-changed": (
        PROPOSAL_MADE,
        Tell(
            "item-changed",
            _whose_item_it_is,
            _("There is another text for an item that you wrote, or that you will carry. Look whether it is right."),
        ),
    ),
    "item-dropped": (
        Tell(
            "item-dropped",
            _whose_item_it_is,
            _("An item that you wrote, or that you would carry, was left out of the plan. You can read why."),
        ),
    ),
    "round-opened": (Tell("round-opened", _deciders),),
    "answer-recorded": (Tell("answer-recorded", _written_down_for),),
    "round-extended": (Tell("round-extended", _waited_for), Tell("somebody-is-silent", _facilitators)),
    "round-waits": (
        Tell(
            "round-waits",
            _facilitators,
            _("A round stays open until you have called everybody who is silent. On your page you see who that is."),
        ),
    ),
    "round-closed": (
        Tell(
            "round-closed",
            _circle,
            _("A round has ended. On your page you see what came out of it, and what must still change."),
        ),
    ),
    # The answers that this makes void are told of in the same message.
    "frame-changed": (Tell("frame-changed", _all),),
    "frame-taken-away": (
        Tell("frame-taken-away", _all, _("A limit does not apply any more. What you said about the plan stays.")),
    ),
    "frame-asked": (
        Tell(
            "frame-asked",
            _all,
            _(
                "The organisation wants a limit added. That was promised otherwise. "
                "It applies only when the people who decide accept it."
            ),
        ),
    ),
    "frame-disputed": (
        Tell(
            "frame-disputed",
            _all,
            _("Somebody says that a limit did not become wider. So the people who decide are asked about it."),
        ),
    ),
    "frame-accepted": (
        Tell(
            "frame-accepted",
            _all,
            _("The people accepted a limit that was promised otherwise. On your page you read what it asks again."),
        ),
    ),
    "frame-not-accepted": (
        Tell("frame-not-accepted", _all, _("The people did not accept a limit that was asked. It does not apply.")),
    ),
    "frame-touches": (
        Tell(
            "frame-touches",
            _all,
            _("A limit touches one more item of the plan. If it applies, we ask that item again."),
        ),
    ),
    "frame-remarked": (
        Tell("frame-remarked", _authority, _("There is a remark on a limit that you wrote. It stands beside it.")),
    ),
    "frame-questioned": (
        Tell("frame-questioned", _mandate, _("There is a question about a limit. You promised to answer in time.")),
    ),
    "frame-question-answered": (
        Tell("frame-question-answered", _who_asked_about, _("There is an answer to your question about a limit.")),
    ),
    "frame-test-asked": (Tell("frame-test-asked", _mandate),),
    "verdict-given": (
        Tell("information-is-missing", _when("verdict", Verdict.NEEDS_INFORMATION, _circle)),
        Tell("frame-not-met", _when("verdict", Verdict.NOT_MET, _circle)),
    ),
    "information-given": (Tell("information-given", _mandate),),
    "frame-test-escalated": (Tell("frame-test-escalated", _circle), Tell("term-has-passed", _mandate)),
    "frame-test-overdue": (
        Tell(
            "frame-test-overdue",
            _circle,
            _("The time for an answer to your plan has passed, and there is no answer. Everybody can see that now."),
        ),
        Tell("term-has-passed", _mandate),
    ),
    "frame-test-closed": (Tell("frame-test-stopped", _when("result", TestResult.VOID, _mandate)),),
    "carrying-out-began": (Tell("carrying-out-began", _all),),
    "decision-recorded": (
        Tell(
            "decision-recorded",
            _all,
            _("The formal decision is now shown beside the plan. Does it differ? Then you see that for each item."),
        ),
    ),
    "ending-proposed": (Tell("ending-proposed", _all),),
    "ending-held": (Tell("ending-held", _all),),
    "ending-taken-back": (
        Tell(
            "ending-taken-back",
            _all,
            _("The proposal to stop without a plan is off the table. You go on together."),
        ),
    ),
    "ended-without-plan": (Tell("ended-without-plan", _all),),
    "stopped-by-main-person": (Tell("stopped-by-main-person", _all),),
    "plan-without-meeting": (Tell("ended-early", _all),),
    "stopped-in-preparation": (Tell("ended-early", _all),),
    "withdrawn-by-party": (Tell("withdrawn-by-party", _everybody_invited),),
    "task-offered": (Tell("task-offered", _named("owner")),),
    "own-acts-sealed": (
        Tell("task-answered", _who_asked_for_tasks, _("Somebody has answered to what you asked them to do.")),
    ),
    "task-reported": (
        Tell(
            "task-done", _when("state", TaskState.DONE, _checker), _("A task that you are keeping an eye on is done.")
        ),
        Tell("task-given-back", _when("state", TaskState.GIVEN_BACK, _checker)),
        Tell("task-given-back", _when("state", TaskState.GIVEN_BACK, _with_the_follow_up)),
    ),
    "keeper-named": (Tell("keeper-named", _named_by_another),),
    # One person writes it down for all: whoever agreed on another day must hear of it.
    "review-day-agreed": (
        Tell(
            "review-day-agreed",
            _circle,
            _("A day to look back was written down or changed. Look whether it is right."),
        ),
    ),
    "length-set": (
        Tell("length-set", _circle, _("It was filled in how long something takes here. Look whether it is right.")),
    ),
    "keeper-answered": (Tell("keeping-given-back", _when("accepts", False, _facilitators)),),
    "call-due": (Tell("call-due", _facilitators),),
    "call-recorded": (
        Tell(
            "follow-up-is-yours",
            _keeper,
            _("The call has been made. From now on you keep an eye on the plan, as you said you would."),
        ),
    ),
    "review-opened": (Tell("review-opened", _participants),),
    "review-closed": (
        Tell(
            "review-closed",
            _circle,
            _("We have looked back. On your page you read how the plan is going, and what would help."),
        ),
    ),
    # The deciders hear of the round that opens at once.
    "yes-taken-back": (Tell("yes-taken-back", _facilitators),),
    "case-closed": (Tell("case-closed", _all),),
}

# What is said in one sentence, by the notice.
SAYS = {row.notice: row.says for rows in TELLS.values() for row in rows if row.says is not None}

# Of two notices that reach somebody together, the first says what the second would.
SAYS_ALSO = {
    "seat-invited": frozenset({"access-renewed"}),
    "card-lost": frozenset({"card-made"}),
    "case-closed": frozenset({"round-closed", "frame-test-stopped"}),
    "round-closed": frozenset({"item-dropped"}),
    "ended-without-plan": frozenset({"frame-test-stopped", "ending-proposed", "ending-held"}),
    "stopped-by-main-person": frozenset({"frame-test-stopped", "ending-proposed", "ending-held"}),
    "carrying-out-began": frozenset({"ending-taken-back"}),
    "withdrawn-by-party": frozenset({"frame-test-stopped"}),
    # Who decides is asked in the same moment.
    "frame-accepted": frozenset({"round-closed"}),
    "frame-not-accepted": frozenset({"round-closed"}),
}
