"""By which day something must be there: counted from the road, for whom it concerns, with where it stands."""

from datetime import datetime

import pytest

from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, make_case, to_preparing
from tests.support.own_file import add_own
from tests.support.visitor import neighbour, page_of, visitor

HERE = "/situatie/huize-lydia"
TERMS = """[[deadlines]]
key = "inquiry"
nl = "Het onderzoek is klaar."
en = "The inquiry is done."
starts_at = "question-brought"
length = { weeks = 6 }
who = ["authority"]
kind = "legal"
article = "Wmo 2015, artikel 2.3.2"
law_version = "1 januari 2026"

[[deadlines]]
key = "own_plan"
nl = "Uw eigen plan ligt er."
en = "Your own plan is there."
starts_at = "frozen"
length = { days = 7 }
who = ["participant"]
kind = "practice"
"""


@pytest.fixture
def begun(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, TERMS)))


def test_whom_it_concerns_reads_the_day_and_the_law(begun: Cast) -> None:
    page = page_of(neighbour(begun.otto), f"{HERE}/weg/")
    assert "Het onderzoek is klaar." in page
    assert "Uiterlijk op maandag 13 april" in page
    assert "Volgens de wet: Wmo 2015, artikel 2.3.2 (1 januari 2026)." in page
    assert "Uw eigen plan ligt er." not in page
    assert "The inquiry is done." in page_of(visitor(begun.otto), f"{HERE}/weg/")


def test_as_long_as_it_has_not_begun_there_is_no_day(begun: Cast) -> None:
    page = page_of(neighbour(begun.anna), f"{HERE}/weg/")
    assert "Uw eigen plan ligt er." in page
    assert "De dag volgt als dat deel van de weg is begonnen." in page
    assert "Uiterlijk" not in page.partition("Data om te halen")[2].partition("</section>")[0]
    assert "Uiterlijk op dinsdag 10 maart" in page_of(neighbour(to_preparing(begun).anna), f"{HERE}/weg/")


def test_who_guides_sees_all_of_them(begun: Cast) -> None:
    page = page_of(neighbour(begun.ria), f"{HERE}/overzicht/")
    assert "Het onderzoek is klaar." in page
    assert "Uw eigen plan ligt er." in page


def test_an_approach_without_terms_shows_none(starting: Cast) -> None:
    for seat, path in ((starting.otto, "weg"), (starting.ria, "overzicht")):
        assert "Data om te halen" not in page_of(neighbour(seat), f"{HERE}/{path}/")
