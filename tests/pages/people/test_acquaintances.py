"""The people: one button beside somebody whom one knows, and how a round tells of yeses of whom nobody knows."""

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Acquaintance, Round
from gedragen.method.consent import Answer
from tests.support.cast import Cast, answer, with_items, with_plan, with_rounds
from tests.support.visitor import address, neighbour, page_of

pytestmark = pytest.mark.django_db

BUTTON, SAID, BACK = "Deze persoon ken ik", "U zei: deze persoon ken ik.", "Toch niet"


def people(cast: Cast) -> str:
    return reverse("people", args=[address(cast)])


def press(client: Client, cast: Cast, **button: int) -> str:
    return client.post(people(cast), button, follow=True).content.decode()


def test_who_decides_finds_the_button_beside_the_others_who_decide(preparing: Cast) -> None:
    page = page_of(neighbour(preparing.bram), people(preparing))
    assert page.count('name="know"') == 3
    for seat in (preparing.anna, preparing.fatima, preparing.jan):
        assert f'name="know" value="{seat}"' in page
    assert f"{BUTTON}: Fatima Amrani" in page


@pytest.mark.parametrize("name", ["ria", "otto", "petra"])
def test_who_does_not_decide_finds_none(preparing: Cast, name: str) -> None:
    assert 'name="know"' not in page_of(neighbour(getattr(preparing, name)), people(preparing))


def test_one_says_it_and_takes_it_back_and_nobody_else_sees_it(preparing: Cast) -> None:
    bram, fatima = neighbour(preparing.bram), neighbour(preparing.fatima)
    page = press(bram, preparing, know=preparing.fatima)
    assert (SAID in page, f"{BACK}: Fatima Amrani" in page) == (True, True)
    assert SAID not in page_of(fatima, people(preparing))
    page = press(bram, preparing, unknow=preparing.fatima)
    assert (SAID in page, Acquaintance.objects.exists()) == (False, False)


def test_a_button_that_no_page_has_does_nothing(preparing: Cast) -> None:
    bram = neighbour(preparing.bram)
    for button in ({}, {"know": 10**8}, {"know": preparing.bram}, {"know": preparing.ria}, {"unknow": "x"}):
        assert bram.post(people(preparing), button).status_code == 404
    assert neighbour(preparing.petra).post(people(preparing), {"know": preparing.bram}).status_code == 403
    assert not Acquaintance.objects.exists()


def item_page(cast: Cast, seat: int) -> str:
    return page_of(neighbour(seat), reverse("item", args=[address(cast), 1]))


def test_an_item_tells_how_many_yeses_are_of_whom_nobody_knows(deciding: Cast) -> None:
    cast = with_plan(deciding)
    told = "3 van de 4 ja&#x27;s zijn van mensen die (nog) niemand van de anderen kent."
    assert told in item_page(cast, cast.bram)
    plan = page_of(neighbour(cast.bram), reverse("plan", args=[address(cast)]))
    assert "6 van de 8 ja&#x27;s zijn van mensen die (nog) niemand van de anderen kent." in plan


def test_an_item_with_one_such_yes_says_why_it_does_not_go_ahead(deciding: Cast) -> None:
    cast = with_rounds(with_items(deciding, bound=()))
    for seat in cast.deciders:
        answer(cast, seat, Answer.YES if seat == cast.bram else Answer.ABSTENTION)
    page = item_page(cast, cast.fatima)
    assert "Er is één ja, van iemand die nog niemand van de anderen kent." in page
    assert "Het kan ook opnieuw gevraagd worden." in page


def test_of_a_round_of_before_nothing_is_told(deciding: Cast) -> None:
    cast = with_plan(deciding)
    Round.objects.update(unknown_yes=None)
    forget_snapshots()
    assert "niemand van de anderen kent" not in item_page(cast, cast.bram)
