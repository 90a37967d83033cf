"""Who keeps an eye on the plan, on the screen of who chooses, who is asked, who guides, and everybody who reads."""

from datetime import datetime

import pytest

from gedragen.cases.doing.commands.follow_through import RecordCall, record_call
from gedragen.cases.doing.commands.keeping import NameKeeper, name_keeper
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.method.tasks import TaskState
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast
from tests.support.dump import dump
from tests.support.own_file import carrying_out
from tests.support.visitor import neighbour, page_of

HERE = "/situatie/huize-lydia"
KEEPER = f"{HERE}/wie-houdt-het-bij/"
NOBODY = "De mensen hebben nog niet gekozen wie het plan in de gaten houdt."


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, carrying_out(at, 'keeper = "circle"'))


def test_somebody_is_chosen_says_yes_and_gives_it_back_on_the_screen(own: Cast) -> None:
    bram, anna = neighbour(own.bram), neighbour(own.anna)
    assert NOBODY in page_of(bram, KEEPER)
    assert bram.post(KEEPER, {"keeper": own.anna, "was": "0"}).status_code == 302
    assert "Wilt u het plan in de gaten houden?" in page_of(anna, f"{HERE}/weg/")
    assert "is gevraagd om het plan in de gaten te houden" in page_of(bram, KEEPER)
    assert anna.post(KEEPER, {"say": "yes"}).status_code == 302
    assert "houdt vanaf het telefoontje het plan in de gaten. Tot die tijd doet Ria" in page_of(bram, KEEPER)
    assert anna.post(KEEPER, {"say": "no"}).status_code == 302
    assert NOBODY in page_of(bram, KEEPER)


@pytest.mark.parametrize("path", ["weg/", "plan/", "plan/afdrukken/", "terugkijken/"])
def test_everybody_who_reads_the_plan_reads_who_keeps_an_eye_on_it(own: Cast, path: str) -> None:
    assert NOBODY in page_of(neighbour(own.fatima), f"{HERE}/{path}")
    name_keeper(own.case, NameKeeper(own.anna), by=own.anna, at=own.at)
    record_call(own.case, RecordCall(1, "Het gaat."), by=own.ria, at=own.at)
    for seat, name in ((own.fatima, "Anna de Vries"), (own.otto, "Iemand")):
        assert f"{name} houdt het plan in de gaten" in page_of(neighbour(seat), f"{HERE}/{path}")


def test_who_guides_reads_that_it_is_no_longer_with_her(own: Cast) -> None:
    name_keeper(own.case, NameKeeper(own.anna), by=own.anna, at=own.at)
    over = "De mensen volgen het nu zelf"
    assert over not in page_of(neighbour(own.ria), f"{HERE}/overzicht/")
    record_call(own.case, RecordCall(1, "Het gaat."), by=own.ria, at=own.at)
    assert over in page_of(neighbour(own.ria), f"{HERE}/overzicht/")


def test_what_was_given_back_stands_first_for_the_keeper_until_somebody_is_asked(own: Cast) -> None:
    name_keeper(own.case, NameKeeper(own.anna), by=own.anna, at=own.at)
    record_call(own.case, RecordCall(1, "Het gaat."), by=own.ria, at=own.at)
    number = offer_task(own.case, Offer(1, "De kas bijhouden", own.fatima), by=own.bram, at=own.at)
    answer_task(own.case, AnswerTask(number, accepts=True), by=own.fatima, at=own.at)
    report_task(own.case, ReportTask(number, TaskState.GIVEN_BACK), by=own.fatima, at=own.at)
    todo = "Niemand doet dit nu: De kas bijhouden"
    assert todo in page_of(neighbour(own.anna), f"{HERE}/weg/")
    assert todo not in page_of(neighbour(own.bram), f"{HERE}/weg/")
    offer_task(own.case, Offer(1, "De kas bijhouden", own.bram), by=own.anna, at=own.at)
    assert todo not in page_of(neighbour(own.anna), f"{HERE}/weg/")


def test_an_odd_choice_says_what_is_wrong_and_changes_nothing(own: Cast) -> None:
    before = dump()
    answer = neighbour(own.bram).post(KEEPER, {"keeper": own.ria, "was": "0"})
    assert answer.status_code == 422
    answer = neighbour(own.bram).post(KEEPER, {"was": "0"})
    assert "Kies iemand." in answer.content.decode()
    assert neighbour(own.otto).post(KEEPER, {"keeper": own.anna, "was": "0"}).status_code in (403, 422)
    assert dump() == before


def test_where_the_approach_leaves_it_with_who_guides_there_is_no_such_page(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = stop_the_clock(monkeypatch, carrying_out(at, ""))
    assert neighbour(cast.bram).get(KEEPER).status_code == 404
