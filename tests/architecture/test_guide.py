"""The guide for facilitators stays true: what it quotes stands on a screen, its pictures are ours, it is plain."""

import re
from pathlib import Path

from tests.architecture.test_plain_language import FAMILIAR, QUOTATION, SYSTEM_WORDS
from tests.browser.gallery.guide import FOLDER, PICTURES
from tests.readability import LONGEST_SENTENCE, plain, sentences, texts, words

GUIDE = Path(FOLDER).parent / "handleiding.md"
TEXT = GUIDE.read_text(encoding="utf-8")
PROSE = re.sub(r"!\[.*?\]\(.*?\)|^[|#].*$|\*+", "", TEXT, flags=re.MULTILINE)
MOST_BYTES = 1_500_000


def test_every_picture_is_made_by_the_gallery_and_used() -> None:
    made = {f"beelden/{picture.file}.png" for picture in PICTURES}
    assert set(re.findall(r"\]\((beelden/[^)]+)\)", TEXT)) == made
    assert {f"beelden/{file.name}" for file in FOLDER.iterdir()} == made


def test_the_pictures_are_light() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < MOST_BYTES


def test_what_is_quoted_stands_on_a_screen() -> None:
    screen = "\n".join(map(plain, texts()))
    quoted = re.findall(r"\*\*(.+?)\*\*", TEXT)
    assert [words_ for words_ in quoted if words_.rstrip(".?") not in screen] == []


def test_the_guide_is_plain() -> None:
    found = [one for one in sentences(PROSE) if len(words(one)) > LONGEST_SENTENCE]
    assert found == []
    assert not FAMILIAR.search(PROSE)
    assert SYSTEM_WORDS.findall(QUOTATION.sub("", PROSE)) == []
