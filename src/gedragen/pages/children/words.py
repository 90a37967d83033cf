"""What children ask of the others, in words: on everybody's own page, in the journal, and when a rule says no."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.state.head import CaseHead
from gedragen.method.children.ages import Age
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries
from gedragen.pages.templatetags.theirs import theirs, with_theirs

SHORT: Mapping[Age, Promise] = {
    Age.ADULT: _("Adult"),
    Age.FROM_16: _("16 or 17"),
    Age.FROM_12: _("12 to 15"),
    Age.UNDER_12: _("Younger than 12"),
}
AGE: Mapping[Age, Promise] = {
    Age.ADULT: _("Adult"),
    Age.FROM_16: _("16 or 17\nDecides like an adult. Offer somebody who stands beside them."),
    Age.FROM_12: _(
        "12 to 15\nChooses to decide along, or to say what they think. Offer somebody who stands beside them."
    ),
    Age.UNDER_12: _(
        "Younger than 12\nSays what they think, and gets an answer. Never says yes or no. Somebody stands beside them."
    ),
}

RULES: Sentences = {
    "age-has-changed": Sentence(_("Somebody changed this age while you were reading. Look at how it is now."), "age"),
    "age-is-doubted": Sentence(_("This was said already. Who guides looks at it.")),
    "chooses-themselves": Sentence(_("Who is 12 to 15 chooses whether to decide along. Nobody chooses it for them.")),
    "child-decides-nothing": Sentence(_("A child says what they think, and does not decide.")),
    "child-guides-nothing": Sentence(
        _("For a child somebody else is the person it is about. Invite them as taking part.")
    ),
    "child-has-answer": Sentence(_("Somebody has answered this already.")),
    "child-needs-answer": Sentence(_("Choose the item that answers it, or write a sentence."), "text"),
    "child-was-told": Sentence(_("It was told already.")),
    "minor-takes-part": Sentence(_("Who is younger than 18 is invited as somebody who takes part."), "age"),
    "not-asked-of-a-child": Sentence(
        _("Who is younger than 16 does not have to carry anything. Choose somebody else.")
    ),
}

ENTRIES: Entries = {
    "je-chosen": _("It was chosen whether pages say “je” or “u” to somebody."),
    "age-corrected": _("In which age group somebody is, was put right."),
    "age-doubted": _("Somebody said that an age was not recorded right."),
    "child-awaited": _("The round about item %(item)s waits until everything that a child said has its answer."),
    "child-answered": _("What a child said got an answer."),
    "child-told": _("The answer was told to the child."),
}


def _correct_age(_head: CaseHead, now: Now) -> tuple[str, str, str]:
    return (
        _now("Is the age of %(name)s recorded right?") % {"name": now.title},
        _now("This person, or who stands beside them, says that it is not."),
        _now("Look at it"),
    )


def _choose_say(head: CaseHead, _one: Now) -> tuple[str, str, str]:
    if head.me is not None and head.me.says_je:
        return (
            pgettext("je", "Do you want to decide along, or say what you think?"),
            pgettext("je", "Both are fine. You choose, and nobody else does."),
            _now("Read and choose"),
        )
    return (
        _now("Do you want to decide along, or say what you think?"),
        _now("Both are fine. You choose, and nobody else does."),
        _now("Read and choose"),
    )


def _answer_child(_head: CaseHead, now: Now) -> tuple[str, str, str]:
    return (
        with_theirs(_now("%(name)s says: %(text)s"), name=now.text, text=theirs(now.title)),
        _now("A child does not decide, and gets an answer. A round waits for that."),
        _now("Give an answer"),
    )


def _tell_child(_head: CaseHead, now: Now) -> tuple[str, str, str]:
    return (
        with_theirs(_now("There is an answer for %(name)s: “%(text)s”"), name=now.text, text=theirs(now.title)),
        _now("Tell it to %(name)s in a way that fits.") % {"name": now.text},
        _now("Read the answer"),
    )


CHILDREN_SAY: Mapping[NowKind, Callable[[CaseHead, Now], tuple[str, str, str]]] = {
    NowKind.CORRECT_AGE: _correct_age,
    NowKind.CHOOSE_SAY: _choose_say,
    NowKind.ANSWER_CHILD: _answer_child,
    NowKind.TELL_CHILD: _tell_child,
}
