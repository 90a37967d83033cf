"""The guides stay true: what they quote or name is there, their pictures are ours, and they are plain."""

import re
from pathlib import Path

import pytest

from gedragen.method.constitution import reader
from gedragen.method.constitution.keys import documents, stages
from tests.architecture.test_plain_language import FAMILIAR, QUOTATION, SYSTEM_WORDS
from tests.browser.gallery.guide import FOLDER, PICTURES
from tests.readability import LONGEST_SENTENCE, plain, sentences, texts, words

GUIDE = Path(FOLDER).parent / "handleiding.md"
TEXT = GUIDE.read_text(encoding="utf-8")
PROSE = re.sub(r"!\[.*?\]\(.*?\)|^[|#].*$|\*+", "", TEXT, flags=re.MULTILINE)
MOST_BYTES = 1_500_000
TOP = Path(__file__).parents[2]
GUIDES = [TOP / f"docs/how-to/add-{what}.md" for what in ("an-act", "an-approach", "a-page", "a-mail")]
# Where a path in a how-to may begin, and what stands for any word or name.
ROOTS = (TOP, TOP / "src/gedragen")


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


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide.stem))
def test_every_file_that_it_names_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = [name for name in re.findall(r"`((?:\w[\w-]*/)+[\w.-]+\.\w+)`", text) if not re.search("WORD|…", name)]
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    lost = [name for name in named if not any((root / name).exists() for root in ROOTS)]
    lost += [name for name in linked if not (guide.parent / name).exists()]
    assert named
    assert not lost


def test_every_key_of_an_approach_is_explained() -> None:
    text = (TOP / "docs/how-to/add-an-approach.md").read_text(encoding="utf-8")
    tables = (*reader._TOP, *reader._MORE, *reader._SEATS, *reader._SINCE_2, *reader._TOGETHER)
    tables += (*reader._FOLLOW, *reader._FOLLOW_SINCE_2)
    # The first format had a flag where there is a table now.
    keys = {*tables, *stages._SINCE_2, *documents._OWN} - {"asks_footing"}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", text)] == []


# What docs/bond.md says that holds each way in which one party alone could bend the bond.
ROWS = [line for line in (TOP / "docs/bond.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
NAMED = sorted(set(re.findall(r"`([a-z_/]+\.py)(?:::(\w+))?` \|$", "\n".join(ROWS), re.MULTILINE)))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_what_is_said_to_hold_it_is_there(path: str, name: str) -> None:
    assert not name or f"def {name}(" in (TOP / "tests" / path).read_text(encoding="utf-8")


def test_a_row_names_a_test_or_says_that_it_is_open() -> None:
    rows = [row for row in ROWS if not re.match(r"\| (could|---)", row)]
    assert [row for row in rows if not re.search(r"`[a-z_/]+\.py(::\w+)?` \|$", row) and "*open*" not in row] == []
