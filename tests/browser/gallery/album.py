"""The page to look through: every picture under the heading of its scene, phone and desk, Dutch and English."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from tests.browser.gallery.shots import CHAPTERS, Chapter, Shot

FOLDER = Path(__file__).parents[3] / "var" / "gallery"
WIDTHS = (360, 1280)
LANGUAGES = ("nl", "en")
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; }
figure { display: inline-block; margin: 0 1rem 2rem 0; vertical-align: top; }
img { border: 1px solid #bbb; display: block; max-height: 80vh; object-fit: cover; object-position: top; }
img[width="360"] { width: 270px; }
img[width="1280"] { width: 640px; }
"""


def picture_of(chapter: Chapter, shot: Shot, language: str, width: int) -> str:
    """The file of one picture: its name tells where on the road, what, who, and in which state."""
    place = CHAPTERS.index(chapter) + 1
    words = "-".join(filter(None, (shot.url, shot.who.partition("@")[0] or "anyone", *shot.state.split())))
    number = chapter.shots.index(shot) + 1
    return f"{language}-{width}/{place:02}-{number:02}-{''.join(c for c in words if c.isalnum() or c in '-_')}.jpg"


def bind() -> None:
    """Write the index from the list of what is looked at."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>{STYLE}</style>'
    lines = [head, "<h1>Gallery</h1>", *_contents(), *_chapters()]
    (FOLDER / "index.html").write_text("\n".join(lines), encoding="utf-8")


def _contents() -> Iterator[str]:
    links = (f'<li><a href="#{number}">{escape(one.title)}</a>' for number, one in enumerate(CHAPTERS, 1))
    yield from ("<ol>", *links, "</ol>")


def _chapters() -> Iterator[str]:
    for number, chapter in enumerate(CHAPTERS, 1):
        yield f'<h2 id="{number}">{number}. {escape(chapter.title)}</h2>'
        for shot in chapter.shots:
            yield f"<h3>{escape(' · '.join(filter(None, (shot.url, shot.who or 'anyone', shot.state))))}</h3>"
            yield from (_figure(chapter, shot, language, width) for width in WIDTHS for language in LANGUAGES)


def _figure(chapter: Chapter, shot: Shot, language: str, width: int) -> str:
    file = picture_of(chapter, shot, language, width)
    return (
        f'<figure><a href="{file}"><img src="{file}" alt="" loading="lazy" width="{width}"></a>'
        f"<figcaption>{language}, {width} px</figcaption></figure>"
    )
