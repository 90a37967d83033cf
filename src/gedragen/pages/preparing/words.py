"""What the rules of preparing say when they say no."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.state.head import CaseHead
from gedragen.method.opposition.sides import Heard, Lack
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries
from gedragen.pages.templatetags.theirs import theirs, with_theirs

HEARD: Mapping[str, Promise] = {
    Heard.HEARD: _("My point was heard"),
    Heard.NOT_YET: _("Not yet"),
    Heard.ASKED: _("Who put this forward was asked, and said nothing."),
}

LACKS: Mapping[Lack, Promise] = {
    Lack.NOBODY: _("Nobody of this side decides along and had a talk yet."),
    Lack.SILENT: _("This side has not said yet what it sees differently, or that it sees nothing differently."),
    Lack.NOT_SAID_FOR: _("What they think was not written down yet."),
}

RULES: Sentences = {
    "another-side-answers": Sentence(_("Somebody who stands on another side answers this.")),
    "choose-their-side": Sentence(_("Choose the side of who said this."), "side"),
    "choose-your-side": Sentence(_("You stand on more than one side. Choose for which you say this."), "side"),
    "except-one-side": Sentence(_("In a conflict this is written down for each side apart.")),
    "give-them-a-week": Sentence(_("Who put this forward has a week to say it themselves.")),
    "no-answer-yet": Sentence(_("There is no answer to this yet.")),
    "not-your-side": Sentence(_("You do not stand on this side.")),
    "not-yours-to-say": Sentence(_("Only who put this forward says whether it was heard.")),
    "said-already": Sentence(_("Who put this forward has said it themselves.")),
    "side-exception-needs-text": Sentence(_("Write why nobody of this side takes part."), "text"),
    "side-has-spoken": Sentence(_("This side has said something already.")),
    "view-is-of-your-side": Sentence(_("This was put forward by your own side. Somebody of another side answers it.")),
    "answer-needs-text": Sentence(_("Write an answer, or choose that you do not know."), "text"),
    "guide-passes-on": Sentence(_("Say from whom you heard it, or that it is about how this goes."), "source"),
    "has-not-joined": Sentence(_("This person has not said yes to taking part.")),
    "needs-say-so": Sentence(_("First ask whether you may say this. Then tick that you may."), "say_so"),
    "supported-decides-not": Sentence(
        _("The person beside whom you stand does not decide. You can bring a view for them.")
    ),
    "talk-asks-this": Sentence(_("Ask this first, and tick it. Without it this was no talk.")),
    "not-asked-in-a-talk": Sentence(_("This is not asked in a talk here.")),
    "view-is-yours": Sentence(_("You put this view forward yourself. Somebody else says what the plan does with it.")),
    "view-needs-text": Sentence(_("Write what others see differently."), "text"),
}

ENTRIES: Entries = {
    "preparation-recorded": _("There was a preparation talk with %(about)s."),
    "view-brought": _("Somebody put forward another view."),
    "voice-given": _("Somebody said what they think. What it was is not shown here."),
    "contribution-answered": _("What somebody brought in got an answer: what is done with it."),
    "view-answered": _("Other view %(view)s got an answer."),
    "view-heard": _("It was said whether other view %(view)s was heard."),
    "side-named": _("A side got a name."),
    "put-on-sides": _("It was recorded on which side %(seat)s stands."),
    "side-excepted": _("It was written down why nobody of one side takes part."),
    "nothing-else-said": _("Somebody said that their side has no other view."),
    "opposition-excepted": _("It was written down why deciding may begin without another view."),
    "question-asked": _("Question %(question)s was asked."),
    "question-answered": _("Question %(question)s got an answer."),
}


def _speak_for_side(_head: CaseHead, now: Now) -> tuple[str, str, str]:
    return (
        with_theirs(_now("What does your side see differently? (%(side)s)"), side=theirs(now.title)),
        _now("Nobody of your side has said it yet. The others wait for it. You can also say: we have no other view."),
        _now("Look and choose"),
    )


def _say_heard(_head: CaseHead, now: Now) -> tuple[str, str, str]:
    return (
        with_theirs(_now("Was your point heard? “%(text)s”"), text=theirs(now.title)),
        _now("There is an answer. “Not yet” stops nothing, and everyone reads it."),
        _now("Read the answer"),
    )


def _answer_view(_head: CaseHead, now: Now) -> tuple[str, str, str]:
    return (
        with_theirs(_now("Another side says: “%(text)s”"), text=theirs(now.title)),
        _now(
            "What does the plan do with it? Somebody who does not stand on that side answers. The others wait for it."
        ),
        _now("Give an answer"),
    )


SIDES_SAY: Mapping[NowKind, Callable[[CaseHead, Now], tuple[str, str, str]]] = {
    NowKind.SPEAK_FOR_SIDE: _speak_for_side,
    NowKind.SAY_HEARD: _say_heard,
    NowKind.ANSWER_VIEW: _answer_view,
}
