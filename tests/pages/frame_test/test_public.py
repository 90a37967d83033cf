"""The public page of an open situation: the same for everyone, complete, and to be checked."""

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.models import Case
from gedragen.cases.store.evidence.chain import short_code
from tests.support.cast import Cast, come_in, with_items, with_rounds
from tests.support.visitor import address, neighbour, page_of, queries_of

pytestmark = pytest.mark.django_db


def public(cast: Cast) -> str:
    return reverse("public", args=[address(cast)])


def test_anyone_reads_the_question_the_frames_and_the_promise(preparing: Cast) -> None:
    page = page_of(Client(), public(preparing))
    for sentence in (
        "Hoe gaat het verder met Huize Lydia?",
        "Er komt geen extra geld.",
        "De kas is leeg.",
        "Begroting 2026",
        "Dan sluit het huis op 1 januari.",
        "Wethouder Terpstra",
        "4 mensen beslissen mee.",
        "Controleer zelf",
        "gedragen verify",
    ):
        assert sentence in page, sentence
    assert 'content="all"' in page
    assert short_code(Case.objects.get().journal_head) in page
    assert "Bram" not in page


def test_the_plan_stands_there_with_its_lights_and_the_answer(carrying_out: Cast) -> None:
    page = page_of(Client(), public(carrying_out))
    assert "Bewoners doen de administratie" in page
    assert page.count("lights__item") >= 6
    assert "Wat de organisatie antwoordde" in page
    assert "geantwoord op" in page
    assert "Past" in page


def test_an_open_round_tells_nobody_how_it_goes(deciding: Cast) -> None:
    page = page_of(Client(), public(with_rounds(with_items(deciding))))
    assert "Mensen antwoorden nu" in page


def test_who_has_a_seat_finds_the_way_home_and_reads_the_same(preparing: Cast) -> None:
    page = page_of(neighbour(preparing.bram), public(preparing))
    assert reverse("road", args=[address(preparing)]) in page
    assert "Fatima" not in page


def test_before_the_freeze_it_says_so(starting: Cast) -> None:
    assert "De grenzen worden nog geschreven." in page_of(Client(), public(starting))


def test_an_address_that_is_not_there() -> None:
    assert Client().get("/situatie/niets/").status_code == 404


def test_the_number_of_queries_does_not_grow(deciding: Cast) -> None:
    with_items(deciding)
    page_of(Client(), public(deciding))
    few = queries_of(Client(), public(deciding))
    for number in range(4):
        come_in(deciding, f"Buur {number}", Role.PARTICIPANT, contact="")
        with_items(deciding)
    many = queries_of(Client(), public(deciding))
    assert many == few
