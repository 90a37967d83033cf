"""By which day something must be there: counted from the road, for whom it concerns, with where it stands."""

from datetime import datetime

import pytest

from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, make_case, to_preparing
from tests.support.own_file import TO_FILL_IN, add_own
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


WORKING_DAYS = TERMS.replace("{ days = 7", "{ working_days = 4")
TO_DECIDE = f"{HERE}/hoe-lang/decision/"


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


def test_working_days_are_counted_without_weekends(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = stop_the_clock(monkeypatch, to_preparing(make_case(at, approach=add_own(at, WORKING_DAYS))))
    assert "Uiterlijk op maandag 9 maart" in page_of(neighbour(cast.anna), f"{HERE}/weg/")


def test_a_term_of_the_law_never_ends_in_a_weekend(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    to_saturday = TERMS.replace("weeks = 6", "days = 5")
    cast = stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, to_saturday)))
    assert "Uiterlijk op maandag 9 maart" in page_of(neighbour(cast.otto), f"{HERE}/weg/")


@pytest.fixture
def unknown(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, TO_FILL_IN)))


def test_what_is_not_filled_in_yet_says_so(unknown: Cast) -> None:
    for_anna = page_of(neighbour(unknown.anna), f"{HERE}/weg/")
    assert "Het is nog niet bekend hoelang dit hier duurt." in for_anna
    assert "De gemeente heeft besloten." in for_anna
    assert TO_DECIDE not in for_anna
    assert TO_DECIDE in page_of(neighbour(unknown.ria), f"{HERE}/overzicht/")


def test_who_sets_the_limits_fills_it_in_and_everybody_reads_the_day(unknown: Cast) -> None:
    otto = neighbour(unknown.otto)
    assert TO_DECIDE in page_of(otto, f"{HERE}/weg/")
    assert "De gemeente heeft besloten." in page_of(otto, TO_DECIDE)
    otto.post(TO_DECIDE, {"number": "6", "unit": "weeks", "was": ""})
    page = page_of(neighbour(unknown.anna), f"{HERE}/weg/")
    assert "Uiterlijk op maandag 13 april" in page
    assert "Dit is ingevuld voor deze situatie." in page
    assert "Er is ingevuld hoelang iets hier duurt." in page_of(neighbour(unknown.anna), f"{HERE}/logboek/")


def test_who_filled_it_in_at_the_same_time_is_told(unknown: Cast) -> None:
    otto = neighbour(unknown.otto)
    page_of(otto, TO_DECIDE)
    neighbour(unknown.ria).post(TO_DECIDE, {"number": "6", "unit": "weeks", "was": ""})
    told = otto.post(TO_DECIDE, {"number": "8", "unit": "weeks", "was": ""}).content.decode()
    assert "Iemand vulde iets anders in terwijl u las." in told


def test_a_number_that_is_no_term_is_refused_beside_its_box(unknown: Cast) -> None:
    answer = neighbour(unknown.ria).post(TO_DECIDE, {"number": "0", "unit": "weeks", "was": ""})
    assert answer.status_code == 422
    assert "Schrijf een heel getal van 1 tot en met 200." in answer.content.decode()


def test_who_does_not_fill_it_in_does_not_see_the_form(unknown: Cast) -> None:
    assert neighbour(unknown.anna).get(TO_DECIDE).status_code == 403
    assert neighbour(unknown.ria).get(f"{HERE}/hoe-lang/iets/").status_code == 404
    assert visitor().get(TO_DECIDE).status_code == 403
