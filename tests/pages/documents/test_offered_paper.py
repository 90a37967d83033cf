"""A paper that is asked only with much tension or many people is one quiet link below that, until somebody uses it."""

from datetime import datetime

import pytest

from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.method.constitution.levels import Level
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, as_example
from tests.support.own_file import AGREEMENT, faults_of, filled_in, with_paper
from tests.support.visitor import neighbour, page_of

HERE = "/situatie/huize-lydia"
PAPER = f"{HERE}/papier/1/"
EMPTY, OFFERED = "De afspraak: er is nog niets ingevuld.", "De afspraak: als u wilt, het hoeft niet."


def asked_from(told: str) -> str:
    return AGREEMENT.replace('room = "plan"', f'room = "plan"\n{told}')


def deciding(at: datetime, told: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, with_paper(at, asked_from(told)))


@pytest.mark.parametrize(
    ("told", "is_asked"),
    [("from_people = 4", True), ("from_people = 5", False), ("from_level = 'conflict'", False)],
)
def test_it_is_asked_where_so_many_decide_at_that_level(
    db: None, at: datetime, told: str, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = deciding(at, told, monkeypatch)
    road, paper = page_of(neighbour(cast.bram), f"{HERE}/weg/"), page_of(neighbour(cast.bram), PAPER)
    assert (EMPTY in road, OFFERED in road) == (is_asked, not is_asked)
    assert ("Hier hoeft niemand dit in te vullen" not in paper) is is_asked
    assert (EMPTY in page_of(neighbour(cast.ria), f"{HERE}/overzicht/")) is is_asked
    assert f"{PAPER}schrijven/" in paper


def test_once_somebody_fills_it_in_it_is_a_paper_like_any_other(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = filled_in(deciding(at, "from_people = 40", monkeypatch))
    road = page_of(neighbour(cast.anna), f"{HERE}/weg/")
    assert "De afspraak: nog niet bindend." in road
    assert "Een papier wacht op uw handtekening: De afspraak" in road
    assert "Hier hoeft niemand dit in te vullen" not in page_of(neighbour(cast.anna), PAPER)


def test_when_the_level_rises_it_is_asked(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = deciding(at, 'from_level = "conflict"', monkeypatch)
    as_example(cast.case)
    set_level(cast.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=cast.ria, at=cast.at)
    assert EMPTY in page_of(neighbour(cast.bram), f"{HERE}/weg/")


def test_the_page_about_the_approach_says_from_when_on(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = deciding(at, "from_people = 40", monkeypatch)
    page = page_of(neighbour(cast.bram), f"{HERE}/aanpak/")
    assert "Beslissen er minder dan 40 mensen mee? Dan mag dit worden overgeslagen." in page


@pytest.mark.parametrize(
    ("paper", "fault", "mend"),
    [
        (asked_from("from_people = 1"), "documents[4].from_people", "somebody is always there; write 2 or more"),
        (asked_from('from_level = "simple"'), "documents[4].from_level", "every level of this approach reaches it"),
        (
            '[[documents]]\nkey = "plan"\nphase = "preparing"\nname = { nl = "Plan", en = "Plan" }\nfrom_people = 9',
            "documents[4].from_people",
            "leave it out: this paper is there in every situation",
        ),
    ],
)
def test_what_every_situation_reaches_or_has_is_refused(paper: str, fault: str, mend: str) -> None:
    assert faults_of(paper)[fault].startswith(mend)
