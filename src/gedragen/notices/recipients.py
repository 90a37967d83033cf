"""Which entries of a journal tell whom, and as which notice. Nobody is told of their own act."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.cases.models import JournalEntry
from gedragen.cases.people.entries import FACILITATOR_REFUSED
from gedragen.cases.starting.entries import QUESTION_BROUGHT
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.tasks import TaskState
from gedragen.notices import seats
from gedragen.people.models import Account


class Tell(NamedTuple):
    """One notice to some. What it says stands here, or in a text of its own where one sentence is not enough."""

    notice: str
    whom: seats.Whom
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


PROPOSAL_MADE = Tell(
    "proposal-made",
    seats.when("proposal", True, seats.facilitators),
    _("Somebody proposes something that changes what was agreed. Ask everyone about it in a round."),
)
# By the kind of the entry.
TELLS: dict[str, tuple[Tell, ...]] = {
    "case-opened": (Tell("case-opened", seats.named("brought_by")),),
    "case-introduced": (
        Tell(
            "case-introduced",
            seats.everybody,
            _("The introduction of your situation was changed. Look whether it is still right for you."),
        ),
    ),
    "wording-changed": (Tell("wording-changed", seats.everybody_invited),),
    "facilitator-accepted": (Tell("facilitator-accepted", seats.facilitators),),
    "declared": (Tell("declared", seats.when("whole", True, seats.facilitators)),),
    "declaration-withdrawn": (Tell("declaration-withdrawn", seats.facilitators),),
    "promise-written": (Tell("promise-written", seats.mandate),),
    "told-shared": (
        Tell(
            "told-shared", seats.when("shared", True, seats.main_person), _("You may read what was told when it began.")
        ),
    ),
    "question-brought": (
        Tell(
            "question-arrived",
            seats.who_brought,
            _("Your question has arrived. A facilitator reads it and gets in touch. This is your own link: keep it."),
        ),
    ),
    "promise-confirmed": (Tell("promise-confirmed", seats.facilitators),),
    "seat-invited": (Tell("seat-invited", seats.named("seat")),),
    "seats-invited": (Tell("seat-invited", seats.invited_together),),
    "access-renewed": (Tell("access-renewed", seats.when("by_means", "link", seats.named("seat"))),),
    "card-lost": (Tell("card-lost", seats.named("seat")),),
    "card-made": (Tell("card-made", seats.named("seat")),),
    "card-heard": (Tell("card-heard", seats.named("seat")),),
    "card-refused": (Tell("card-refused", seats.facilitators), Tell("card-refused", seats.main_person_behind_a_door)),
    "somebody-named": (Tell("somebody-named", seats.facilitators),),
    "frames-frozen": (Tell("frames-frozen", seats.everybody_invited),),
    "question-asked": (Tell("question-asked", seats.asked),),
    "put-on-sides": (
        Tell(
            "put-on-sides",
            seats.named("seat"),
            _("It was recorded on which side you stand. Only you and who guides know. Look whether it is right."),
        ),
    ),
    "side-named": (Tell("side-named", seats.circle, _("The sides were named. Look whether yours is there.")),),
    "side-excepted": (
        Tell(
            "side-excepted", seats.circle, _("It was written down why nobody of one side takes part. You can read it.")
        ),
    ),
    "nothing-else-said": (
        Tell(
            "nothing-else-said",
            seats.same_side,
            _("Somebody said that your side has no other view. Do you have one? You can still put it forward."),
        ),
        Tell("side-agrees", seats.facilitators, _("Somebody said that their side has no other view.")),
    ),
    "view-answered": (
        Tell(
            "view-answered",
            seats.brought_view,
            _("There is an answer to what you put forward. Read it, and say whether your point was heard."),
        ),
    ),
    "view-heard": (
        Tell("view-heard", seats.facilitators, _("It was said whether a point was heard. You can read what.")),
    ),
    "question-answered": (Tell("question-answered", seats.asker, _("There is an answer to your question.")),),
    "deciding-began": (Tell("deciding-began", seats.everybody),),
    "closed-time-ended": (
        Tell(
            "closed-time-ended",
            seats.facilitators,
            _("The people have come out of their closed time. You can go on together."),
        ),
    ),
    "document-written": (Tell("document-written", seats.who_signs),),
    "item-written": (PROPOSAL_MADE,),
    "item-changed": (
        PROPOSAL_MADE,
        Tell(
            "item-changed",
            seats.whose_item_it_is,
            _("There is another text for an item that you wrote, or that you will carry. Look whether it is right."),
        ),
    ),
    "correction-made": (
        Tell(
            "correction-made",
            seats.participants,
            _("There is a small correction in the plan. Does it change what you agreed? Then say so."),
        ),
    ),
    "item-dropped": (
        Tell(
            "item-dropped",
            seats.whose_item_it_is,
            _("An item that you wrote, or that you would carry, was left out of the plan. You can read why."),
        ),
    ),
    "round-opened": (Tell("round-opened", seats.deciders),),
    "answer-recorded": (Tell("answer-recorded", seats.written_down_for),),
    "round-extended": (Tell("round-extended", seats.waited_for), Tell("somebody-is-silent", seats.facilitators)),
    "round-waits": (
        Tell(
            "round-waits",
            seats.facilitators,
            _("A round stays open until you have called everybody who is silent. On your page you see who that is."),
        ),
    ),
    "child-awaited": (
        Tell(
            "child-awaited",
            seats.deciders,
            _("A round stays open until everything that a child said has its answer. On your page you can give one."),
        ),
    ),
    "child-answered": (
        Tell(
            "child-answered",
            seats.beside_the_child,
            _("There is an answer to what a child said. Read it, and tell it to the child."),
        ),
    ),
    "round-closed": (
        Tell(
            "round-closed",
            seats.circle,
            _("A round has ended. On your page you see what came out of it, and what must still change."),
        ),
    ),
    # The answers that this makes void are told of in the same message.
    "frame-changed": (Tell("frame-changed", seats.everybody),),
    "frame-taken-away": (
        Tell(
            "frame-taken-away",
            seats.everybody,
            _("A limit does not apply any more. What you said about the plan stays."),
        ),
    ),
    "frame-asked": (
        Tell(
            "frame-asked",
            seats.everybody,
            _(
                "The organisation wants a limit added. That was promised otherwise. "
                "It applies only when the people who decide accept it."
            ),
        ),
    ),
    "frame-disputed": (
        Tell(
            "frame-disputed",
            seats.everybody,
            _("Somebody says that a limit did not become wider. So the people who decide are asked about it."),
        ),
    ),
    "frame-accepted": (
        Tell(
            "frame-accepted",
            seats.everybody,
            _("The people accepted a limit that was promised otherwise. On your page you read what it asks again."),
        ),
    ),
    "frame-not-accepted": (
        Tell(
            "frame-not-accepted",
            seats.everybody,
            _("The people did not accept a limit that was asked. It does not apply."),
        ),
    ),
    "frame-touches": (
        Tell(
            "frame-touches",
            seats.everybody,
            _("A limit touches one more item of the plan. If it applies, we ask that item again."),
        ),
    ),
    "frame-remarked": (
        Tell("frame-remarked", seats.authority, _("There is a remark on a limit that you wrote. It stands beside it.")),
    ),
    "frame-questioned": (
        Tell(
            "frame-questioned", seats.mandate, _("There is a question about a limit. You promised to answer in time.")
        ),
    ),
    "frame-question-answered": (
        Tell("frame-question-answered", seats.who_asked_about, _("There is an answer to your question about a limit.")),
    ),
    "decision-doubted": (
        Tell("decision-doubted", seats.mandate, _("Somebody says that something is not right in your decision.")),
    ),
    "doubt-answered": (
        Tell("doubt-answered", seats.participants, _("There is an answer to what people say is not right.")),
    ),
    "frame-test-asked": (Tell("frame-test-asked", seats.mandate),),
    "verdict-given": (
        Tell("information-is-missing", seats.when("verdict", Verdict.NEEDS_INFORMATION, seats.circle)),
        Tell("frame-not-met", seats.when("verdict", Verdict.NOT_MET, seats.circle)),
    ),
    "information-given": (Tell("information-given", seats.mandate),),
    "frame-test-escalated": (Tell("frame-test-escalated", seats.circle), Tell("term-has-passed", seats.mandate)),
    "frame-test-overdue": (
        Tell(
            "frame-test-overdue",
            seats.circle,
            _("The time for an answer to your plan has passed, and there is no answer. Everybody can see that now."),
        ),
        Tell("term-has-passed", seats.mandate),
    ),
    "frame-test-closed": (Tell("frame-test-stopped", seats.when("result", TestResult.VOID, seats.mandate)),),
    "carrying-out-began": (Tell("carrying-out-began", seats.everybody),),
    "decision-recorded": (
        Tell(
            "decision-recorded",
            seats.everybody,
            _("The formal decision is now shown beside the plan. Does it differ? Then you see that for each item."),
        ),
    ),
    "age-corrected": (
        Tell(
            "age-corrected",
            seats.named("seat"),
            _("Something that is recorded of you was put right. Look whether it is so."),
        ),
        Tell("age-corrected-of", seats.with_whom_it_is_about, _("In which age group somebody is, was put right.")),
    ),
    "age-doubted": (
        Tell("age-doubted", seats.facilitators, _("Somebody says that their age was not recorded right.")),
    ),
    "ending-proposed": (Tell("ending-proposed", seats.everybody),),
    "ending-held": (Tell("ending-held", seats.everybody),),
    "ending-taken-back": (
        Tell(
            "ending-taken-back",
            seats.everybody,
            _("The proposal to stop is off the table. You go on together."),
        ),
    ),
    "ended-without-plan": (Tell("ended-without-plan", seats.everybody),),
    "stopped-by-main-person": (Tell("stopped-by-main-person", seats.everybody),),
    "plan-without-meeting": (Tell("ended-early", seats.everybody),),
    "stopped-in-preparation": (Tell("ended-early", seats.everybody),),
    "withdrawn-by-party": (Tell("withdrawn-by-party", seats.everybody_invited),),
    "task-offered": (Tell("task-offered", seats.named("owner")),),
    "own-acts-sealed": (
        Tell("task-answered", seats.who_asked_for_tasks, _("Somebody has answered to what you asked them to do.")),
    ),
    "task-reported": (
        Tell(
            "task-done",
            seats.when("state", TaskState.DONE, seats.checker),
            _("A task that you are keeping an eye on is done."),
        ),
        Tell("task-given-back", seats.when("state", TaskState.GIVEN_BACK, seats.checker)),
        Tell("task-given-back", seats.when("state", TaskState.GIVEN_BACK, seats.with_the_follow_up)),
    ),
    "plan-shared": (
        Tell("plan-shared", seats.circle, _("It was said who reads how much of the plan. Look whether it is right.")),
        Tell(
            "plan-shared-with-you",
            seats.when("asked", "", seats.named("seat")),
            _("The people said what you read of their plan. Look what it is."),
        ),
    ),
    "keeper-named": (Tell("keeper-named", seats.named_by_another),),
    # One person writes it down for all: whoever agreed on another day must hear of it.
    "review-day-agreed": (
        Tell(
            "review-day-agreed",
            seats.circle,
            _("A day to look back was written down or changed. Look whether it is right."),
        ),
    ),
    "length-set": (
        Tell(
            "length-set", seats.circle, _("It was filled in how long something takes here. Look whether it is right.")
        ),
    ),
    "keeper-answered": (Tell("keeping-given-back", seats.when("accepts", False, seats.facilitators)),),
    "call-due": (Tell("call-due", seats.facilitators),),
    "call-recorded": (
        Tell(
            "follow-up-is-yours",
            seats.keeper,
            _("The call has been made. From now on you keep an eye on the plan, as you said you would."),
        ),
        Tell(
            "choose-a-keeper",
            seats.who_choose_a_keeper,
            _("The call has been made. Now the plan is yours: choose one of you who keeps an eye on it."),
        ),
    ),
    "review-opened": (Tell("review-opened", seats.who_look_back),),
    "review-closed": (
        Tell(
            "review-closed",
            seats.circle,
            _("We have looked back. On your page you read how the plan is going, and what would help."),
        ),
    ),
    # The deciders hear of the round that opens at once.
    "yes-taken-back": (Tell("yes-taken-back", seats.facilitators),),
    "case-closed": (Tell("case-closed", seats.everybody),),
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
