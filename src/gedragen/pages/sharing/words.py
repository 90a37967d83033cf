"""Sharing the plan, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.method.stages.sharing import Reach
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

REACH: Mapping[Reach, Promise] = {
    Reach.WHOLE: _("The whole plan, as it was agreed"),
    Reach.OWN_PART: _("Only their own part: what they do or are asked for, and what if it goes wrong"),
    Reach.NOTHING: _("Nothing"),
}
SHORT: Mapping[Reach, Promise] = {
    Reach.WHOLE: _("the whole plan"),
    Reach.OWN_PART: _("their own part"),
    Reach.NOTHING: _("nothing"),
}

RULES: Sentences = {
    "choose-what-is-read": Sentence(_("Choose what this person may read."), "reach"),
    "share-the-plan-first": Sentence(
        _("This person may read nothing of the plan. First say, two of you, that they may read their own part."),
        "owner",
    ),
}

ENTRIES: Entries = {"plan-shared": _("It was said what %(seat)s may read of the plan.")}
