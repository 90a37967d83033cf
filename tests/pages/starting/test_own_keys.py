"""What an approach of somebody's own says is what its pages show, in the language of the reader."""

from datetime import datetime

import pytest

from gedragen.cases.models import Case
from gedragen.cases.starting.commands.footing import SetFooting, set_footing
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.method.constitution.footing import Footing
from gedragen.method.phases import Phase
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, make_case, to_preparing, with_frames
from tests.support.dump import dump
from tests.support.own_file import add_own
from tests.support.refusals import breaks
from tests.support.visitor import neighbour, page_of, visitor

HERE = "/situatie/huize-lydia"
SOURCE = '{ what = { nl = "Het script", en = "The script" }, url = "https://iirp.edu/k8qr", seen = "2026-02-20" }'
FROM = f'[interpretation]\nnl = "Zo lezen wij het."\nen = "So we read it."\nsources = [{SOURCE}]'
ONLY_FREELY = (
    '[footing]\nask = true\nallowed = ["voluntary"]\n'
    'refused = { nl = "Dit kan alleen als iedereen zelf wil.", en = "Only where everybody wants it." }'
)
LEAVING = '[leaving]\nnl = "Dan stopt het hier voor iedereen."\nen = "Then it stops here for everybody."'


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Starting, under an approach that says all of this."""
    return stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, FROM, ONLY_FREELY, LEAVING)))


def test_where_an_approach_comes_from_stands_at_the_foot_of_its_page(own: Cast) -> None:
    page = page_of(neighbour(own.anna), f"{HERE}/aanpak/")
    foot = page.partition("Waar dit vandaan komt")[2]
    for told in ("Zo lezen wij het.", "Het script", "Laatst bekeken op vrijdag 20 februari."):
        assert told in foot
    assert 'href="https://iirp.edu/k8qr"' in foot
    assert ">https://iirp.edu/k8qr</a>" in foot
    assert "So we read it." in page_of(visitor(own.anna), f"{HERE}/aanpak/")
    assert "niet compleet" not in page


def test_what_was_not_found_is_said(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[interpretation]\nnl = "Alleen de naam vonden wij."\nen = "We found the name only."\nincomplete = true'
    cast = stop_the_clock(monkeypatch, make_case(at, approach=add_own(at, text)))
    page = page_of(neighbour(cast.anna), f"{HERE}/aanpak/")
    assert "Dit is niet compleet" in page
    assert "Hoe wij de methode lezen" in page


def test_an_approach_that_says_nothing_of_it_shows_nothing_of_it(starting: Cast) -> None:
    page = page_of(neighbour(starting.anna), f"{HERE}/aanpak/")
    assert "Waar dit vandaan komt" not in page
    assert "Hoe wij de methode lezen" not in page


def test_another_footing_is_refused_with_the_sentence_of_the_file_and_changes_nothing(own: Cast) -> None:
    ria, path = neighbour(own.ria), f"{HERE}/overzicht/aanleiding/"
    assert page_of(ria, path).count('type="radio"') == 3
    before = dump()
    answer = ria.post(path, {"footing": "under_pressure"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit kan alleen als iedereen zelf wil." in page
    assert "checked" in page.partition('value="under_pressure"')[2].partition(">")[0]
    assert dump() == before
    assert (
        "Only where everybody wants it." in visitor(own.ria).post(path, {"footing": "court_ordered"}).content.decode()
    )


def test_a_footing_that_the_file_allows_is_recorded(own: Cast) -> None:
    answer = neighbour(own.ria).post(f"{HERE}/overzicht/aanleiding/", {"footing": "voluntary"})
    assert answer.status_code == 302
    assert Case.objects.get(id=own.case).footing == Footing.VOLUNTARY


def test_the_act_itself_refuses_too(own: Cast) -> None:
    with breaks("footing-not-allowed"):
        set_footing(own.case, SetFooting(Footing.COURT_ORDERED), by=own.ria, at=own.at)


def test_where_it_is_asked_a_case_waits_for_it(own: Cast) -> None:
    with_frames(own)
    with breaks("gates-missing"):
        move_on(own.case, MoveOn(Phase.STARTING), by=own.ria, at=own.at)
    set_footing(own.case, SetFooting(Footing.VOLUNTARY), by=own.ria, at=own.at)
    move_on(own.case, MoveOn(Phase.STARTING), by=own.ria, at=own.at)


def test_what_leaving_means_stands_where_one_says_no_and_on_ones_own_page(own: Cast) -> None:
    otto = neighbour(own.otto)
    for path in ("ik-doe-niet-mee", "weg", "mijn-gegevens"):
        page = page_of(otto, f"{HERE}/{path}/")
        assert "Dan stopt het hier voor iedereen." in page
        assert f"{HERE}/ik-doe-niet-mee/" in page or path == "ik-doe-niet-mee"


def test_an_approach_that_says_nothing_of_leaving_has_no_such_part(preparing: Cast) -> None:
    assert "Stoppen" not in page_of(neighbour(preparing.bram), f"{HERE}/weg/")


NOTICE = '[notice_for_professionals]\nnl = "Bij gevaar volgt u de meldcode."\nen = "In danger you follow the code."'


def test_what_goes_on_for_professionals_is_told_to_them_and_to_nobody_else(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = stop_the_clock(monkeypatch, to_preparing(make_case(at, approach=add_own(at, NOTICE))))
    for seat, is_told in ((cast.petra, True), (cast.bram, False), (cast.otto, False)):
        for path in ("weg", "welkom"):
            assert ("Bij gevaar volgt u de meldcode." in page_of(neighbour(seat), f"{HERE}/{path}/")) is is_told
    assert "In danger you follow the code." in page_of(visitor(cast.petra), f"{HERE}/weg/")


def test_otherwise_nothing_is_told_to_them(preparing: Cast) -> None:
    assert "Wat voor u als professional blijft gelden" not in page_of(neighbour(preparing.petra), f"{HERE}/weg/")
