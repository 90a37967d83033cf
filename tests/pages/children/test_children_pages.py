"""What Daan says stands on the pages of the others as what he says, and asks for an answer; he is asked nothing."""

import pytest
from django.urls import reverse

from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import ChildAnswer, Seat, Voice
from gedragen.cases.preparing.commands.advocacy import SpeakFor, speak_for
from gedragen.method.children.ages import Age
from tests.support.family_cast import Family, name_somebody, with_rounds
from tests.support.visitor import address, neighbour, page_of


def to(family: Family, name: str, *args: int) -> str:
    return reverse(name, args=[address(family), *args])


def grow(family: Family, age: Age) -> Family:
    Seat.objects.filter(id=family.daan).update(age=age, decides=False)
    forget_snapshots()
    return family


@pytest.fixture
def child(family_deciding: Family) -> Family:
    family = with_rounds(grow(family_deciding, Age.UNDER_12))
    speak_for(
        family.case, SpeakFor("Ik wil bij mama blijven.", room="circle", say_so=True), by=family.joke, at=family.at
    )
    return family


def test_who_decides_is_asked_for_an_answer_and_who_stands_beside_tells_it(child: Family) -> None:
    henk, joke = neighbour(child.henk), neighbour(child.joke)
    assert "Daan Kuipers zegt:" in page_of(henk, to(child, "information"))
    page = page_of(henk, to(child, "child", 1))
    assert "Iedereen die meedoet" in page
    assert henk.post(to(child, "child", 1), {"item": "", "text": " "}).status_code == 422
    henk.post(to(child, "child", 1), {"item": "1", "text": "Je mag mama elke avond bellen."})
    assert "Er is antwoord voor Daan Kuipers" in page_of(joke, to(child, "road"))
    joke.post(to(child, "child_told", 1))
    assert ChildAnswer.objects.get().told_by_id == child.joke
    assert "Dit is aan Daan Kuipers verteld." in page_of(henk, to(child, "child", 1))


def test_the_child_reads_no_buttons_of_consent_and_nobody_else_may_answer(child: Family) -> None:
    page = page_of(neighbour(child.daan), to(child, "item", 1))
    assert "Nee, dit moet eerst anders" not in page
    assert neighbour(child.daan).post(to(child, "child", 1), {"item": "1"}).status_code == 403
    assert "<form" not in page_of(neighbour(child.daan), to(child, "child", 1)).split("<main")[1].split("</main")[0]


def test_beside_the_child_no_view_and_no_no_is_offered(child: Family) -> None:
    joke = neighbour(child.joke)
    page = page_of(joke, to(child, "road"))
    assert to(child, "speak_for") in page
    assert to(child, "bring_view_for") not in page
    assert joke.get(to(child, "object_for", 1)).status_code == 403


def test_who_guides_writes_down_what_a_child_says(child: Family) -> None:
    ria = neighbour(child.ria)
    assert to(child, "speak_for") in page_of(ria, to(child, "seats"))
    said = {"seat_id": str(child.daan), "text": "Ik mis voetbal.", "room": "circle", "say_so": "on"}
    ria.post(to(child, "speak_for"), said)
    assert Voice.objects.filter(seat=child.daan, spoken_by=child.ria).count() == 1


def test_the_age_is_asked_when_inviting_and_read_by_few(family_preparing: Family) -> None:
    family = family_preparing
    number = name_somebody(family, "Mees", by=family.sanne)
    ria = neighbour(family.ria)
    page = page_of(ria, to(family, "nomination", number))
    assert "Dit lezen alleen wie begeleidt, de persoon zelf, en wie ernaast staat." in page
    ria.post(
        to(family, "nomination", number),
        {"who": "participant", "name": "Mees", "contact": "mees@example.nl", "language": "nl", "age": "under_12"},
    )
    assert Seat.objects.get(name__text="Mees").age == Age.UNDER_12


def test_from_twelve_on_ones_own_page_asks_to_choose(family_preparing: Family) -> None:
    family = grow(family_preparing, Age.FROM_12)
    daan = neighbour(family.daan)
    assert "Wil je meebeslissen, of zeggen wat je vindt?" in page_of(daan, to(family, "road"))
    assert daan.post(to(family, "choose_say"), {"decides": ""}).status_code == 422
    daan.post(to(family, "choose_say"), {"decides": "yes"})
    assert Seat.objects.get(id=family.daan).decides
    assert "Wilt u meebeslissen" not in page_of(daan, to(family, "road"))


def test_who_is_twelve_reads_what_was_recorded_and_is_said_je_to(family_preparing: Family) -> None:
    family = grow(family_preparing, Age.FROM_12)
    daan, ria = neighbour(family.daan), neighbour(family.ria)
    assert "Wil je meebeslissen" in page_of(daan, to(family, "road"))
    assert "Jij kiest dit zelf" in page_of(daan, to(family, "choose_say"))
    assert "12 tot en met 15" in page_of(daan, to(family, "my_age"))
    daan.post(to(family, "doubt_age"))
    assert "Klopt de leeftijd die bij Daan Kuipers staat?" in page_of(ria, to(family, "cockpit"))
    assert ria.post(to(family, "age", family.daan), {"age": "99", "was": "12_15"}).status_code == 422
    ria.post(to(family, "age", family.daan), {"age": "16_17", "was": "12_15"})
    assert Seat.objects.get(id=family.daan).age == Age.FROM_16
    ria.post(to(family, "say_je", family.daan), {"je": "no"})
    assert not Seat.objects.get(id=family.daan).says_je
    assert neighbour(family.henk).get(to(family, "age", family.daan)).status_code in (403, 404)
