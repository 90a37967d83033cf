"""What counts as a text: something to see, in signs that can be kept."""

import re
from unicodedata import category

# Spaces, and signs that only steer: from a paste, or from somebody who wants to seem to have written something.
UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs")
# They turn the order of what follows, also of our own words after a name.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_STEERS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f]")
# The first no database keeps, the second is half a sign that no bytes can carry.
_LOST = re.compile("[\0\ud800-\udfff]")


def is_blank(text: str) -> bool:
    """Whether there is nothing in it that anybody can see."""
    return all(category(sign) in UNSEEN for sign in text)


def can_be_kept(text: str) -> bool:
    return _LOST.search(text) is None


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line break, and no signs that steer a machine."""
    return _STEERS.sub("", _BREAKS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """A name, a title or an address: it stands within sentences of ours, in lists and in mails."""
    return " ".join(_TURNS.sub("", tidy(text)).split())
