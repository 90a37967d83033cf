"""The sides of a conflict on the pages: everybody reads which there are, and only few who stands where."""

import pytest
from django.urls import reverse

from gedragen import clock
from gedragen.cases.preparing.commands.preparation import AnswerView, BringView, answer_view, bring_view
from tests.support.cast import Cast, with_items
from tests.support.sides import EVENING, NEXT_DOOR, with_sides
from tests.support.visitor import address, page_of, visitor


def path_of(cast: Cast, name: str, *about: int) -> str:
    return reverse(name, args=[address(cast), *about])


@pytest.fixture
def sides(preparing: Cast) -> Cast:
    return with_sides(preparing)


def test_who_guides_names_a_side_and_puts_somebody_on_it(sides: Cast) -> None:
    ria, path = visitor(sides.ria), path_of(sides, "sides")
    assert ria.post(path, {"name": " "}).status_code == 422
    assert ria.post(path, {"name": "wie er een winkel heeft"}).status_code == 302
    page = page_of(ria, path)
    assert "Nobody of this side decides along and had a talk yet." in page
    on = path_of(sides, "on_sides", sides.jan)
    assert f'name="was" value="{NEXT_DOOR}"' in page_of(ria, on)
    assert ria.post(on, {"sides": ["2", "3"], "was": "2"}).status_code == 302
    assert ria.post(on, {"sides": ["1"], "was": "2"}).status_code == 422
    assert page_of(ria, path).count("Jan Oudejans") == 2
    assert visitor(sides.jan).get(path).status_code == 403


def test_of_the_others_nobody_reads_where_they_stand(sides: Cast) -> None:
    bring_view(sides.case, BringView("Ik slaap niet."), by=sides.jan, at=sides.at)
    answer_view(sides.case, AnswerView(1, "Om elf uur is het stil."), by=sides.bram, at=sides.at)
    path = path_of(sides, "views")
    for_anna, for_fatima = page_of(visitor(sides.anna), path), page_of(visitor(sides.fatima), path)
    assert "wie er naast wonen" in for_anna
    assert "Of this side" not in for_anna
    assert "Of this side: wie er naast wonen" in for_fatima
    for page in (for_anna, for_fatima, page_of(visitor(sides.anna), path_of(sides, "plan"))):
        assert "Bram" not in page
    assert "Bram Willems" in page_of(visitor(sides.ria), path)


def test_a_form_that_would_be_refused_is_not_filled_in_first(sides: Cast) -> None:
    bring_view(sides.case, BringView("Ik slaap niet."), by=sides.jan, at=sides.at)
    bring_view(sides.case, BringView("Er is licht aan."), by=sides.jan, at=sides.at)
    answer_view(sides.case, AnswerView(2, "Het gaat uit."), by=sides.bram, at=clock.now())
    for who, name, about, why in (
        (sides.fatima, "answer_view", (1,), "Somebody of another side answers it."),
        (sides.fatima, "nothing_else", (NEXT_DOOR,), "This side has said something already."),
        (sides.jan, "say_heard", (1,), "Only who put this forward says whether it was heard."),
        (sides.ria, "say_heard", (2,), "has a week to say it themselves"),
        (sides.ria, "exception", (), "In a conflict this is written down for each side apart."),
    ):
        assert why in visitor(who).get(path_of(sides, name, *about), follow=True).content.decode()


def test_a_side_says_that_it_has_no_other_view(sides: Cast) -> None:
    bram, path = visitor(sides.bram), path_of(sides, "nothing_else", EVENING)
    assert path in page_of(bram, path_of(sides, "views"))
    assert bram.post(path).status_code == 302
    assert "Somebody of this side said: we have no other view." in page_of(bram, path_of(sides, "views"))
    assert bram.get(path_of(sides, "nothing_else", NEXT_DOOR)).status_code == 404


def test_who_brought_it_says_not_yet_and_light_five_says_it_as_it_was_said(deciding: Cast) -> None:
    with_sides(with_items(deciding))
    bring_view(deciding.case, BringView("Ik slaap niet."), by=deciding.jan, at=deciding.at)
    answer_view(deciding.case, AnswerView(1, "Om elf uur is het stil."), by=deciding.bram, at=deciding.at)
    jan, path = visitor(deciding.jan), path_of(deciding, "say_heard", 1)
    assert jan.post(path, {"heard": "asked"}).status_code == 422
    assert jan.post(path, {"heard": "not_yet"}).status_code == 302
    assert "Who put this forward says: not yet heard." in page_of(visitor(deciding.anna), path_of(deciding, "views"))
    assert "Of 1 view, who put it forward says: not yet heard." in page_of(jan, path_of(deciding, "plan"))


def test_for_who_does_not_come_it_is_written_down_why_and_what_they_said(sides: Cast) -> None:
    ria = visitor(sides.ria)
    ria.post(path_of(sides, "sides"), {"name": "de winkels"})
    path = path_of(sides, "side_exception", 3)
    assert ria.post(path, {"text": "", "version": "0"}).status_code == 422
    assert ria.post(path, {"text": "Drie keer gevraagd.", "version": "0"}).status_code == 302
    absent = path_of(sides, "absent_view")
    assert ria.post(absent, {"text": "Klanten blijven weg."}).status_code == 422
    assert ria.post(absent, {"text": "Klanten blijven weg.", "side": "3"}).status_code == 302
    page = page_of(visitor(sides.anna), path_of(sides, "views"))
    assert "Said by somebody who does not want to be here." in page
    assert "Nobody of this side takes part. Why: Drie keer gevraagd." in page
