"""Words of people are marked with their own language when the page is read in another one (WCAG 3.1.2)."""

from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

import pytest

from gedragen import clock
from gedragen.cases.models import Words
from gedragen.cases.queries.demo import demo_seats
from gedragen.config.demo import load_demo
from tests.pages.visitor import marked_page_of, visitor

# Nobody reads a name or an address wrongly for want of a language.
NAMES = ("name", "contact", "mail", "phone", "nomination-name", "nomination-contact", "title")
NO_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
COMMON = ". plan/ plan/afdrukken/ onderdeel/1/ grenzen/ belofte/"
PAGES = {
    (
        "huize-lydia",
        "Fatima El Amrani",
    ): f"{COMMON} weg/ onderdeel/3/ onderdeel/4/ onderdeel/5/ onderdeel/7/ informatie/ "
    "andere-kant/ taken/ taken/1/ mijn-antwoorden/ mijn-gegevens/",
    ("huize-lydia", "Lotte Smit"): "welkom/",
    ("huize-lydia", "Otto van Dalen"): "weg/ proces/",
    ("huize-lydia", "Ria Jansen"): "overzicht/ overzicht/mensen/ overzicht/namens/ overzicht/genoemd/4/",
    ("huize-lydia-een-jaar-verder", "Fatima El Amrani"): f"{COMMON} toets/ besluit/ terugkijken/ terugkijken/2/ taken/",
}


class Texts(HTMLParser):
    """Every piece of text with the language that it is in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in NO_END:
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1][0] not in ("title", "textarea", "option", "script"):
            self.found.append((self.open[-1][1], " ".join(data.split())))


def lines_of_people() -> list[str]:
    """What people wrote, line by line, as it stands on a page; what is so short that it may be ours is left out."""
    texts = Words.objects.exclude(kind__in=NAMES).values_list("text", flat=True)
    return [line for text in texts for part in text.split("\n") if len(line := " ".join(part.split())) > 12]


def pages(language: str) -> Iterator[tuple[str, str]]:
    seats = {(seat.address, seat.name): seat.seat_id for seat in demo_seats()}
    for (address, name), paths in PAGES.items():
        reader = visitor(seats[address, name], language=language)
        for path in paths.split():
            url = f"/situatie/{address}/{path.removeprefix('.')}"
            yield url, marked_page_of(reader, url)


@pytest.fixture
def played(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    load_demo(at=at)


def test_in_english_the_words_of_people_are_marked_as_dutch(played: None) -> None:
    known = lines_of_people()
    unmarked = {
        f"{url}: {text[:80]}"
        for url, page in pages("en")
        for language, text in Texts(page).found
        if language != "nl" and any(line in text for line in known)
    }
    assert "\n".join(sorted(unmarked)) == ""


def test_in_dutch_nothing_needs_a_mark(played: None) -> None:
    for url, page in pages("nl"):
        assert page.count('lang="nl"') == 1, url
