"""The Dutch is plain: no long sentence, no word of the system, always "u"; and the formulas count as they should."""

import re

import pytest

from tests.readability import (
    LONGEST_SENTENCE,
    flesch_douma,
    leesindex,
    plain,
    reading,
    said,
    sentences,
    syllables,
    texts,
    words,
)

# What institutions say, and neighbours do not. An objection on screen is "Nee, dit moet eerst anders", and whoever
# guides the conversation is never "begeleider" alone: that is somebody who gives care.
SYSTEM_WORDS = re.compile(
    r"\b(?:casus\w*|zaak|zaken|cli[eë]nt\w*|zorgvrager\w*|probleemhouder\w*|traject\w*|draagvlak|stakeholder\w*|doelgroep\w*"
    r"|belanghebbende\w*|inspraak|consult\w+|participe\w+|participatie\w*|accorde\w+|problematiek|hulpvra\w+|diagnose\w*"
    r"|interventie\w*|voorziening\w*|zelfredzaam\w*|weerstand\w*|zorgmijder\w*|monitor\w*|borg(?:en|t|ing)|geborgd"
    r"|evalu\w+|randvoorwaarde\w*|beleidskader\w*|toeleid\w+|ambulant\w*|begeleiders?|bezwa(?:ar|ren)\w*|faciliter\w+"
    r"|met betrekking tot|door middel van|dient te|dienen te|indien|tevens|teneinde|derhalve|middels|inzake|conform)\b",
    re.IGNORECASE,
)
FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
QUOTATION = re.compile(r"[“‘][^”’]*[”’]")
DUTCH = sorted({plain(text) for text in texts() if text})


@pytest.mark.parametrize(
    ("per_hundred", "length", "douma", "brouwer"),
    [(150, 12, 80.14, 71.00), (170, 20, 57.30, 41.67), (140, 9, 90.63, 83.67)],
)
def test_the_formulas_give_what_was_calculated_by_hand(
    per_hundred: float, length: float, douma: float, brouwer: float
) -> None:
    assert flesch_douma(per_hundred, length) == pytest.approx(douma, abs=0.01)
    assert leesindex(per_hundred, length) == pytest.approx(brouwer, abs=0.01)


@pytest.mark.parametrize(
    ("word", "count"), [("huis", 1), ("buren", 2), ("besluiten", 3), ("nieuw", 1), ("organisatie", 5), ("één", 1)]
)
def test_syllables_are_counted_by_their_vowels(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_text_is_counted_as_it_is_read() -> None:
    found = reading("Dag %(name)s. Wilt u <strong>dit</strong> doen?")
    assert (found.words, found.words_per_sentence) == (6, 3)


def test_no_sentence_is_long() -> None:
    long = [sentence for text in DUTCH for sentence in sentences(text) if len(words(sentence)) > LONGEST_SENTENCE]
    assert long == []


def test_no_word_of_the_system() -> None:
    assert [text for text in DUTCH if SYSTEM_WORDS.search(QUOTATION.sub("", text))] == []


def test_always_u_but_to_whom_a_page_says_je() -> None:
    to_them = {plain(text) for text in said(je=True)}
    assert [text for text in DUTCH if text not in to_them and FAMILIAR.search(QUOTATION.sub("", text))] == []


def test_no_space_too_many() -> None:
    assert [text for text in DUTCH if re.search(r"\S {2,}\S| [.,;:?!]( |$)", text)] == []


@pytest.mark.parametrize(
    "planted", ["Uw casus is gesloten.", "De begeleider belt.", "U kunt bezwaar maken.", "Wil je dit?"]
)
def test_what_is_planted_is_seen(planted: str) -> None:
    assert SYSTEM_WORDS.search(planted) or FAMILIAR.search(planted)


def test_the_word_for_who_guides_is_fine() -> None:
    assert not SYSTEM_WORDS.search("Een procesbegeleider leest uw vraag.")
