"""What the rules of rounds say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

RULES: Sentences = {
    "has-answered-already": Sentence(_("One of these people has already answered. Their own answer stands.")),
    "choose-whom-you-called": Sentence(_("Choose whom you called."), "person"),
    "needs-no-call-now": Sentence(_("Nobody needs this call from you today. Look at who is still missing.")),
    "no-answers-given": Sentence(_("Choose at least one answer.")),
    "no-consent-below-rung-five": Sentence(
        _("Here people give advice, and the organisation decides. So there is no round.")
    ),
    "no-items-chosen": Sentence(_("Choose at least one item."), "items"),
    "no-such-item": Sentence(_("There is no item with this number.")),
    "not-your-part": Sentence(_("This item is not about what you do yourself. So you are not asked about it.")),
    "objection-needs-reason": Sentence(_("Write what can go wrong. Then we can change the item."), "reason"),
    "round-is-closed": Sentence(_("This round has closed. Your answer no longer counts for it.")),
    "round-is-open": Sentence(_("People are answering this item now. It can change after the round.")),
    "text-was-asked": Sentence(_("People were asked about this text already. Look at how it is now.")),
    "who-guides-asks-first": Sentence(
        _("Who guides this has three days to ask everyone about a text. After that you can do it yourself.")
    ),
    "round-must-close-later": Sentence(_("Choose a moment that is still to come."), "closes_on"),
    "round-must-close-sooner": Sentence(
        _("Choose a day within a year. Nobody should have to wait longer."), "closes_on"
    ),
}

ENTRIES: Entries = {
    "round-opened": _("A round opened about item %(item)s, version %(version)s. It is open until %(closes_at)s."),
    "answer-recorded": _("In round %(round)s answers were written down as people spoke them: %(answers)s in all."),
    "objection-brought": _("In round %(round)s somebody's “No, this must change first” was brought in without a name."),
    "silent-contacted": _("Somebody who had not answered in round %(round)s was called on."),
    "round-extended": _("Round %(round)s got extra time, until %(until)s."),
    "round-waits": _(
        "Round %(round)s stays open until everybody who is silent has been called on: %(to_call)s in all."
    ),
    "round-closed": _("The round about item %(item)s closed: %(outcome)s."),
    "answers-voided": _("A limit changed, or the plan ended. Answers about what that touches no longer count."),
    "yes-taken-back": _("Somebody took back their yes to item %(item)s. A new round opened."),
    "case-closed": _("The people closed this together."),
}
