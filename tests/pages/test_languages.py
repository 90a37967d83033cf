"""Words of people are marked with their own language when the page is read in another one (WCAG 3.1.2)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse

from gedragen import clock
from gedragen.cases.models import Case, Words
from gedragen.config.demo import load_demo
from tests.pages.found_forms import walk
from tests.pages.scenes import play
from tests.pages.visitor import marked_page_of, visitor
from tests.played import walks

# Nobody reads a name or an address wrongly for want of a language.
NAMES = ("name", "contact", "mail", "phone", "nomination-name", "nomination-contact", "title")
NO_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Texts(HTMLParser):
    """Every piece of text with the language that it is in, the texts of pictures among them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        language = told.get("lang") or (self.open[-1][1] if self.open else "")
        if told.get("alt"):
            self.found.append((language, " ".join((told["alt"] or "").split())))
        if tag not in NO_END:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1][0] not in ("title", "textarea", "script"):
            self.found.append((self.open[-1][1], " ".join(data.split())))


def lines_of_people() -> list[str]:
    """What people wrote, line by line, as it stands on a page; what is so short that it may be ours is left out."""
    texts = Words.objects.exclude(kind__in=NAMES).values_list("text", flat=True)
    return [line for text in texts for part in text.split("\n") if len(line := " ".join(part.split())) > 12]


def pages(language: str) -> Iterator[tuple[str, str]]:
    for seat, addresses in walks():
        reader = visitor(seat, language=language)
        for url in addresses:
            yield url, marked_page_of(reader, url)


def unmarked(pages: Iterable[tuple[str, str]]) -> set[str]:
    known = lines_of_people()
    return {
        f"{url}: {text[:80]}"
        for url, page in pages
        for language, text in Texts(page).found
        if language != "nl" and any(line in text for line in known)
    }


@pytest.fixture
def played(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    load_demo(at=at)


def test_in_english_the_words_of_people_are_marked_as_dutch(played: None) -> None:
    assert unmarked(pages("en")) == set()


def test_in_dutch_nothing_needs_a_mark(played: None) -> None:
    for url, page in pages("nl"):
        assert page.count('lang="nl"') == 1, url


# Where forms and lists quote what people wrote: whoever sees the most of them there.
QUOTING = {
    "drafted": "ria",
    "asked": "jan",
    "tested": "otto",
    "done_together": "otto",
    "family_named": "sanne",
    "family_outside": "sanne",
    "family_asked": "joke",
}


@pytest.mark.django_db
@pytest.mark.parametrize("scene", QUOTING)
def test_forms_mark_the_words_they_quote_too(scene: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = play(scene, at)
    monkeypatch.setattr(clock, "now", lambda: cast.at)
    reader = visitor(getattr(cast, QUOTING[scene]), language="en")
    home = f"/situatie/{Case.objects.get(id=cast.case).address}/"
    found = walk(reader, [home, f"{home}weg/"])
    pages = (
        (url, answer.content.decode())
        for url, answer, _ in found
        if isinstance(answer, HttpResponse) and "text/html" in answer.get("Content-Type", "")
    )
    assert unmarked(pages) == set()
