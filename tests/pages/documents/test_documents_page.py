"""A paper of the approach's own on the screen: filled in, signed, changed and printed, by the people alone."""

from datetime import datetime

import pytest

from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast
from tests.support.dump import dump
from tests.support.own_file import AGREEMENT, FULL, filled_in, signed, with_paper
from tests.support.visitor import neighbour, page_of, visitor

HERE = "/situatie/huize-lydia"
PAPER = f"{HERE}/papier/1/"


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, with_paper(at))


def test_a_paper_goes_from_empty_to_signed_on_the_screen(own: Cast) -> None:
    bram = neighbour(own.bram)
    assert "Er is nog niets ingevuld." in page_of(bram, PAPER)
    assert bram.post(f"{PAPER}schrijven/", {**FULL, "version": "0"}).status_code == 302
    page = page_of(bram, PAPER)
    for told in ("Bram maakt de bank.", "vrijdag 1 mei", "Wim Bakker", "Met een gesprek", "Nog niet bindend"):
        assert told in page
    for seat in own.deciders:
        assert "Een papier wacht op uw handtekening: De afspraak" in page_of(neighbour(seat), f"{HERE}/weg/")
        assert neighbour(seat).post(PAPER, {"version": "1"}).status_code == 302
    page = page_of(bram, PAPER)
    assert "Getekend op dinsdag 10 maart" in page
    assert "Nog niet bindend" not in page
    assert "Ik teken deze tekst" not in page


def test_a_changed_text_says_that_older_signatures_do_not_count(own: Cast) -> None:
    signed(filled_in(own))
    fatima = neighbour(own.fatima)
    assert "Iemand heeft de tekst getekend zoals die nu is." in page_of(fatima, f"{PAPER}schrijven/")
    answer = fatima.post(f"{PAPER}schrijven/", {**FULL, "how": "letter", "version": "1"}, follow=True)
    page = answer.content.decode()
    assert "Daarom vragen wij opnieuw een handtekening" in page
    assert "Nog niet bindend" in page
    assert "blijft staan tot iedereen deze tekst heeft getekend" in page
    assert "De tekst die op" in page
    assert "Ik teken deze tekst" in page


def test_what_was_typed_stays_when_somebody_else_was_first(own: Cast) -> None:
    filled_in(own)
    before = dump()
    answer = neighbour(own.anna).post(f"{PAPER}schrijven/", {**FULL, "what": "Anna maakt hem.", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "De tekst zoals die nu is" in page
    assert "Bram maakt de bank." in page
    assert "Anna maakt hem." in page
    assert dump() == before


def test_my_data_shows_what_i_wrote_in_it_and_not_what_i_chose(own: Cast) -> None:
    filled_in(own, {"what": "Bram maakt de bank.", "how": "letter"})
    page = page_of(neighbour(own.bram), f"{HERE}/mijn-gegevens/")
    mine = page.partition("Wat u in een papier van deze aanpak schreef")[2].partition("</li>")[0]
    assert "Bram maakt de bank." in mine
    assert "letter" not in mine


def test_it_is_printed_with_how_it_stands(own: Cast) -> None:
    page = page_of(neighbour(own.bram), f"{PAPER}afdrukken/")
    assert "Er is nog niets ingevuld." in page
    signed(filled_in(own), own.anna)
    page = page_of(neighbour(own.bram), f"{PAPER}afdrukken/")
    for told in ("De afspraak", "Bram maakt de bank.", "Nog niet bindend", "Anna de Vries"):
        assert told in page


def test_the_guide_finds_it_on_the_overview_and_everybody_in_the_approach(own: Cast) -> None:
    assert "De afspraak: er is nog niets ingevuld." in page_of(neighbour(own.ria), f"{HERE}/overzicht/")
    assert f'href="{PAPER}"' in page_of(neighbour(own.bram), f"{HERE}/aanpak/")
    assert "The agreement: not binding yet." in page_of(visitor(filled_in(own).ria), f"{HERE}/overzicht/")


def test_anyone_reads_it_where_its_room_is_public_and_without_a_name(own: Cast) -> None:
    signed(filled_in(own), own.anna)
    page = page_of(neighbour(None), PAPER)
    assert "Bram maakt de bank." in page
    assert "Anna de Vries" not in page
    assert "Ik teken deze tekst" not in page


@pytest.mark.django_db
def test_a_paper_of_a_closed_room_is_for_its_readers(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = filled_in(with_paper(at, AGREEMENT.replace('room = "plan"', 'room = "circle"')))
    stop_the_clock(monkeypatch, cast)
    assert "Bram maakt de bank." in page_of(neighbour(cast.fatima), PAPER)
    for seat in (cast.otto, cast.petra, None):
        assert neighbour(seat).get(PAPER).status_code == 404
        assert "De afspraak" not in page_of(neighbour(seat), f"{HERE}/weg/" if seat else f"{HERE}/")


@pytest.mark.django_db
def test_a_paper_that_binds_nobody_says_nothing_of_binding(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = filled_in(with_paper(at, AGREEMENT.replace('"when_signed"', '"no"')))
    stop_the_clock(monkeypatch, cast)
    assert "bindend" not in page_of(neighbour(cast.bram), PAPER)
    assert "De afspraak: nog niet door iedereen getekend." in page_of(neighbour(cast.ria), f"{HERE}/overzicht/")
