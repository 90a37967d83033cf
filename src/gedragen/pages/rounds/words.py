"""What the rules of rounds say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences

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
