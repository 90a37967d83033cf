"""What the rules of carrying out and of ending say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

RULES: Sentences = {
    "authority-says-why": Sentence(
        _("You promised to bring something. Write why this cannot be done. People read it."), "text"
    ),
    "call-is-recorded": Sentence(_("This call has been recorded already.")),
    "call-needs-text": Sentence(_("Write in a few words what you heard."), "text"),
    "check-in-is-not-due": Sentence(_("It is too early for this.")),
    "day-has-changed": Sentence(_("Somebody chose another day while you were reading. Look at how it is now.")),
    "day-is-not-ahead": Sentence(_("Choose a day that is still to come."), "day"),
    "looks-back-on-own-promises": Sentence(_("You look back on what you promised yourself.")),
    "hard-question-is-not-asked": Sentence(_("This question belongs to another moment of looking back.")),
    "choose-a-keeper": Sentence(_("Choose somebody."), "keeper"),
    "keeper-has-changed": Sentence(_("Somebody chose another while you were reading. Look at how it is now.")),
    "keeper-said-yes": Sentence(
        _("This person said yes to keeping an eye on the plan. They can give it back themselves.")
    ),
    "not-asked-to-keep": Sentence(_("Somebody else was asked for this.")),
    "invite-to-decide-first": Sentence(
        _("This person did not decide on it. First ask them to take part and decide."), "owner"
    ),
    "no-such-ending": Sentence(_("This approach does not know that ending.")),
    "plan-needs-frame-test": Sentence(
        _(
            "There are limits, so this plan must be held against them. Go on to deciding together and put it in the "
            "plan as an item. A meeting is not needed for that."
        )
    ),
    "plan-needs-text": Sentence(_("Write what the plan is."), "text"),
    "no-was-said": Sentence(
        _("Everyone was asked about a no to this text, or another text lies there. Write how it can be done.")
    ),
    "no-such-review": Sentence(_("This approach does not look back then.")),
    "review-has-begun": Sentence(_("People are looking back already, or did. This day stays as it is.")),
    "review-is-not-open": Sentence(_("It is not yet time to look back, or this moment is over.")),
    "review-is-open": Sentence(_("People still have time to answer.")),
    "review-needs-answer": Sentence(_("Say for at least one item how it is going.")),
    "say-whether-it-fits": Sentence(_("Say first whether this will do for you."), "fits"),
    "stopping-needs-reason": Sentence(_("Write why it stops."), "reason"),
    "task-cannot-change": Sentence(_("This task has changed in the meantime. Look again.")),
    "task-needs-text": Sentence(_("Write what you ask."), "what"),
    "volunteer-needs-text": Sentence(_("Write what you are going to do."), "what"),
}

ENTRIES: Entries = {
    "task-offered": _("%(owner)s was asked for something about item %(item)s."),
    "task-active": _("Somebody said yes to what was asked for item %(item)s."),
    "late-yes": _("Somebody who wants to do item %(item)s said yes to it, and decided along."),
    "task-reported": _("About task %(task)s: %(state)s."),
    "keeper-named": _("%(keeper)s was asked to keep an eye on the plan."),
    "keeper-answered": _("Whoever was asked to keep an eye on the plan answered."),
    "review-day-agreed": _("A day to look back was agreed, after about %(months)s months: %(day)s."),
    "call-due": _("It is time to call and hear how it is going."),
    "call-recorded": _("There was a call about how it is going."),
    "review-opened": _("Looking back began, after %(months)s months."),
    "review-closed": _("Looking back closed. Answers: %(answers)s."),
}
