"""Beside Daan stands Joke: she says what he wants said, after asking; and that others may guess is said first."""

import pytest
from django.urls import reverse

from gedragen.cases.models import Objection, View, Voice
from gedragen.cases.preparing.queries import information_sheet
from tests.support.family_cast import Family, with_rounds
from tests.support.visitor import address, neighbour, page_of, visitor


def at(family: Family, name: str, *args: int) -> str:
    return reverse(name, args=[address(family), *args])


def test_her_road_begins_with_asking_him(family_preparing: Family) -> None:
    page = page_of(neighbour(family_preparing.joke), at(family_preparing, "road"))
    assert at(family_preparing, "speak_for") in page
    assert "Waar maakt Daan Kuipers zich zorgen over?" in page


def test_she_writes_down_what_worries_him_after_asking(family_preparing: Family) -> None:
    joke = neighbour(family_preparing.joke)
    path = at(family_preparing, "speak_for")
    unasked = joke.post(path, {"text": "Dat ik alleen ben.", "room": "circle"})
    assert unasked.status_code == 422
    assert "Dat ik alleen ben." in unasked.content.decode()
    assert "Vraag eerst of u dit mag zeggen." in unasked.content.decode()
    assert not Voice.objects.exists()
    assert joke.post(path, {"text": "", "room": "circle", "say_so": "on"}).status_code == 422
    answer = joke.post(path, {"text": "Dat ik alleen ben.", "room": "circle", "say_so": "on"})
    assert answer.headers["Location"] == at(family_preparing, "road")
    (voice,) = information_sheet(family_preparing.case, viewer=family_preparing.truus).voices
    assert (voice.by, voice.spoken_by) == ("Daan Kuipers", "Joke Prins")
    assert (
        "Waar maakt Daan Kuipers zich zorgen over?" not in page_of(joke, at(family_preparing, "road")).split("<h2")[1]
    )


def test_the_voice_shows_who_wrote_it_down(family_preparing: Family) -> None:
    joke = neighbour(family_preparing.joke)
    joke.post(at(family_preparing, "speak_for"), {"text": "Dat ik alleen ben.", "room": "circle", "say_so": "on"})
    page = page_of(neighbour(family_preparing.truus), at(family_preparing, "information"))
    assert "Daan Kuipers, opgeschreven door Joke Prins" in page


def test_what_is_for_ria_alone_nobody_else_reads(family_preparing: Family) -> None:
    joke = neighbour(family_preparing.joke)
    page = page_of(joke, at(family_preparing, "speak_for"))
    assert "Alleen Ria Jansen en Daan Kuipers" in page
    joke.post(at(family_preparing, "speak_for"), {"text": "Geheimpje", "room": "private", "say_so": "on"})
    for name, reads in (("ria", True), ("daan", True), ("sanne", False), ("truus", False), ("karin", False)):
        found = page_of(neighbour(getattr(family_preparing, name)), at(family_preparing, "information"))
        assert ("Geheimpje" in found) is reads, name


def test_his_view_is_brought_without_a_name_and_the_warning_comes_first(family_preparing: Family) -> None:
    joke = neighbour(family_preparing.joke)
    page = page_of(joke, at(family_preparing, "bring_view_for"))
    assert page.index("Anderen kunnen het misschien raden") < page.index('name="text"')
    assert joke.post(at(family_preparing, "bring_view_for"), {"text": "Ik wil thuis."}).status_code == 422
    joke.post(at(family_preparing, "bring_view_for"), {"text": "Ik wil thuis.", "say_so": "on"})
    assert View.objects.get().brought_by_id == family_preparing.daan
    views = page_of(neighbour(family_preparing.truus), at(family_preparing, "views"))
    assert "Ik wil thuis." in views
    assert "Daan Kuipers" not in views
    assert at(family_preparing, "bring_view_for") in page_of(joke, at(family_preparing, "views"))


def test_his_no_is_brought_in_without_a_name_and_the_warning_comes_first(family_deciding: Family) -> None:
    with_rounds(family_deciding)
    joke = neighbour(family_deciding.joke)
    path = at(family_deciding, "object_for", 1)
    assert path in page_of(joke, at(family_deciding, "item", 1))
    page = page_of(joke, path)
    assert page.index("Anderen kunnen het misschien raden") < page.index('name="reason"')
    assert joke.post(path, {"reason": "Te ver van voetbal."}).status_code == 422
    assert joke.post(path, {"reason": " ", "say_so": "on"}).status_code == 422
    answer = joke.post(path, {"reason": "Te ver van voetbal.", "say_so": "on"})
    assert answer.headers["Location"] == at(family_deciding, "item", 1)
    assert Objection.objects.count() == 1
    for name in ("sanne", "ria", "joke"):
        page = page_of(neighbour(getattr(family_deciding, name)), at(family_deciding, "item", 1))
        assert "Te ver van voetbal." not in page, name


def test_ria_reads_the_same_warning_before_she_brings_in_a_no(family_deciding: Family) -> None:
    with_rounds(family_deciding)
    page = page_of(neighbour(family_deciding.ria), at(family_deciding, "bring_objection", 1))
    assert page.index("Anderen kunnen het misschien raden") < page.index('name="reason"')
    assert "zoals een kind" in page


def test_a_no_without_a_round_goes_back_to_the_item(family_deciding: Family) -> None:
    with_rounds(family_deciding)
    family_deciding.at = family_deciding.at.replace(year=family_deciding.at.year + 1)
    answer = visitor(family_deciding.joke).get(at(family_deciding, "object_for", 1))
    assert answer.headers["Location"] == at(family_deciding, "item", 1)
    assert visitor(family_deciding.joke).get(at(family_deciding, "object_for", 9)).status_code == 404


@pytest.mark.parametrize("name", ["sanne", "daan", "truus", "ria", "arjen", "karin"])
def test_nobody_else_speaks_for_him(family_deciding: Family, name: str) -> None:
    with_rounds(family_deciding)
    somebody = visitor(getattr(family_deciding, name))
    for page, numbers in (("speak_for", ()), ("bring_view_for", ()), ("object_for", (1,))):
        assert somebody.get(at(family_deciding, page, *numbers)).status_code == 403
