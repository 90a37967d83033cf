"""The limits and the promise in words: what can be promised, and what the rules say when they say no."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.method.promise import Rung
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

# What an authority chooses from, with the effect of each choice. People read RUNG.
RUNG_CHOICE: Mapping[Rung, Promise] = {
    Rung.DIRECTING: _(
        "They decide together, within the limits\n"
        "Does their plan fit within the limits? Then it goes ahead. Ownership grows where people decide themselves."
    ),
    Rung.CARRYING_ONLY: _("They carry out what we decide\nThis is not a New Route. People will read that too."),
    Rung.THINKING_ALONG: _("They give advice, we decide\nThis is not a New Route. People will read that too."),
    Rung.GIVING_OPINION: _("They give their opinion, we decide\nThis is not a New Route. People will read that too."),
    Rung.LISTENING: _("They are told, we decide\nThis is not a New Route. People will read that too."),
}

RULES: Sentences = {
    "frame-has-changed": Sentence(
        _("Somebody changed or removed this limit while you were reading. Look at how it is now.")
    ),
    "frame-needs-question": Sentence(_("Write a question that can be answered with yes or no."), "question"),
    "frame-needs-reason": Sentence(_("Write why this limit is there."), "reason"),
    "frame-needs-source": Sentence(_("Write where this limit comes from, for instance a law or a decision."), "source"),
    "frame-needs-text": Sentence(_("Write what is fixed."), "text"),
    "promise-has-changed": Sentence(
        _("The limits or the promise were changed while you were reading. Read the new text first.")
    ),
    "promise-needs-mandate": Sentence(_("Write with which mandate this is promised."), "mandate"),
    "promise-needs-name": Sentence(_("Write who promises this."), "promised_by"),
    "promise-needs-term": Sentence(_("Choose a number of days from 1 to %(longest)d."), "answer_days"),
    "promise-needs-what-it-brings": Sentence(
        _("Write what you bring: room, money or hours. Nothing? Then write that."), "brings"
    ),
    "promise-not-written": Sentence(_("There is no promise yet.")),
    "safety-frame-needs-authority": Sentence(
        _("Write who may set this limit, and what gives them that power."), "competent"
    ),
    "silence-needs-days": Sentence(_("Choose a number of days from 1 to %(longest)d."), "silence_days"),
    "silence-needs-name": Sentence(_("Write the name of the person who must then answer."), "silence_to"),
}

ENTRIES: Entries = {
    "frame-written": _("Limit %(frame)s was written, version %(version)s."),
    "frame-changed": _("After the limits were fixed, limit %(frame)s was added or changed: version %(version)s."),
    "frame-accepted": _("The people accepted limit %(frame)s, version %(version)s."),
    "frame-removed": _("Limit %(frame)s was removed before the limits were fixed."),
    "promise-written": _(
        "The promise was written, version %(version)s: “%(rung)s” An answer within %(answer_days)s days."
    ),
    "promise-confirmed": _("The person with the mandate confirmed the promise and the limits."),
}
