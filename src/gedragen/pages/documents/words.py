"""What the rules of papers say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import Entries

RULES: Sentences = {
    "document-is-not-full": Sentence(_("Not everything is filled in yet. Nobody signs before it is.")),
    "document-needs-text": Sentence(_("Fill in at least one thing.")),
    "document-of-others": Sentence(_("This paper is for others to fill in and sign.")),
    "does-not-fit-the-field": Sentence(_("This does not fit here: %(field)s. Choose again.")),
    "no-such-field": Sentence(_("This paper does not ask that.")),
    "signed-already": Sentence(_("You have signed this text already.")),
}

ENTRIES: Entries = {
    "document-written": _("A paper of this approach was written, version %(version)s. It asks for new signatures."),
    "document-signed": _("Somebody signed version %(version)s of a paper of this approach."),
}
