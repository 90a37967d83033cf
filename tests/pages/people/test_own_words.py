"""What an approach calls its rings and its parts is what the pages call them; others are called as everywhere."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, make_case, to_deciding, to_preparing, with_items
from tests.support.family_cast import Family
from tests.support.own_file import add_own
from tests.support.stage import on_stage
from tests.support.visitor import address, neighbour, page_of, visitor

HERE = "/situatie/huize-lydia"
NAMES = {"person": "Wie het overkwam", "network": "Steun van beide kanten", "professional": "Wie verder helpt"}
CIRCLES = "".join(
    f'\n[[circles]]\nkey = "{key}"\nname = {{ nl = "{name}", en = "Ring {key}" }}' for key, name in NAMES.items()
)
OWN = {
    "question": "De kwestie",
    "frame": "De kaders",
    "round_day": "De plandag",
    "talk": "Het voorgesprek",
    "group": "De kring",
}
WORDS = "[words]\n" + "\n".join(f'{key} = {{ nl = "{nl}", en = "Our {key}" }}' for key, nl in OWN.items())


@pytest.fixture
def own(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    cast = on_stage("own words", lambda: to_preparing(make_case(at, approach=add_own(at, CIRCLES, WORDS))))
    return stop_the_clock(monkeypatch, cast)


def test_the_rings_have_their_own_names_on_the_map_and_in_the_lists(own: Cast) -> None:
    for seat, path in ((own.bram, "mensen"), (own.ria, "overzicht/mensen")):
        page = page_of(neighbour(seat), f"{HERE}/{path}/")
        for name in NAMES.values():
            assert name in page
        for name in ("Om wie het gaat", "Hun eigen mensen"):
            assert name not in page
    assert "Ring network" in page_of(visitor(own.bram), f"{HERE}/mensen/")


ROUNDS = ("Onderdelen en rondes", "Vraag het aan iedereen")
PLACES = [
    ("question", "anna", "welkom/"),
    ("question", "", ""),
    ("frame", "bram", "grenzen/"),
    ("frame", "bram", "weg/"),
    ("frame", "", ""),
    ("talk", "ria", "overzicht/gesprek/{bram}/"),
    ("group", "bram", "mensen/"),
    ("group", "bram", "weg/"),
    ("group", "", ""),
    ("round_day", "ria", "overzicht/"),
    ("round_day", "ria", "overzicht/rondes/"),
]


@pytest.mark.parametrize(("key", "who", "path"), PLACES)
def test_a_word_of_the_method_stands_where_the_page_names_the_thing(own: Cast, key: str, who: str, path: str) -> None:
    with_items(to_deciding(own))
    seat, there = getattr(own, who) if who else None, f"{HERE}/{path.format(bram=own.bram)}"
    assert OWN[key] in headings(page_of(neighbour(seat), there))
    assert f"Our {key}" in headings(page_of(visitor(seat), there))


def headings(page: str) -> list[str]:
    """Headings, and the small line above one."""
    found = re.findall(r'<(?:h1|h2|p class="quiet close")[^>]*>(.*?)</', page, re.DOTALL)
    return [" ".join(one.split()) for one in found]


@pytest.mark.parametrize(("key", "who", "path"), PLACES)
def test_without_a_word_of_its_own_it_is_called_as_everywhere(preparing: Cast, key: str, who: str, path: str) -> None:
    with_items(to_deciding(preparing))
    seat, there = getattr(preparing, who) if who else None, f"{HERE}/{path.format(bram=preparing.bram)}"
    page = page_of(neighbour(seat), there)
    assert OWN[key] not in page
    assert "".join(headings(page))
    if key not in ("question", "talk"):
        assert {"Wat staat er vast?", "Wat vaststaat", "Wie doen er mee?", "De mensen", *ROUNDS} & set(headings(page))


def test_a_question_of_many_knows_no_family_words(preparing: Cast) -> None:
    """Whoever takes part lies awake over it, and stands in the middle."""
    for seat, path in ((preparing.bram, "mensen"), (preparing.ria, "overzicht/mensen"), (preparing.ria, "aanpak")):
        page = page_of(neighbour(seat), f"{HERE}/{path}/")
        for text in ("Om wie het gaat", "un eigen mensen", "oort het te gaan", "de buurt", "Langs de deuren"):
            assert text not in page, (path, text)
    page = page_of(neighbour(preparing.bram), f"{HERE}/mensen/")
    assert "Wie ervan wakker ligt" in page.split("Fatima Amrani")[0].rpartition("rowgroup")[2]


def test_a_family_keeps_its_words(family_preparing: Family) -> None:
    page = page_of(neighbour(family_preparing.sanne), reverse("people", args=[address(family_preparing)]))
    assert "Hun eigen mensen" in page
