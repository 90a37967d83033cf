"""A rule that says no, in words. What several words of the pages share stands here, the rest in the `words` of each.

`pages/rules.py` puts them together and hands them over, so that the house needs to know none of them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.text import Text
from gedragen.pages.house.words import LEVEL, in_a_sentence, in_language


class Sentence(NamedTuple):
    """What somebody reads, and the field of the form beside which it belongs. None: the form as a whole."""

    text: Promise
    field: str | None = None


Sentences = Mapping[str, Sentence]

SHARED: Sentences = {
    "declared-already": Sentence(_("This was recorded already.")),
    "needs-contact": Sentence(
        _("Write how we can reach this person: an e-mail address, a phone number or a street address."), "contact"
    ),
    "needs-name": Sentence(_("Write a name."), "name"),
    "nothing-changed": Sentence(_("Nothing has changed. Change the text, or go back.")),
    "photo-must-wait": Sentence(
        _("We are still busy with photos of others. Choose the photo again in a minute, and send it."), "photo"
    ),
    "photo-not-readable": Sentence(_("This is not a photo that we can open. Choose a JPEG or PNG."), "photo"),
    "photo-too-large": Sentence(
        _("This photo is too large. At most %(megabytes)d MB fits. Make a screenshot of the photo, and choose that."),
        "photo",
    ),
    "photo-too-many-pixels": Sentence(
        _(
            "This photo has too many pixels. At most %(megapixels)d million fit, and %(longest)d side by side. Make a "
            "screenshot of the photo, and choose that."
        ),
        "photo",
    ),
    "promise-needs-fallback": Sentence(_("Write what happens if there is no plan."), "fallback"),
    "question-needs-text": Sentence(_("Write the question in your own words."), "text"),
    "text-cannot-be-kept": Sentence(_("There is a character in your text that we cannot store. Type the text again.")),
    "text-has-changed": Sentence(_("Somebody changed this text while you were reading. Read the new text first.")),
    "text-is-not-shown": Sentence(
        _("This text is not the one that was recorded. Nobody can decide on it as long as it is not shown.")
    ),
    "text-to-write-anew": Sentence(_("What stood here was not shown. Write the text anew, in your own words.")),
    "text-too-long": Sentence(_("This text is too long. It can have %(longest)d characters at most.")),
    "unknown-room": Sentence(_("Choose who may read it."), "room"),
}

_by_code: dict[str, Sentence] = {}


def learn(sentences: Sentences) -> None:
    """Every rule of every word, once, where the pages are put together."""
    _by_code.update(sentences)


def sentence_of(broken: RuleBroken) -> str:
    """The rule that said no, in words; what an approach file says of it in the language of the screen."""
    return str(_by_code[broken.code].text) % {name: in_words(value) for name, value in broken.details.items()}


def in_words(value: object) -> object:
    """What a rule says of an approach or of levels."""
    if isinstance(value, Text):
        return in_language(value)
    if isinstance(value, tuple) and all(isinstance(one, Level) for one in value):
        return ", ".join(in_a_sentence(str(LEVEL[one]).partition("\n")[0]) for one in value)
    return value


def field_of(code: str) -> str | None:
    """The form field beside which the sentence belongs."""
    return _by_code[code].field


def when_empty(code: str) -> dict[str, str]:
    """`error_messages` for a field: left empty, it says the sentence of the rule that asks for it."""
    return {"required": _when_shown(code)}


def _sentence(code: str) -> str:
    return sentence_of(RuleBroken(code))


# A form is made before every word has told its rules.
_when_shown = lazy(_sentence, str)
