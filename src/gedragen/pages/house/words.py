"""Codes below, sentences here: every state and every refusal that several words of the pages speak of."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Role
from gedragen.method.consent import Answer, Outcome
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.rooms import Kept, RoomRule
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.text import Text
from gedragen.method.follow_through import Going
from gedragen.method.frame_test import Standing, TestResult, Verdict
from gedragen.method.frames import FrameKind
from gedragen.method.items import ItemState
from gedragen.method.phases import Ending, Phase
from gedragen.method.promise import Rung, Silence
from gedragen.method.stages.rooms import stage_at
from gedragen.method.tasks import TaskState

# What each word of the pages says of its entries in the journal, by the kind.
Entries = Mapping[str, Promise]

PHASE: Mapping[Phase, Promise] = {
    Phase.STARTING: _("Starting together"),
    Phase.PREPARING: _("Preparing"),
    Phase.DECIDING: _("Deciding together"),
    Phase.CARRYING_OUT: _("Carrying out"),
}

PHASE_TEXT: Mapping[Phase, Promise] = {
    Phase.STARTING: _("What is the question? What is fixed, and what may people decide?"),
    Phase.PREPARING: _("Everyone who lies awake over it is found, and gets ready to decide."),
    Phase.DECIDING: _("Item by item we see whether it works for everyone."),
    Phase.CARRYING_OUT: _("We do what we decided, and look back together."),
}

LEVEL: Mapping[Level, Promise] = {
    Level.SIMPLE: _("Simple\nLittle emotion. The question is mainly: who else finds this important?"),
    Level.TENSION: _("Tension\nPeople lie awake over it. They are all needed for a plan that works."),
    Level.CONFLICT: _("Conflict\nPeople are against each other. Everyone is needed to make it safe."),
}

RUNG: Mapping[Rung, Promise] = {
    Rung.LISTENING: _("You are told about it. The organisation decides."),
    Rung.GIVING_OPINION: _("You give your opinion. The organisation decides."),
    Rung.THINKING_ALONG: _("You give advice. The organisation decides."),
    Rung.CARRYING_ONLY: _("You carry out what the organisation decides."),
    Rung.DIRECTING: _("You decide together, within the limits. The organisation makes it possible."),
}

FRAME_KIND: Mapping[FrameKind, Promise] = {
    FrameKind.LAW: _("Law"),
    FrameKind.SAFETY: _("Safety"),
    FrameKind.MONEY: _("Money"),
    FrameKind.TIME: _("Time"),
    FrameKind.PLACE: _("Place"),
    FrameKind.POLICY: _("Policy"),
}

# What everyone reads about it.
FOOTING_TOLD: Mapping[Footing, Promise] = {
    Footing.VOLUNTARY: _("Everyone is here because they want to be."),
    Footing.UNDER_PRESSURE: _(
        "Not everybody chose to be here: there is pressure behind it. We say so, because it is so. "
        "What the plan will be, people decide themselves, within the limits."
    ),
    Footing.COURT_ORDERED: _(
        "Not everybody chose to be here: a court decided it. We say so, because it is so. "
        "What the plan will be, people decide themselves, within the limits."
    ),
}

SILENCE: Mapping[Silence, Promise] = {
    Silence.COUNTS_AS_MET: _("No answer in time? Then the plan counts as fitting."),
    Silence.GOES_TO: _("No answer in time? Then the question goes to somebody else, who must answer."),
}

ROLE: Mapping[Role, Promise] = {
    Role.PARTICIPANT: _("Takes part"),
    Role.FACILITATOR: _("Guides the conversation"),
    Role.AUTHORITY: _("Sets the limits"),
    Role.PROFESSIONAL: _("Gives information"),
    Role.ADVOCATE: _("Stands beside somebody and speaks for them"),
    Role.BRINGER: _("Told of it, and has no part in it"),
    Role.CLOCK: _("The clock"),
}

# In the middle of a sentence.
WHO: Mapping[str, Promise] = {
    "all": _("everybody"),
    "participant": _("who takes part"),
    "facilitator": _("the facilitator"),
    "authority": _("who sets the limits"),
    "professional": _("who gives information"),
    "advocate": _("who stands beside somebody"),
    "bringer": _("who told of it"),
    "main_person": _("who it is about"),
    "decider": _("who decides"),
}

ANSWER: Mapping[Answer, Promise] = {
    Answer.YES: _("Yes, this will do"),
    Answer.OBJECTION: _("No, this must change first"),
    Answer.ABSTENTION: _("I leave it to the group"),
}

OUTCOME: Mapping[Outcome, Promise] = {
    Outcome.PASSED: _("Agreed"),
    Outcome.OBJECTED: _("Somebody says: this must change first"),
    Outcome.NOT_PASSED: _("Not agreed"),
    Outcome.TOO_FEW: _("Fewer than half have answered"),
    Outcome.WAITS_FOR_BOUND: _("Waiting for somebody to do it"),
    Outcome.WAITS_FOR_SILENT: _("Waiting for people who have not answered"),
}

STANDING: Mapping[Standing, Promise] = {
    Standing.ANNOUNCED: _("Here people give advice, and the organisation decides."),
    Standing.ASKED: _("Whoever decides is asked now whether they accept this."),
    Standing.ACCEPTED: _("The people accepted this."),
    Standing.NOT_ACCEPTED: _("The people did not accept this. It is the organisation's decision, not theirs."),
}

ITEM_STATE: Mapping[ItemState, Promise] = {
    ItemState.DRAFT: _("Draft"),
    ItemState.IN_ROUND: _("You can answer now"),
    ItemState.OBJECTED: _("Must change first"),
    ItemState.NOT_PASSED: _("Not agreed"),
    ItemState.PASSED: _("Agreed"),
    ItemState.DROPPED: _("Left out"),
}

VERDICT: Mapping[Verdict, Promise] = {
    Verdict.MET: _("Fits"),
    Verdict.NOT_MET: _("Does not fit yet"),
    Verdict.NEEDS_INFORMATION: _("Information is missing"),
    Verdict.MET_BY_SILENCE: _("Fits: there was no answer in time. It was promised that it then fits"),
}

TEST_RESULT: Mapping[TestResult, Promise] = {
    TestResult.OPEN: _("Waiting for an answer"),
    TestResult.MET: _("Fits within all limits"),
    TestResult.NOT_MET: _("Does not fit yet"),
    TestResult.VOID: _("Stopped: the plan or a limit changed"),
}

TASK_STATE: Mapping[TaskState, Promise] = {
    TaskState.OFFERED: _("Asked"),
    TaskState.ACTIVE: _("Somebody does this"),
    TaskState.DECLINED: _("Somebody said no, and that is fine"),
    TaskState.DONE: _("Done"),
    TaskState.GIVEN_BACK: _("Given back"),
}

ENDING: Mapping[Ending, Promise] = {
    Ending.CARRIED: _("The people closed this together"),
    Ending.NO_PLAN: _("This road ended without a plan"),
    Ending.PLAN_WITHOUT_MEETING: _("The people made a plan, and no meeting was needed"),
    Ending.STOPPED_IN_PREPARATION: _("This stopped while people were preparing"),
    Ending.WITHDRAWN_BY_PARTY: _("This stopped: somebody did not want to go on"),
}

GOING: Mapping[Going, Promise] = {
    Going.WELL: _("Going well"),
    Going.NOT_WELL: _("Not going well"),
    Going.NOT_NEEDED: _("No longer needed"),
}

ROOM: Mapping[str, Promise] = {
    "open": _("Anyone can read this."),
    "information": _("Everyone who takes part can read this, and the people who give information."),
    "circle": _("Everyone who takes part can read this."),
    "private": _("Only you and the facilitator can read this."),
    "seats": _("Only people in this situation can read this."),
    "plan": _("The people whose plan it is can read this, and who looks whether it fits."),
    "closed": _(
        "Only the people who were there among themselves read this here. Whoever runs this site holds the key."
    ),
    "counsel": _("Only the facilitator and the person it is about can read this."),
    "ballot": _("Only you can read this, until the round closes."),
}

REFUSAL: Mapping[str, Promise] = {
    "not-your-role": _("This is not something you can do in this situation."),
    "needs-decides": _("Only those who decide can do this."),
    "needs-answers": _("Only those who decide can do this."),
    "needs-main-person": _("Only the person it is about can do this."),
    "needs-mandate": _("Only the person who has the mandate can do this."),
    "needs-chooses-circle": _("Only the person it is about can choose this."),
    "needs-chooses-facilitator": _("Only the person it is about can choose this."),
    "needs-looks-again": _("Only the person it is about can choose this."),
    "needs-chooses-place": _("Only the person it is about can choose this."),
    "needs-asks-main-person": _("That is not how it goes in this situation."),
    "needs-asks-footing": _("That is not asked in this situation."),
    "only-told": _("You told of this. It is about somebody else, so you do not read along."),
    "not-in-this-browser": _(
        "In this browser you guide this situation. Whoever it is about says yes on their own device, "
        "or with their own card."
    ),
    "needs-only-the-law": _("That is not how it goes in this situation."),
    "needs-closed-time": _("This is for the people who are among themselves."),
    "needs-declares": _("That is not asked in this situation."),
    "not-yours-to-declare": _("This is for others to say."),
    "needs-has-sides": _("That is not how it goes in this situation."),
    "needs-keeps-sides": _("That is not how it goes in this situation."),
    "needs-agrees-days": _("That is not how it goes in this situation."),
    "needs-shares-plan": _("That is not how it goes in this situation."),
    "needs-has-keeper": _("That is not how it goes in this situation."),
    "needs-supports": _("Only somebody who stands beside another can do this."),
    "needs-objects-for": _("A child says what they think, and it gets an answer. It is not counted as a “no”."),
    "needs-no-child": _("That is not asked of you. You say what you think, and you get an answer."),
    "needs-chooses-say": _("Only who is 12 to 15 chooses this."),
    "needs-ends-early": _("That is not how it goes in this situation."),
    "needs-writes-document": _("This paper is for others to fill in and sign."),
    "needs-has-settings": _("That is not asked in this situation."),
    "needs-signs-document": _("This paper is for others to fill in and sign."),
    "plan-is-not-for-you": _("The plan is for the people whose plan it is. You see what they ask of you."),
    "plan-comes-to-you": _(
        "The plan is for the people whose plan it is. You read it when you are asked whether it fits."
    ),
    "case-is-closed": _("This situation is closed. You can still read everything."),
    "needs-leaving-stops": _("Leaving ends nothing for the others here. You can always stop on your own."),
    "unless-leaving-stops": _("Here it stops for everybody when you leave. Use the button that says so."),
    "join-first": _("First say whether you take part."),
    "not-in-this-phase": _("This is not possible in this part of the road."),
    "room-is-shut": _("This is not open at this point of the conversation."),
    "come-in-first": _("This page is for people who take part. Come in with your link or your code."),
    "somebody-else-hears": _("Somebody else writes this down: somebody who takes part, and did not make the card."),
    "choose-a-seat": _("More people use this device. First choose who you are."),
    "somebody-else-is-in": _(
        "This page was open for somebody else than who is in now on this device. "
        "First choose who you are, and send it again."
    ),
    "own-code-first": _("Who was invited and has not said yes comes in with their own link or code."),
}


def in_language(text: Text | None) -> str:
    """`{{ approach.name|in_language }}`: a sentence of an approach file, in the language of the screen."""
    return text.in_language(get_language() or "nl") if text else ""


# Where a sentence of a declaration names whom it is about.
WHOM = "%(title)s"


def in_language_about(text: Text | None, whom: str) -> str:
    """The same, about somebody or about a side. Of whoever reads nothing but the question, it names nobody."""
    return in_language(text).replace(WHOM, whom or "…")


def readers_in(room: RoomRule, approach: Approach | None = None) -> str:
    """Who reads what is written in a room of an approach, from when, and who keeps it. `approach`: of its stages."""
    who = readers_of(room.key, is_public=room.public, readers=room.readers, per_side=room.per_side)
    return " ".join([who, *_from_when(room, approach), *kept_after(room)])


def _from_when(room: RoomRule, approach: Approach | None) -> list[str]:
    sentences = []
    if room.authority_waits:
        sentences.append(gettext("Who sets the limits reads only what is put before them, and not before that."))
    if room.waits_for and approach is not None:
        stage = in_language(stage_at(approach, room.waits_for).name)
        if room.at_once:
            who = ", ".join(str(WHO[one]) for one in sorted(room.later))
            sentences.append(
                gettext("Not before the step “%(stage)s”: %(readers)s.") % {"stage": stage, "readers": who}
            )
        else:
            sentences.append(
                gettext("Until the step “%(stage)s” only you read what you write here.") % {"stage": stage}
            )
    return sentences


def kept_after(room: RoomRule) -> list[str]:
    """Who keeps what was said here when it has ended, where that is not everybody who read it."""
    if room.kept is Kept.BY_PARTICIPANTS:
        return [gettext("When it has ended, only those who took part themselves can still read it.")]
    if room.kept is Kept.BY_NOBODY:
        return [gettext("When it has ended, it is erased. Nobody keeps it.")]
    return []


def in_a_sentence(words: str | Promise) -> str:
    """A label as part of a sentence: it begins small."""
    return str(words)[:1].lower() + str(words)[1:]


def readers_of(room: str, *, is_public: bool, readers: Collection[str] = (), per_side: bool = False) -> str:
    """Who reads what is written in a room. Closed times are rooms with a number behind their name.

    `readers`, `per_side`: of a room that only this approach has.
    """
    if is_public:
        return str(ROOM["open"])
    known = ROOM.get("seats" if room == "open" else room.partition("-")[0])
    if known is not None:
        return str(known)
    if per_side and "facilitator" in readers:
        return gettext("Only the people of the same side and the facilitator can read this.")
    if per_side:
        return gettext("Only the people of the same side can read this.")
    return gettext("This can be read by: %(readers)s.") % {
        "readers": ", ".join(str(WHO[one]) for one in sorted(readers))
    }
