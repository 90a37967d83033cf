"""What the rules of the frame test and the formal decision say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

RULES: Sentences = {
    "decision-needs-rights": Sentence(
        _("Write what somebody who does not agree can still do: with whom, and until when."), "rights"
    ),
    "decision-needs-text": Sentence(_("Write what was decided."), "text"),
    "decision-is-newer": Sentence(_("There is a newer decision. Read that one first.")),
    "difference-needs-reason": Sentence(_("Say why the decision is different here.")),
    "doubt-answer-needs-text": Sentence(_("Write your answer."), "text"),
    "doubt-is-too-late": Sentence(_("The days to say this are over. Talk to whoever guides the conversation.")),
    "doubt-needs-text": Sentence(_("Write what is not right."), "text"),
    "doubted-already": Sentence(_("You said already what is not right here. It gets one answer.")),
    "doubts-are-answered": Sentence(_("This has been answered already.")),
    "frame-is-answered": Sentence(
        _(
            "Somebody else of your organisation answered one of these limits at the same moment. That answer stands. "
            "Read it first, and talk to each other if you see it differently."
        )
    ),
    "information-asked-before": Sentence(
        _("You asked for information on this limit before. Now choose: fits, or does not fit.")
    ),
    "information-needs-name": Sentence(_("Write what exactly you are missing.")),
    "information-needs-text": Sentence(_("Write the information, or where to find it."), "text"),
    "item-was-not-tested": Sentence(_("This item was not in the plan that the decision is about.")),
    "no-verdicts-given": Sentence(_("Choose at least for one limit whether the plan fits.")),
    "nobody-doubts-it": Sentence(_("Nobody says that something is not right here.")),
    "not-met-needs-change": Sentence(_("Write what must change so that it does fit.")),
    "otherwise-needs-text": Sentence(_("Write what the decision says instead.")),
    "plan-has-not-changed": Sentence(
        _("The plan is still the same as when it did not fit. First change what must change.")
    ),
    "plan-is-not-tested": Sentence(_("The plan has not been checked against the limits yet.")),
    "plan-is-tested": Sentence(_("This plan has already been checked against the limits, and it fits.")),
    "say-of-each-item": Sentence(_("Say for every item of the plan what the decision does with it.")),
    "silence-is-not-a-verdict": Sentence(_("Choose: fits, or does not fit.")),
    "term-is-running": Sentence(_("The time to answer is still running.")),
    "test-is-over": Sentence(_("The plan was changed, or this has been answered already. Look at the newest text.")),
    "test-is-running": Sentence(_("The plan is already being checked against the limits.")),
}

ENTRIES: Entries = {
    "frame-test-asked": _(
        "The organisation was asked whether the plan fits. The answer comes by %(due_at)s at the latest."
    ),
    "verdict-given": _("About limit %(frame)s: %(verdict)s."),
    "information-given": _("The information that was missing on limit %(frame)s was given."),
    "frame-test-escalated": _(
        "There was no answer in time. As promised, somebody else must now answer, until %(due_at)s."
    ),
    "frame-test-overdue": _("There was no answer in time. Everyone can see that."),
    "frame-test-closed": _("The answer whether the plan fits is complete: %(result)s."),
    "difference-accepted": _("The people accepted that the decision differs from the plan on item %(item)s."),
    "decision-differs": _("About item %(item)s the decision says something else than the plan."),
    "decision-doubted": _("Somebody said of item %(item)s that what the decision tells of it is not right."),
    "doubt-answered": _("The organisation answered what people say is not right about item %(item)s."),
    "decision-recorded": _("The formal decision was put beside the plan. %(differs)s"),
}
