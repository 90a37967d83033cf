"""The people: names for who takes part, counts for others; naming somebody sends nothing."""

import pytest
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.models import Nomination
from gedragen.cases.people.commands.nominations import Nominate, SettleAsNotReached, nominate, settle_as_not_reached
from gedragen.method.constitution.levels import Level
from gedragen.notices.models import Delivery
from tests.support.cast import Cast, come_in, invited, make_case
from tests.support.visitor import address, neighbour, page_of, queries_of

pytestmark = pytest.mark.django_db

LIES_AWAKE = {"name": "Tineke", "concern": "Woont ernaast.", "contact": "06-33334444"}


def at(cast: Cast, name: str) -> str:
    return reverse(name, args=[address(cast)])


def test_who_takes_part_reads_the_names(preparing: Cast) -> None:
    page = page_of(neighbour(preparing.bram), at(preparing, "people"))
    assert "Fatima Amrani" in page
    assert "Beslist mee" in page
    assert "In welke volgorde kwamen mensen erbij?" in page


@pytest.mark.parametrize("name", ["otto", "petra"])
def test_others_read_counts(preparing: Cast, name: str) -> None:
    page = page_of(neighbour(getattr(preparing, name)), at(preparing, "people"))
    assert "4 mensen beslissen mee." in page
    assert "Fatima Amrani" not in page
    assert "De namen van de mensen die meebeslissen, zijn voor henzelf." in page


@pytest.mark.parametrize(
    ("level", "question"),
    [
        (Level.SIMPLE, "Wie vindt dit ook belangrijk?"),
        (Level.TENSION, "Wie ligt hier ook wakker van?"),
        (Level.CONFLICT, "Wie denkt er anders over?"),
    ],
)
def test_the_question_fits_the_level(starting: Cast, level: Level, question: str) -> None:
    cast = make_case(starting.at, level=level)
    page = page_of(neighbour(cast.anna), at(cast, "nominate"))
    assert question in page
    assert "wie moet achter het plan staan" in page
    assert "Wij sturen zelf niets. Ria Jansen neemt contact op" in page


def test_naming_sends_nothing_and_is_told_back_to_who_named(preparing: Cast) -> None:
    before = Delivery.objects.count()
    client = neighbour(preparing.bram)
    answer = client.post(at(preparing, "nominate"), LIES_AWAKE, follow=True)
    page = answer.content.decode()
    assert "Dank u dat u Tineke noemde. Wij hebben niets verstuurd." in page
    assert "Wordt gevraagd" in page
    assert Delivery.objects.count() == before
    settle_as_not_reached(preparing.case, SettleAsNotReached(1), by=preparing.ria, at=preparing.at)
    assert "Niet bereikt" in page_of(client, at(preparing, "people"))
    assert "Tineke" not in page_of(neighbour(preparing.fatima), at(preparing, "people"))


def test_also_who_was_only_invited_names_others(preparing: Cast) -> None:
    lotte = neighbour(invited(preparing, "Lotte", Role.PARTICIPANT, contact=""))
    answer = lotte.post(at(preparing, "nominate"), LIES_AWAKE)
    assert answer.headers["Location"] == at(preparing, "welcome")


def test_a_gap_keeps_what_was_typed(preparing: Cast) -> None:
    answer = neighbour(preparing.bram).post(at(preparing, "nominate"), LIES_AWAKE | {"contact": ""})
    assert answer.status_code == 422
    assert "Woont ernaast." in answer.content.decode()
    assert not Nomination.objects.exists()


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", ""])
def test_a_strange_page_number_is_the_first_or_last_page(preparing: Cast, page: str) -> None:
    assert neighbour(preparing.bram).get(at(preparing, "people"), {"page": page}).status_code == 200


def test_the_number_of_queries_does_not_grow(preparing: Cast) -> None:
    client = neighbour(preparing.bram)
    nominate(preparing.case, Nominate(**LIES_AWAKE), by=preparing.bram, at=preparing.at)
    few = queries_of(client, at(preparing, "people"))
    for number in range(4):
        come_in(preparing, f"Buur {number}", Role.PARTICIPANT, contact="")
        nominate(preparing.case, Nominate(**LIES_AWAKE), by=preparing.bram, at=preparing.at)
    many = queries_of(client, at(preparing, "people"))
    assert many == few
