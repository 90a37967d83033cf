"""How the Dutch of the product reads: every text through the formulas of plain language. A hint, never a gate.

Run it with `python -m tests.readability`. Formulas cannot tell whether a text is clear, and give no language level.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

TOP = Path(__file__).resolve().parents[1]
DUTCH = TOP / "locale/nl/LC_MESSAGES/django.po"
APPROACHES = TOP / "src/gedragen/method/approaches"
LONGEST_SENTENCE = 25
# A heading or a button is not prose: formulas say nothing about less than this.
FEWEST_WORDS = 8

VOWELS = re.compile(
    r"aai|ooi|oei|eeuw|ieuw|aa|ee|éé|óó|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáàäéèëíïóöúü]", re.IGNORECASE
)
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+|\n+")
PLACE = re.compile(r"%\(\w+\)s")
NUMBER = re.compile(r"%\(\w+\)d")
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Reading:
    """One text in figures: syllables per hundred words, words per sentence, and the share of words over six letters."""

    text: str
    words: int
    syllables_per_hundred: float
    words_per_sentence: float
    long_words: float

    @property
    def douma(self) -> float:
        return flesch_douma(self.syllables_per_hundred, self.words_per_sentence)

    @property
    def brouwer(self) -> float:
        return leesindex(self.syllables_per_hundred, self.words_per_sentence)

    @property
    def lix(self) -> float:
        return self.words_per_sentence + 100 * self.long_words


def flesch_douma(syllables: float, length: float) -> float:
    """Douma 1960: 90 to 100 reads very easily, below 30 very hard."""
    return 206.8 - 0.77 * syllables - 0.93 * length


def leesindex(syllables: float, length: float) -> float:
    """Brouwer 1963, Leesindex A: 80 to 100 reads very easily, below 25 very hard."""
    return 195 - 2 / 3 * syllables - 2 * length


def texts() -> Iterator[str]:
    """Every Dutch text on a screen or in a mail; what people write themselves is theirs."""
    yield from said(je=False)
    yield from said(je=True)
    for file in sorted(APPROACHES.glob("*.toml")):
        yield from _dutch(tomllib.loads(file.read_text(encoding="utf-8")))


def said(*, je: bool) -> Iterator[str]:
    """Of the catalogue: what is said to whom a page says "je", or to everybody else."""
    for entry in polib.pofile(str(DUTCH)):
        if (entry.msgctxt == "je") is je:
            yield from (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])


def _dutch(values: object) -> Iterator[str]:
    """What stands under the key `nl`, however deep."""
    if isinstance(values, dict):
        for key, value in values.items():
            if key == "nl" and isinstance(value, str):
                yield value
            else:
                yield from _dutch(value)
    elif isinstance(values, list):
        for value in values:
            yield from _dutch(value)


def plain(text: str) -> str:
    """As it is read: without tags, and with a name or a number where one comes."""
    return NUMBER.sub("3", PLACE.sub("Anna", TAG.sub("", text)))


def sentences(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(plain(text)) if WORD.search(sentence)]


def words(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    """Vowel groups, which is near enough for Dutch; a number is said as one word."""
    return max(1, len(VOWELS.findall(word)))


def reading(text: str) -> Reading:
    all_words = words(plain(text))
    count = len(all_words)
    return Reading(
        text=text,
        words=count,
        syllables_per_hundred=100 * sum(map(syllables, all_words)) / count,
        words_per_sentence=count / len(sentences(text)),
        long_words=sum(len(word) > 6 for word in all_words) / count,
    )


def main() -> None:
    readings = [reading(text) for text in texts() if len(words(plain(text))) >= FEWEST_WORDS]
    whole = reading("\n".join(one.text for one in readings))
    longest = max(len(words(sentence)) for one in readings for sentence in sentences(one.text))
    print(f"Readability of {len(readings)} Dutch texts of {FEWEST_WORDS} words or more, {whole.words} words:")
    print(f"  words per sentence {whole.words_per_sentence:.1f}, the longest {longest}; ", end="")
    print(f"syllables per hundred words {whole.syllables_per_hundred:.0f}")
    print(f"  Flesch-Douma {whole.douma:.0f}, Leesindex A {whole.brouwer:.0f}, LIX {whole.lix:.0f}")
    print("  The ten that read hardest by Flesch-Douma (a hint; read them aloud):")
    for one in sorted(readings, key=lambda one: one.douma)[:10]:
        print(f"  {one.douma:4.0f}  {' '.join(plain(one.text).split())[:110]}")


if __name__ == "__main__":
    main()
