"""What the rules of being among themselves say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

RULES: Sentences = {
    "closed-time-has-its-stage": Sentence(_("People can be among themselves later on. First comes what is before it.")),
    "closed-time-is-over": Sentence(_("You have come out. What you wrote stays as it was.")),
    "closed-time-is-running": Sentence(_("People are among themselves now. Wait until they come out.")),
    "closed-time-must-end-later": Sentence(_("Choose a moment that is still to come."), "until"),
    "draft-is-gone": Sentence(_("Somebody took this off the table while you were writing. You can put it down again.")),
    "draft-is-out": Sentence(_("This has been brought out already.")),
    "draft-needs-text": Sentence(_("Write what you thought of."), "text"),
    "no-drafts-chosen": Sentence(_("Choose at least one thing to bring out."), "drafts"),
}

ENTRIES: Entries = {
    "closed-time-opened": _("Closed time %(room)s began. It was announced until %(until)s."),
    "closed-time-ended": _("The people came out of closed time %(room)s."),
}
