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
    "dispute-needs-reason": Sentence(_("Write why it is not wider. Everyone who decides reads it."), "text"),
    "frame-has-remark": Sentence(_("There is a remark on this text already. One is enough: talk about it together.")),
    "frame-is-answered-once": Sentence(_("People answer once whether they accept a limit. It is no part of the plan.")),
    "frame-is-asked-later": Sentence(
        _("Nobody can answer this yet. You can ask it once people decide together."), "change"
    ),
    "frame-is-being-answered": Sentence(_("The people are answering this now. First wait what they say."), "change"),
    "frame-is-not-called-wider": Sentence(_("Nobody called this limit wider, or the people have answered it already.")),
    "frame-needs-why-now": Sentence(_("Write why this changes now."), "because"),
    "frame-question-is-answered": Sentence(_("This question has been answered already.")),
    "frame-question-was-asked": Sentence(_("You asked a question about this limit already. Each limit can get one.")),
    "frame-test-is-open": Sentence(
        _("The plan is being held against the limits now. As long as that lasts, no limit changes.")
    ),
    "frame-touches-nothing": Sentence(_("This limit asks no item again.")),
    "frame-was-answered": Sentence(_("The people did not accept this. It is not asked a second time."), "change"),
    "item-is-touched-already": Sentence(_("This item is asked again already."), "item"),
    "new-frame-is-not-wider": Sentence(_("A limit that is added gives nobody more room."), "change"),
    "only-law-and-safety-bind": Sentence(
        _("Only a limit about law or safety applies at once. For anything else, ask the people."), "change"
    ),
    "remark-needs-text": Sentence(_("Write your remark."), "text"),
    "source-is-from-before": Sentence(
        _("This was known when the limits were fixed. Ask the people whether they accept it now."), "source_on"
    ),
    "source-needs-day": Sentence(_("Write since which day this is so."), "source_on"),
    "touched-needs-reason": Sentence(_("Write why this limit touches that item."), "text"),
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
    "frame-asked": _("The people were asked to accept limit %(frame)s, version %(version)s. It does not apply yet."),
    "frame-disputed": _(
        "Somebody who decides said that limit %(frame)s, version %(version)s, is not wider. The people are asked."
    ),
    "frame-not-accepted": _("The people did not accept limit %(frame)s, version %(version)s. It does not apply."),
    "frame-taken-away": _("Limit %(frame)s does not apply any more."),
    "frame-touches": _("Limit %(frame)s touches item %(item)s as well, said somebody who decides."),
    "frame-remarked": _("A remark was made on limit %(frame)s, version %(version)s."),
    "frame-questioned": _("Question %(question)s was asked about limit %(frame)s."),
    "frame-question-answered": _("Question %(question)s about limit %(frame)s was answered."),
    "frame-accepted": _("The people accepted limit %(frame)s, version %(version)s."),
    "frame-removed": _("Limit %(frame)s was removed before the limits were fixed."),
    "promise-written": _(
        "The promise was written, version %(version)s: “%(rung)s” An answer within %(answer_days)s days."
    ),
    "promise-confirmed": _("The person with the mandate confirmed the promise and the limits."),
}
