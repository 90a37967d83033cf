"""Ending without a plan, in words: what can be tried first, and what the rules say when they say no."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.method.stages.ending import Attempt
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

ATTEMPT: Mapping[Attempt, Promise] = {
    Attempt.LEFT_OUT: _("What people disagree about was left out, so that the rest could go on."),
    Attempt.ASKED: _("Missing information, or people who were not there, were asked for."),
    Attempt.MET_AGAIN: _("People came together once more for it."),
    Attempt.ASKED_WIDER: _("The organisation was asked to make a limit wider."),
}

RULES: Sentences = {
    "ending-is-open": Sentence(_("There is still time to say: not yet.")),
    "ending-is-over": Sentence(_("This proposal to stop is not there any more. Look at how it is now.")),
    "ending-is-proposed": Sentence(_("It is proposed already to stop.")),
    "needs-what-stays-open": Sentence(_("Write what remains open."), "stays_open"),
    "needs-what-was-tried": Sentence(_("Write what was tried."), "tried"),
    "no-steps-left": Sentence(_("Two steps were taken already. There can be no more in one situation.")),
    "step-needs-text": Sentence(_("Write what you want first."), "step"),
    "step-was-named": Sentence(_("You said already what you wanted first. Each person can do that once.")),
}

ENTRIES: Entries = {
    "ending-proposed": _("It was proposed to stop, on %(until)s. Whoever decides can say: not yet."),
    "ending-held": _("Somebody who decides wants one step first. Stopping waits until %(until)s."),
    "ending-taken-back": _("The proposal to stop is off the table."),
    "ended-without-plan": _("There is no plan. What was announced beforehand now applies."),
    "stopped-by-main-person": _("Whom it is about did not want to go on. It stopped here."),
}
