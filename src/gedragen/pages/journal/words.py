"""The journal told in words: a plain sentence for every kind of entry, and who did it. No names stand in a journal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Role
from gedragen.cases.journal.queries import EntryCard
from gedragen.cases.store.journal import Kind
from gedragen.method.consent import Outcome
from gedragen.method.constitution.levels import Level
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.promise import Rung
from gedragen.method.tasks import TaskState
from gedragen.pages.house.words import LEVEL, OUTCOME, ROLE, RUNG, TASK_STATE, TEST_RESULT, VERDICT, in_a_sentence
from gedragen.pages.templatetags.say import bare_day, moment

SENTENCES: Mapping[Kind, Promise] = {
    Kind.QUESTION_BROUGHT: _("Somebody brought a question."),
    Kind.CASE_OPENED: _("Somebody took up the question. Level: %(level)s."),
    Kind.CONSTITUTION_KEPT: _("From here on the text of the approach is kept with this situation."),
    Kind.CASE_INTRODUCED: _("The introduction was written again."),
    Kind.LEVEL_SET: _("The level was set: %(level)s."),
    Kind.WORDING_CHANGED: _(
        "The approach says some things in other words from here on. The rules stayed the same. %(sentences)s"
    ),
    Kind.INDEPENDENCE_DECLARED: _("The person who guides the conversation declared that they are independent."),
    Kind.FACILITATOR_ACCEPTED: _("The person who brought the question accepted who guides the conversation."),
    Kind.FACILITATOR_REFUSED: _("Somebody else was asked for to guide the conversation."),
    Kind.FOOTING_SET: _("It was recorded on which footing people are here."),
    Kind.ONLY_THE_LAW_DECLARED: _("It was recorded that nobody sets limits here: only the law is the limit."),
    Kind.PLACE_CHOSEN: _("The place to meet was chosen."),
    Kind.FRAME_WRITTEN: _("Limit %(frame)s was written, version %(version)s."),
    Kind.FRAME_CHANGED: _("After the limits were fixed, limit %(frame)s was added or changed: version %(version)s."),
    Kind.FRAME_REMOVED: _("Limit %(frame)s was removed before the limits were fixed."),
    Kind.PROMISE_WRITTEN: _(
        "The promise was written, version %(version)s: “%(rung)s” An answer within %(answer_days)s days."
    ),
    Kind.PROMISE_CONFIRMED: _("The person with the mandate confirmed the promise and the limits."),
    Kind.FRAMES_FROZEN: _("From here on the limits are fixed. Preparing began."),
    Kind.DECIDING_BEGAN: _("Everyone is prepared. Deciding together began."),
    Kind.SEAT_INVITED: _("Seat %(seat)s was invited %(role)s."),
    Kind.INVITATIONS_BEGUN: _("A list was given of people to invite: %(people)s in all."),
    Kind.SEATS_INVITED: _("People on the list were invited to take part: %(people)s in all."),
    Kind.INVITATIONS_STOPPED: _("People who were still on the list are not invited any more: %(people)s in all."),
    Kind.ACCESS_RENEWED: _("Seat %(seat)s got a new link or card. The old one no longer works."),
    Kind.CARD_LOST: _("The card of seat %(seat)s was lost. What it opened is closed again."),
    Kind.CARD_MADE: _("A new card was made for seat %(seat)s. It opens nothing until that person says yes."),
    Kind.CARD_CONFIRMED: _("Seat %(seat)s said yes to a new card. The card before it no longer works."),
    Kind.CARD_HEARD: _("Seat %(seat)s said yes to a new card aloud, and somebody else wrote it down."),
    Kind.CARD_REFUSED: _("Seat %(seat)s said no to a new card. That card no longer opens anything."),
    Kind.SEAT_JOINED: _("Seat %(seat)s takes part."),
    Kind.SEAT_DECLINED: _("Seat %(seat)s said no to taking part."),
    Kind.SEAT_ERASED: _("Seat %(seat)s asked to be forgotten. The name and the address are gone."),
    Kind.SOMEBODY_NAMED: _("Somebody was named who may be needed too."),
    Kind.NOMINATION_SETTLED: _("Somebody who was named could not be reached."),
    Kind.NOMINATION_DISCUSSED: _("There was a talk about somebody who was named."),
    Kind.NOMINATION_DECIDED: _("There is an answer about somebody who was named."),
    Kind.WHO_DECIDES_CHANGED: _("It changed whether seat %(seat)s decides."),
    Kind.PREPARATION_RECORDED: _("There was a preparation talk with seat %(about)s."),
    Kind.VIEW_BROUGHT: _("Somebody put forward another view."),
    Kind.VIEW_ANSWERED: _("Other view %(view)s got an answer."),
    Kind.OPPOSITION_EXCEPTED: _("It was written down why deciding may begin without another view."),
    Kind.QUESTION_ASKED: _("Question %(question)s was asked."),
    Kind.QUESTION_ANSWERED: _("Question %(question)s got an answer."),
    Kind.CLOSED_TIME_OPENED: _("Closed time %(room)s began. It was announced until %(until)s."),
    Kind.CLOSED_TIME_ENDED: _("The people came out of closed time %(room)s."),
    Kind.ITEM_WRITTEN: _("Item %(item)s was written."),
    Kind.ITEM_CHANGED: _("Item %(item)s was changed: version %(version)s."),
    Kind.ITEM_DROPPED: _("Item %(item)s was left out of the plan."),
    Kind.SAFETY_NET_AGREED: _("It was agreed what to do if it goes wrong."),
    Kind.RESOURCES_AGREED: _("It was agreed what is needed for the plan."),
    Kind.WHO_CHECKS_AGREED: _("It was agreed who keeps an eye on the plan."),
    Kind.DOCUMENT_WRITTEN: _("A paper of this approach was written, version %(version)s. It asks for new signatures."),
    Kind.DOCUMENT_SIGNED: _("Somebody signed version %(version)s of a paper of this approach."),
    Kind.ROUND_OPENED: _("A round opened about item %(item)s, version %(version)s. It is open until %(closes_at)s."),
    Kind.ANSWER_RECORDED: _("In round %(round)s answers were written down as people spoke them: %(answers)s in all."),
    Kind.OBJECTION_BROUGHT: _(
        "In round %(round)s somebody's “No, this must change first” was brought in without a name."
    ),
    Kind.SILENT_CONTACTED: _("Somebody who had not answered in round %(round)s was called on."),
    Kind.ROUND_EXTENDED: _("Round %(round)s got extra time, until %(until)s."),
    Kind.ROUND_CLOSED: _("The round about item %(item)s closed: %(outcome)s."),
    Kind.ANSWERS_VOIDED: _("A limit changed, or the plan ended. All answers so far no longer count."),
    Kind.FRAME_TEST_ASKED: _(
        "The organisation was asked whether the plan fits. The answer comes by %(due_at)s at the latest."
    ),
    Kind.VERDICT_GIVEN: _("About limit %(frame)s: %(verdict)s."),
    Kind.INFORMATION_GIVEN: _("The information that was missing on limit %(frame)s was given."),
    Kind.FRAME_TEST_ESCALATED: _(
        "There was no answer in time. As promised, somebody else must now answer, until %(due_at)s."
    ),
    Kind.FRAME_TEST_OVERDUE: _("There was no answer in time. Everyone can see that."),
    Kind.FRAME_TEST_CLOSED: _("The answer whether the plan fits is complete: %(result)s."),
    Kind.CARRYING_OUT_BEGAN: _("The plan goes ahead. Carrying out began."),
    Kind.DECISION_RECORDED: _("The formal decision was put beside the plan. %(differs)s"),
    Kind.ENDED_WITHOUT_PLAN: _("There is no plan. What was announced beforehand now applies."),
    Kind.PLAN_WITHOUT_MEETING: _("The people made a plan without a meeting."),
    Kind.STOPPED_IN_PREPARATION: _("It stopped before people met. The reason is written down."),
    Kind.TASK_OFFERED: _("Seat %(owner)s was asked for something about item %(item)s."),
    Kind.TASK_REPORTED: _("About task %(task)s: %(state)s."),
    Kind.CALL_DUE: _("It is time to call and hear how it is going."),
    Kind.CALL_RECORDED: _("There was a call about how it is going."),
    Kind.REVIEW_OPENED: _("Looking back began, after %(months)s months."),
    Kind.REVIEW_CLOSED: _("Looking back closed. Answers: %(answers)s."),
    Kind.YES_TAKEN_BACK: _("Somebody took back their yes to item %(item)s. A new round opened."),
    Kind.OWN_ACTS_SEALED: _(
        "What people did for themselves is sealed: %(acts)s in all. What it was is not shown here."
    ),
    Kind.CASE_CLOSED: _("The people closed this together."),
}


# What somebody was invited for: whether they come is theirs to say.
INVITED: Mapping[Role, Promise] = {
    Role.PARTICIPANT: _("to take part"),
    Role.FACILITATOR: _("to guide the conversation"),
    Role.AUTHORITY: _("to set the limits"),
    Role.PROFESSIONAL: _("to give information"),
    Role.ADVOCATE: _("to stand beside somebody"),
}


def told(entry: EntryCard) -> str:
    """The sentence of one entry."""
    replies = len(entry.data.get("joined", [])) + len(entry.data.get("declined", []))
    if replies:
        return " ".join(_with_replies(entry.data, replies))
    return str(SENTENCES[entry.kind]) % _Words(entry.data)


def _with_replies(data: Mapping[str, Any], replies: int) -> Iterator[str]:
    """Of what is sealed, who said yes or no to taking part is named, and nothing else."""
    joined, declined = data.get("joined", []), data.get("declined", [])
    yield gettext("What people did for themselves is sealed: %(acts)s in all.") % _Words(data)
    if joined:
        yield ngettext("Seat %(seats)s takes part.", "Seats %(seats)s take part.", len(joined)) % _seats(joined)
    if declined:
        yield ngettext(
            "Seat %(seats)s said no to taking part.", "Seats %(seats)s said no to taking part.", len(declined)
        ) % _seats(declined)
    if int(data.get("acts", 0)) > replies:
        yield gettext("What else it was is not shown here.")


def _seats(numbers: Sequence[int]) -> dict[str, str]:
    return {"seats": ", ".join(map(str, numbers))}


def who(entry: EntryCard) -> str:
    """Who did it: a seat by its number, the clock, or somebody whom the journal leaves out."""
    if entry.by == Role.CLOCK:
        return gettext("By the clock")
    if not entry.by.isdigit():
        return gettext("Who it was is not shown here")
    if entry.by_role not in list(Role):
        return gettext("Seat %(number)s") % {"number": entry.by}
    return gettext("Seat %(number)s (%(role)s)") % {
        "number": entry.by,
        "role": in_a_sentence(ROLE[Role(entry.by_role)]),
    }


class _Words(dict[str, Any]):
    """The data of an entry as a sentence wants it. What is not there is told as nothing: old journals stay readable."""

    def __missing__(self, key: str) -> str:
        return gettext("It is the same as the plan.") if key == "differs" else "?"

    def __getitem__(self, key: str) -> str:
        value = super().get(key)
        if value is None:
            return self.__missing__(key)
        return _SAID[key](value) if key in _SAID else str(value)


def _differs(items: list[int]) -> str:
    if not items:
        return gettext("It is the same as the plan.")
    numbers = ", ".join(str(number) for number in items)
    return gettext("It differs from the plan on item: %(numbers)s.") % {"numbers": numbers}


def _sentences(pairs: list[list[str]]) -> str:
    told = gettext("“%(was)s” became “%(becomes)s”.")
    return " ".join(told % {"was": was, "becomes": becomes} for was, becomes in pairs)


def _moment(stamp: str) -> str:
    return moment(datetime.fromisoformat(stamp)) if "T" in stamp else bare_day(date.fromisoformat(stamp))


def _first_line(words: object) -> str:
    return str(words).partition("\n")[0]


_SAID: Mapping[str, Callable[[Any], str]] = {
    "level": lambda value: in_a_sentence(_first_line(LEVEL[Level(value)])),
    "rung": lambda value: str(RUNG[Rung(value)]),
    "role": lambda value: str(INVITED[Role(value)]),
    "outcome": lambda value: in_a_sentence(OUTCOME[Outcome(value)]),
    "verdict": lambda value: in_a_sentence(VERDICT[Verdict(value)]),
    "result": lambda value: in_a_sentence(TEST_RESULT[TestResult(value)]),
    "state": lambda value: in_a_sentence(TASK_STATE[TaskState(value)]),
    "closes_at": _moment,
    "until": _moment,
    "due_at": _moment,
    "differs": _differs,
    "sentences": _sentences,
}
