"""A small correction of what was agreed: spelling, a name, a weekday that does not belong to its date.

It stands beside the old text for some days. Whoever decides can say that it changes what they agreed: then it is asked
in a round like any other text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Final

from gedragen.method.broken import RuleBroken
from gedragen.method.terms import term

CORRECTION_DAYS: Final = 3
# How many places of one text a correction may touch, and how alike the words there must be (0 to 1).
MOST_PLACES: Final = 3
ALIKE: Final = 0.6

_WORDS = re.compile(r"\d+|[^\W\d]+|[€$%]")
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_NUMBERS = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    *("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig", "dertig"),
    *("veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd", "duizend", "miljoen"),
    *("half", "halve", "helft", "kwart", "dubbel", "dubbele", "euro", "cent", "procent"),
)
# They turn what a sentence says, however small they are.
_TURNS = (
    *("niet", "geen", "nooit", "altijd", "soms", "wel", "alleen", "ook", "behalve", "zonder", "met", "voor", "na"),
    *("iedereen", "niemand", "iemand", "alle", "elke", "elk", "ieder", "iedere", "mag", "mogen", "moet", "moeten"),
    *("kan", "kunnen", "hij", "zij", "wij", "ik", "u", "jij", "jullie", "tot", "vanaf", "om", "of", "en"),
)
_KEPT = frozenset((*_MONTHS, *_NUMBERS, *_TURNS))


@dataclass(frozen=True)
class CorrectionClock:
    """`until`: how long it stands beside the old text; `over_at`: when it took its place, or became a question."""

    until: datetime
    over_at: datetime | None = None

    def is_due(self, at: datetime) -> bool:
        return self.over_at is None and at >= self.until


def corrected_from(at: datetime) -> datetime:
    """The moment from which a correction that is made at `at` takes the place of the old text."""
    return term(at, CORRECTION_DAYS)


def check_is_small(old: str, new: str, *, names: Collection[str], today: date) -> None:
    """Raises RuleBroken unless `new` says what `old` said. `names`: of everybody in the situation.

    Never for who, what, money, a number or a date. What no rule can see, the people see: they have days to say so.
    """
    before, after = _words(old), _words(new)
    if before == after and old.strip() == new.strip():
        raise RuleBroken("nothing-changed")
    if _numbers(before) != _numbers(after) or _kept(before) != _kept(after):
        raise RuleBroken("correction-changes-it")
    if not _weekdays_fit(before, after, today):
        raise RuleBroken("correction-changes-it")
    if _called(before, names) - _called(after, names):
        # Somebody of the situation would be gone from it.
        raise RuleBroken("correction-changes-it")
    places = list(_places(before, after))
    if len(places) > MOST_PLACES or not all(_is_alike(*place) for place in places):
        raise RuleBroken("correction-changes-it")


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(text)]


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if not word.isalpha()]


def _kept(words: list[str]) -> list[str]:
    return [word for word in words if word in _KEPT]


def _called(words: list[str], names: Collection[str]) -> frozenset[str]:
    """Which parts of names of people stand in it."""
    parts = {part for name in names for part in _words(name)}
    return frozenset(words) & parts


def _weekdays_fit(before: list[str], after: list[str], today: date) -> bool:
    """A weekday may only become the one that the date behind it has, this year or the next."""
    old = [word for word in before if word in _WEEKDAYS]
    new = [(number, word) for number, word in enumerate(after) if word in _WEEKDAYS]
    if len(old) != len(new):
        return False
    changed = [(number, word) for (number, word), was in zip(new, old, strict=True) if word != was]
    return all(_is_on(after[number + 1 : number + 3], word, today) for number, word in changed)


def _is_on(words: list[str], weekday: str, today: date) -> bool:
    if len(words) < 2 or not words[0].isdecimal() or words[1] not in _MONTHS:
        return False
    for year in (today.year, today.year + 1):
        try:
            day = date(year, _MONTHS.index(words[1]) + 1, int(words[0]))
        except ValueError:
            continue
        if day >= today:
            return _WEEKDAYS[day.weekday()] == weekday
    return False


def _places(before: list[str], after: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Where the two differ: the words of each. A weekday is looked at by itself."""
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[i:j], after[k:m]
        if kind != "equal" and not all(word in _WEEKDAYS for word in (*old, *new)):
            yield old, new


def _is_alike(old: list[str], new: list[str]) -> bool:
    """Other letters in the same words, or one word written as two. A word more or less says something else."""
    return SequenceMatcher(None, "".join(old), "".join(new), autojunk=False).ratio() >= ALIKE
