"""What taking back a declaration does, in words, and what its rules say."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.method.constitution.keys.declarations import TakenBack
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

# Said before somebody takes it back.
TAKING_BACK: Mapping[TakenBack, Promise] = {
    TakenBack.NOTHING: _("You can take this back."),
    TakenBack.REOPENS: _("You can take this back. Then the next step waits for it again."),
    TakenBack.STOPS: _(
        "You can take this back at any moment, and you do not have to say why. Then it stops here, for everybody. "
        "We do not say who did it. Others can sometimes guess."
    ),
}
TAKEN_BACK: Mapping[TakenBack, Promise] = {
    TakenBack.NOTHING: _("You have taken this back."),
    TakenBack.REOPENS: _("You have taken this back."),
    TakenBack.STOPS: _("It has stopped here. We do not say who did it."),
}

ENTRIES: Entries = {
    "declared": _("Something was declared that the approach asks for."),
    "declaration-withdrawn": _("Something that was declared was taken back."),
}

RULES: Sentences = {
    "declaration-needs-text": Sentence(_("Write it in your own words."), "text"),
    "nothing-to-take-back": Sentence(_("This was not said, or was taken back already.")),
}
