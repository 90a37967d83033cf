"""Anyone can start: a question, a way to get in touch, and a link to keep."""

from datetime import datetime

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import Case, Seat
from gedragen.cases.starting.commands.opening import OpenCase, open_case
from gedragen.method.constitution.levels import Level
from tests.support.cast import INTRODUCTION, ria_account
from tests.support.visitor import page_of

pytestmark = pytest.mark.django_db

TOLD = {"text": "De speeltuin gaat op slot.", "name": "Samira", "contact": "06-11112222", "once": "a", "about": "place"}


def test_a_question_is_kept_and_leads_to_a_page_with_a_link_to_keep() -> None:
    client = Client()
    answer = client.post(reverse("bring_question"), TOLD, follow=True)
    page = answer.content.decode()
    seat = Seat.objects.get()
    assert "Dank u. Uw vraag is binnen." in page
    assert my_link(seat.pk) in page
    assert "De speeltuin gaat op slot." in page
    assert not Case.objects.get().is_demo


def test_who_reads_it_stands_there_before_one_writes() -> None:
    assert "Alleen de procesbegeleiders van Gedragen lezen dit." in page_of(Client(), reverse("bring_question"))


def test_sent_twice_is_one_question() -> None:
    client = Client()
    places = {client.post(reverse("bring_question"), TOLD)["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Case.objects.count() == 1


def test_a_second_question_from_the_same_page_is_kept_as_well() -> None:
    client = Client()
    for text in ("De speeltuin gaat op slot.", "En het zwembad ook."):
        client.post(reverse("bring_question"), TOLD | {"text": text})
    assert Case.objects.count() == 2


@pytest.mark.parametrize("gap", ["text", "name", "contact", "about"])
def test_a_gap_keeps_what_was_typed(gap: str) -> None:
    answer = Client().post(reverse("bring_question"), TOLD | {gap: " "})
    assert answer.status_code == 422
    kept = "Samira" if gap != "name" else "De speeltuin gaat op slot."
    assert kept in answer.content.decode()
    assert not Case.objects.exists()


def test_too_long_or_unkeepable_is_a_sentence() -> None:
    answer = Client().post(reverse("bring_question"), TOLD | {"text": "a" * 10_001})
    assert answer.status_code == 422
    assert "Deze tekst is te lang." in answer.content.decode()


def test_nobody_else_finds_the_page_of_a_question() -> None:
    Client().post(reverse("bring_question"), TOLD)
    address = Case.objects.get().address
    for name in ("public", "road", "welcome", "people", "my_data", "choose_seat", "nominate"):
        assert Client().get(reverse(name, args=[address])).status_code == 404, name


def test_every_page_of_who_waits_is_there() -> None:
    client = Client()
    client.post(reverse("bring_question"), TOLD)
    address = Case.objects.get().address
    for name in ("road", "people", "my_data", "my_answers", "nominate", "erase_me", "mail"):
        assert client.get(reverse(name, args=[address])).status_code == 200, name


@override_settings(DEMO=True)
def test_what_is_brought_at_a_demo_belongs_to_the_demo() -> None:
    Client().post(reverse("bring_question"), TOLD)
    assert Case.objects.get().is_demo


def test_nobody_fills_the_desk_of_the_facilitators() -> None:
    """Eighty questions in a minute were eighty cases, and eighty mails to each of them."""
    answers = [Client().post(reverse("bring_question"), TOLD | {"once": str(number)}) for number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert Case.objects.count() == 10
    assert TOLD["text"] in answers[-1].content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post(reverse("bring_question"), TOLD).status_code == 302


def test_the_page_that_one_kept_leads_on_after_it_was_taken_up(at: datetime) -> None:
    client = Client()
    client.post(reverse("bring_question"), TOLD)
    case = Case.objects.get()
    old = reverse("road", args=[case.address])
    asked = OpenCase(INTRODUCTION, Level.SIMPLE, "neighbourhood", "Ik woon hier niet.", "06-12345678")
    open_case(case.pk, asked, account=ria_account(at), at=at)
    answer = client.get(old)
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert Client().get(old).status_code == 404
    assert client.get(reverse("road", args=["0123456789abcdef0123"])).status_code == 404
