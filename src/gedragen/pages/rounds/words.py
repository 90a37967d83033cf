"""What the rules of rounds say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.cases.rounds.entries import (
    ANSWERS_VOIDED,
    CASE_CLOSED,
    OBJECTION_BROUGHT,
    ROUND_CLOSED,
    ROUND_EXTENDED,
    ROUND_OPENED,
    SILENT_CONTACTED,
    YES_TAKEN_BACK,
)
from gedragen.cases.store.entries import ANSWER_RECORDED
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

RULES: Sentences = {
    "has-answered-already": Sentence(_("One of these people has already answered. Their own answer stands.")),
    "no-answers-given": Sentence(_("Choose at least one answer.")),
    "no-consent-below-rung-five": Sentence(
        _("Here people give advice, and the organisation decides. So there is no round.")
    ),
    "no-items-chosen": Sentence(_("Choose at least one item."), "items"),
    "no-such-item": Sentence(_("There is no item with this number.")),
    "objection-needs-reason": Sentence(_("Write what can go wrong. Then we can change the item."), "reason"),
    "round-is-closed": Sentence(_("This round has closed. Your answer no longer counts for it.")),
    "round-is-open": Sentence(_("People are answering this item now. It can change after the round.")),
    "round-must-close-later": Sentence(_("Choose a moment that is still to come."), "closes_on"),
    "round-must-close-sooner": Sentence(
        _("Choose a day within a year. Nobody should have to wait longer."), "closes_on"
    ),
}

ENTRIES: Entries = {
    ROUND_OPENED: _("A round opened about item %(item)s, version %(version)s. It is open until %(closes_at)s."),
    ANSWER_RECORDED: _("In round %(round)s answers were written down as people spoke them: %(answers)s in all."),
    OBJECTION_BROUGHT: _("In round %(round)s somebody's “No, this must change first” was brought in without a name."),
    SILENT_CONTACTED: _("Somebody who had not answered in round %(round)s was called on."),
    ROUND_EXTENDED: _("Round %(round)s got extra time, until %(until)s."),
    ROUND_CLOSED: _("The round about item %(item)s closed: %(outcome)s."),
    ANSWERS_VOIDED: _("A limit changed, or the plan ended. All answers so far no longer count."),
    YES_TAKEN_BACK: _("Somebody took back their yes to item %(item)s. A new round opened."),
    CASE_CLOSED: _("The people closed this together."),
}
