"""Words of people are marked with their own language when the page is read in another one (WCAG 3.1.2)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from gedragen import clock
from gedragen.cases.doing.commands.follow_through import RecordCall, record_call
from gedragen.cases.due import run_due
from gedragen.cases.ending.early import EndWithOwnPlan, StopInPreparation
from gedragen.cases.models import Case, Words
from gedragen.cases.rounds.commands.rounds import BringObjection, bring_objection
from gedragen.config.demo import load_demo
from tests.pages.guards.found_forms import walk
from tests.pages.guards.scenes import play
from tests.support import family_cast
from tests.support.cast import Cast, end_early, everyone_says_yes, give_up, with_items, with_rounds
from tests.support.family_cast import Family
from tests.support.played import walks
from tests.support.visitor import address, marked_page_of, visitor

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
    """Where words of people stand without a mark. That some stand there at all is sure as well."""
    known = lines_of_people()
    told = {
        (language, f"{url}: {text[:80]}")
        for url, page in pages
        for language, text in Texts(page).found
        if any(line in text for line in known)
    }
    assert told
    return {where for language, where in told if language != "nl"}


@pytest.fixture
def played(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    load_demo(at=at)


def test_in_english_the_words_of_people_are_marked_as_dutch(played: None) -> None:
    assert unmarked(pages("en")) == set()


def test_in_dutch_nothing_needs_a_mark(played: None) -> None:
    marks = {url: page.count('lang="nl"') for url, page in pages("nl")}
    assert set(marks.values()) == {1}, marks


def in_english(cast: Cast | Family, seat: int, name: str, *args: object) -> tuple[str, str]:
    url = reverse(name, args=[address(cast), *args])
    return url, marked_page_of(visitor(seat, language="en"), url)


def test_a_no_and_an_end_without_a_plan_are_marked(deciding: Cast) -> None:
    by: dict[str, Any] = {"by": deciding.ria, "at": deciding.at}
    with_rounds(with_items(deciding))
    bring_objection(deciding.case, BringObjection(2, "Dan is de deur op slot."), **by)
    everyone_says_yes(deciding, item=2)
    assert unmarked([in_english(deciding, deciding.ria, "cockpit")]) == set()
    give_up(deciding.case, **by)
    assert unmarked([in_english(deciding, deciding.bram, "plan")]) == set()


def test_what_was_heard_on_a_call_is_marked(carrying_out: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    later = carrying_out.at + timedelta(days=45)
    run_due(at=later)
    record_call(carrying_out.case, RecordCall(1, "Het gaat goed met de kas."), by=carrying_out.ria, at=later)
    monkeypatch.setattr(clock, "now", lambda: later)
    seats = (carrying_out.ria, "call"), (carrying_out.bram, "review")
    assert unmarked([in_english(carrying_out, seat, name, 1) for seat, name in seats]) == set()


@pytest.mark.parametrize("asked", [EndWithOwnPlan, StopInPreparation])
def test_what_a_family_began_with_and_ended_with_is_marked(
    family: Family, asked: type[EndWithOwnPlan | StopInPreparation]
) -> None:
    family_cast.to_preparing(family)
    assert unmarked([in_english(family, family.sanne, "welcome")]) == set()
    end_early(family.case, asked("Oma past voortaan op Daan."), by=family.ria, at=family.at)
    assert unmarked([in_english(family, family.truus, "plan"), in_english(family, family.truus, "plan_print")]) == set()


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
