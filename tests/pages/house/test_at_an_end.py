"""What is closed says so, and asks for nothing: not in the overview, not on the public page, not in the road."""

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.method.items import ItemKind
from gedragen.method.terms import term
from tests.support.cast import Cast, everyone_says_yes, give_up, later, with_items
from tests.support.visitor import address, neighbour, page_of

pytestmark = pytest.mark.django_db


def to(cast: Cast, name: str) -> str:
    return reverse(name, args=[address(cast)])


@pytest.fixture
def carried(carrying_out: Cast) -> Cast:
    """Everyone said yes to closing together."""
    done = ItemText("Wij sluiten dit samen af", "Het huis loopt.", kind=ItemKind.CLOSING)
    number = write_item(carrying_out.case, done, by=carrying_out.anna, at=later(carrying_out, days=1))
    closes_at = term(carrying_out.at, 14)
    open_rounds(carrying_out.case, OpenRounds((number,), closes_at=closes_at), by=carrying_out.ria, at=carrying_out.at)
    everyone_says_yes(carrying_out, item=number)
    return carrying_out


@pytest.fixture
def given_up(deciding: Cast) -> Cast:
    with_items(deciding)
    give_up(deciding.case, by=deciding.ria, at=deciding.at)
    return deciding


def test_days_that_will_not_come_are_not_in_the_overview(carrying_out: Cast, carried: Cast) -> None:
    page = page_of(neighbour(carried.ria), to(carried, "cockpit"))
    assert "Deze situatie is afgesloten." in page
    assert "Terugkijken na 3 maanden" not in page


def test_nothing_can_be_asked_any_more(given_up: Cast) -> None:
    page = page_of(neighbour(given_up.ria), to(given_up, "cockpit"))
    assert "Kan aan iedereen worden gevraagd" not in page
    assert "iedereen die meebeslist zegt over één onderdeel" not in page


def test_anyone_reads_that_it_was_closed_together(carried: Cast) -> None:
    page = page_of(Client(), to(carried, "public"))
    assert "De mensen hebben dit samen afgesloten op" in page
    assert "U kunt langskomen." not in page


def test_where_there_is_no_plan_nothing_is_measured(given_up: Cast) -> None:
    page = page_of(Client(), to(given_up, "public"))
    assert "Deze weg eindigde zonder plan" in page
    assert "Is dit plan gedragen?" not in page


def test_the_road_says_in_a_word_that_it_is_over(carried: Cast) -> None:
    assert '<p class="road__closed">Afgesloten</p>' in page_of(neighbour(carried.bram), to(carried, "plan"))
