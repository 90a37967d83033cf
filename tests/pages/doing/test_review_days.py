"""The days to look back on the screen, where the people agree on them one by one."""

from datetime import date, datetime

import pytest

from gedragen.cases.doing.commands.review_days import AgreeReviewDay, agree_review_day
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast
from tests.support.dump import dump
from tests.support.own_file import carrying_out
from tests.support.visitor import neighbour, page_of

HERE = "/situatie/huize-lydia"
DAY = f"{HERE}/terugkijken/dag/3/"
NONE_YET, AGREED = "Na ongeveer 3 maanden: nog geen dag afgesproken", "Na ongeveer 3 maanden: zaterdag 20 juni"


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, carrying_out(at, 'dates = "agreed"'))


def test_a_day_is_chosen_from_the_page_that_asks_for_it(own: Cast) -> None:
    bram = neighbour(own.bram)
    assert "Op welke dag kijkt u terug?" in page_of(bram, f"{HERE}/weg/")
    assert 'value="2026-06-12"' in page_of(bram, DAY)
    assert bram.post(DAY, {"day": "2026-06-20", "was": ""}).status_code == 302
    assert "U kijkt terug na ongeveer 6 maanden." in " ".join(page_of(bram, f"{HERE}/weg/").split())
    assert "Tot nu toe afgesproken: zaterdag 20 juni" in page_of(bram, DAY)


@pytest.mark.parametrize("path", ["plan/", "terugkijken/"])
def test_everybody_who_reads_the_plan_reads_which_days_were_agreed(own: Cast, path: str) -> None:
    for seat in (own.fatima, own.otto, own.ria):
        assert NONE_YET in page_of(neighbour(seat), f"{HERE}/{path}")
    agree_review_day(own.case, AgreeReviewDay(3, date(2026, 6, 20)), by=own.bram, at=own.at)
    for seat in (own.fatima, own.otto, own.ria):
        assert AGREED in page_of(neighbour(seat), f"{HERE}/{path}")


def test_the_plan_says_that_a_day_is_missing(own: Cast) -> None:
    assert "Nog niet elk moment om terug te kijken heeft een dag." in page_of(neighbour(own.bram), f"{HERE}/plan/")


def test_the_page_about_the_approach_says_that_people_agree_on_the_days(own: Cast) -> None:
    assert "op dagen die de mensen zelf afspreken" in page_of(neighbour(own.bram), f"{HERE}/aanpak/")


def test_an_odd_day_says_what_is_wrong_and_changes_nothing(own: Cast) -> None:
    bram, before = neighbour(own.bram), dump()
    for day in ("2026-03-12", "soon", "", "1026-06-20"):
        assert bram.post(DAY, {"day": day, "was": ""}).status_code == 422
    assert bram.get(f"{HERE}/terugkijken/dag/4/").status_code == 404
    assert neighbour(own.ria).get(DAY).status_code == 403
    assert dump() == before


def test_elsewhere_there_is_no_such_page(deciding: Cast) -> None:
    assert neighbour(deciding.bram).get(DAY).status_code == 404
    assert "nog geen dag afgesproken" not in page_of(neighbour(deciding.bram), f"{HERE}/plan/")
