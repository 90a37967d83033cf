"""What the rules of arriving say when they say no."""

from django.utils.translation import gettext_lazy as _

from gedragen.pages.house.rules import Sentence, Sentences

RULES: Sentences = {
    "voice-needs-text": Sentence(_("Write a few words, or choose to skip."), "text"),
}
