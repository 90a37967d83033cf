"""What a page weighs and how often it asks the database, for a handful of people and for very many alike."""

import gzip
import re
from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import Seat
from gedragen.method.consent import Answer
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, answer, make_case, to_deciding, to_preparing, with_items, with_rounds
from tests.support.crowd import fill
from tests.support.visitor import address, page_of, rows_read, visitor

pytestmark = pytest.mark.django_db

MOST_QUERIES, HEAVIEST = 5, 60_000
PAGES = ("road", "plan", "item", "people", "cockpit")


@pytest.fixture
def town(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Cast]:
    """A neighbourhood of so many people, with two rounds open."""

    def build(people: int) -> Cast:
        cast = to_preparing(make_case(at))
        fill(cast, people, cast.at)
        return stop_the_clock(monkeypatch, with_rounds(with_items(to_deciding(cast))))

    return build


def path_of(cast: Cast, name: str) -> str:
    return reverse(name, args=[address(cast), *([1] if name == "item" else [])])


def asked_for(client: Client, path: str) -> int:
    """How many queries a page takes once somebody has looked since the last change."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_five_times_at_most_however_many_people_there_are(town: Callable[[int], Cast], name: str) -> None:
    few, many = town(10), town(200)
    seats = (few.ria, many.ria) if name == "cockpit" else (few.bram, many.bram)
    asked = [asked_for(visitor(seat), path_of(cast, name)) for cast, seat in zip((few, many), seats, strict=True)]
    assert asked[0] == asked[1] <= MOST_QUERIES


def test_an_answer_asks_as_often_however_many_people_there_are(town: Callable[[int], Cast]) -> None:
    asked = []
    for people in (10, 200):
        cast = town(people)
        client, path, said = visitor(cast.bram), path_of(cast, "item"), {"answer": Answer.YES.value, "version": "1"}
        client.post(path, said | {"once": "een"})
        with CaptureQueriesContext(connection) as seen:
            assert client.post(path, said | {"once": "twee"}).status_code == 302
        asked.append(len([query for query in seen if "SAVEPOINT" not in query["sql"]]))
    assert asked[0] == asked[1] <= 6


def test_the_journal_reads_what_those_on_its_page_are_and_nobody_else(town: Callable[[int], Cast]) -> None:
    few, many = town(10), town(200)
    read = [rows_read(visitor(cast.bram), path_of(cast, "journal")) for cast in (few, many)]
    assert read[0] == read[1]


class Loaded(HTMLParser):
    """What a browser fetches for a page besides the page."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        wanted = told.get("href") if tag == "link" else told.get("src")
        if wanted and tag in ("link", "script", "img") and told.get("rel") != "canonical":
            self.files.add(urlsplit(wanted).path)


def weight_of(file: str) -> int:
    """In bytes as they are sent, with what a style sheet asks for in its turn."""
    found = finders.find(file.removeprefix("/static/"))
    assert isinstance(found, str), f"{file} is not built: run `make front`"
    content = Path(found).read_bytes()
    fetched = re.findall(r'url\(["\']?(?!data:)([^)"\'#]+)', content.decode()) if file.endswith(".css") else []
    return len(gzip.compress(content)) + sum(weight_of(f"/static/gedragen/{one}") for one in fetched)


def test_a_first_page_weighs_sixty_kilobytes_at_most(town: Callable[[int], Cast]) -> None:
    """From the link in a mail to one's own road, with all that a browser fetches on the way for the first time."""
    cast, client, files = town(200), Client(), Loaded()
    way_in = reverse("link", args=[my_link(cast.bram)])
    pages = [client.get(way_in), client.post(way_in, follow=True), client.get(path_of(cast, "road"))]
    for page in pages:
        assert page.status_code == 200
        files.feed(page.content.decode())
    # Pages are sent as they are: packing what holds a secret and what somebody typed can give the secret away.
    weight = sum(len(page.content) for page in (pages[0], pages[2])) + sum(map(weight_of, files.files))
    assert len(files.files) >= 4
    assert weight <= HEAVIEST


def test_a_very_large_round_shows_every_no_and_says_how_many_more_there_are(
    town: Callable[[int], Cast], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gedragen.cases.state.outcomes.SHOWN", 3)
    monkeypatch.setattr("gedragen.cases.rounds.queries.rounds.SHOWN", 3)
    cast = town(10)
    deciders = Seat.objects.filter(case=cast.case, decides=True).order_by("number").values_list("id", flat=True)
    *others, last = deciders
    for seat in others:
        answer(cast, seat)
    answer(cast, last, Answer.OBJECTION, reason="Het is te laat open.")
    page = page_of(visitor(cast.bram), path_of(cast, "item"))
    assert "Het is te laat open." in page
    assert f"And {len(others) - 2} more." in page
