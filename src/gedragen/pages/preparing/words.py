"""What the rules of preparing say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

RULES: Sentences = {
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
    "opposition-excepted": _("It was written down why deciding may begin without another view."),
    "question-asked": _("Question %(question)s was asked."),
    "question-answered": _("Question %(question)s got an answer."),
}
