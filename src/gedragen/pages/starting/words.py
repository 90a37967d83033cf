"""Starting in words: on which footing people come, and what the rules say when they say no."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.deadlines import Unit
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

# What the facilitator chooses from.
FOOTING: Mapping[Footing, Promise] = {
    Footing.VOLUNTARY: _("They want to\nNobody is behind it who can oblige them."),
    Footing.UNDER_PRESSURE: _(
        "They come under pressure\nSomebody expects it of them, and it has consequences if they do not come."
    ),
    Footing.COURT_ORDERED: _("A court decided it\nFor instance: there is a guardian by order of the juvenile court."),
}

UNIT: Mapping[Unit, Promise] = {
    Unit.DAYS: _("days"),
    Unit.WEEKS: _("weeks"),
    Unit.MONTHS: _("months"),
    Unit.WORKING_DAYS: _("working days: Monday to Friday, without public holidays"),
}

RULES: Sentences = {
    "question-stands": Sentence(
        _("The question stands since the limits stand: people said yes to this one."), "question"
    ),
    "already-taken-up": Sentence(_("Another facilitator was just ahead of you and took up this question.")),
    "approach-is-chosen": Sentence(_("This question was taken up before. Choose the same approach."), "approach"),
    "authority-is-over-them": Sentence(
        _("This is only so when people come of their own will and nobody sets limits. That is not the case here.")
    ),
    "closed-only-in-demo": Sentence(
        _(
            "A situation that is closed to others can only be tried out in the example, for now. "
            "We first want to be sure that closed is really closed."
        ),
        "approach",
    ),
    "conflict-only-in-demo": Sentence(
        _(
            "A conflict can only be tried out in the example, for now. Here people cannot stop it yet when it becomes "
            "unsafe, and they cannot take part apart from each other. Stay in touch, and ask a mediator to speak with "
            "each of them apart first. Is home not safe? Call Veilig Thuis: 0800-2000. Is somebody in danger? Call 112."
        ),
        "level",
    ),
    "exception-needs-text": Sentence(_("Write why you can begin without another view. Everyone will read it."), "text"),
    "facilitator-was-refused": Sentence(_("For this question somebody else was asked for.")),
    "footing-not-allowed": Sentence(_("This approach is not for that. %(why)s"), "footing"),
    "footing-has-changed": Sentence(
        _("Somebody recorded something else while you were reading. Look at how it is now.")
    ),
    "length-has-changed": Sentence(
        _("Somebody filled in something else while you were reading. Look at how it is now.")
    ),
    "length-out-of-reach": Sentence(_("Write a whole number from 1 to %(longest)d."), "number"),
    "level-has-changed": Sentence(_("Somebody changed the level while you were reading. Look at how it is now.")),
    "level-does-not-fit": Sentence(_("“%(approach)s” is made for: %(levels)s. Choose one of those."), "level"),
    "lower-level-needs-reason": Sentence(
        _("Write why it has become calmer. Everyone who takes part will read it."), "reason"
    ),
    "needs-independence": Sentence(_("Write that you are independent, and why."), "independence"),
    "needs-phone": Sentence(_("Write a phone number. People must be able to call you."), "phone"),
    "needs-story": Sentence(_("Write in two or three sentences what is going on."), "story"),
    "needs-title": Sentence(_("Give the situation a short name."), "title"),
    "no-other-wording": Sentence(_("There is no other wording with the same rules any more.")),
    "not-declared-yet": Sentence(_("The facilitator has not recorded this yet.")),
    "only-the-law-holds": Sentence(_("It stands fast that nobody sets limits here. That cannot change any more.")),
    "unknown-approach": Sentence(_("Choose an approach from the list."), "approach"),
}

ENTRIES: Entries = {
    "told-shared": _("Whom it is about may read what was told, or may not any more."),
    "room-emptied": _("What was said in the room “%(room)s” was erased, as was told beforehand: %(texts)s texts."),
    "withdrawn-by-party": _("Somebody did not want to go on, and it stopped here."),
    "stage-entered": _("Now begins: %(stage)s."),
    "question-brought": _("Somebody brought a question."),
    "case-opened": _("Somebody took up the question. Level: %(level)s."),
    "constitution-kept": _("From here on the text of the approach is kept with this situation."),
    "case-introduced": _("The introduction was written again."),
    "level-set": _("The level was set: %(level)s."),
    "wording-changed": _(
        "The approach says some things in other words from here on. The rules stayed the same. %(sentences)s"
    ),
    "independence-declared": _("The person who guides the conversation declared that they are independent."),
    "facilitator-accepted": _("The person who brought the question accepted who guides the conversation."),
    "footing-set": _("It was recorded on which footing people are here."),
    "length-set": _("It was filled in how long something takes here."),
    "only-the-law-declared": _("It was recorded that nobody sets limits here: only the law is the limit."),
    "frames-frozen": _("From here on the limits are fixed. Preparing began."),
    "deciding-began": _("Everyone is prepared. Deciding together began."),
    "carrying-out-began": _("The plan goes ahead. Carrying out began."),
    "plan-without-meeting": _("The people made a plan without a meeting."),
    "stopped-in-preparation": _("It stopped before people met. The reason is written down."),
}
