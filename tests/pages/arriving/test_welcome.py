"""The welcome says what one may decide before one says yes; the first voice follows at once, and can be skipped."""

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import Seat, Voice
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.commands.seats import decline
from gedragen.method.promise import PromiseText, Rung
from tests.support.cast import PROMISE, Cast, invited, later, make_case, to_preparing
from tests.support.visitor import address, neighbour, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(preparing: Cast) -> int:
    return invited(preparing, "Lotte", Role.PARTICIPANT, contact="")


def at(cast: Cast, name: str) -> str:
    return reverse(name, args=[address(cast)])


def test_the_welcome_answers_every_question(preparing: Cast, lotte: int) -> None:
    page = page_of(neighbour(lotte), at(preparing, "welcome"))
    for sentence in (
        "Hoe gaat het verder met Huize Lydia?",
        "Wat mag u beslissen?",
        "Alles, binnen 3 grenzen:",
        "Er komt geen extra geld.",
        "Waarom deze grenzen?",
        "De kas is leeg.",
        "Dat is vooraf beloofd door Wethouder Terpstra",
        "Binnen 14 dagen.",
        "Dan sluit het huis op 1 januari.",
        "4 mensen beslissen nu mee.",
        "Ria Jansen begeleidt het gesprek en beslist niet mee.",
        "Ik doe mee",
        "Nee, ik doe niet mee",
        "Ik weet iemand die hier ook wakker van ligt",
    ):
        assert sentence in page, sentence


def test_below_the_fifth_rung_it_says_what_this_is_not(db: None, preparing: Cast) -> None:
    promise = PromiseText(**{**PROMISE.__dict__, "rung": Rung.THINKING_ALONG})
    cast = to_preparing(make_case(preparing.at), promise=promise)
    page = page_of(neighbour(invited(cast, "Lotte", Role.PARTICIPANT, contact="")), at(cast, "welcome"))
    assert "U geeft advies." in page
    assert "Dit is geen Nieuwe Route." in page
    assert "Alles, binnen" not in page


def test_before_the_frames_stand_it_says_that_they_come_first(starting: Cast) -> None:
    page = page_of(neighbour(starting.anna), at(starting, "welcome"))
    assert "Eerst komen de grenzen op papier" in page


def test_each_role_reads_what_is_asked_of_it(preparing: Cast) -> None:
    authority = invited(preparing, "Karel", Role.AUTHORITY, contact="")
    assert "u zegt vooraf wat vaststaat" in page_of(neighbour(authority), at(preparing, "welcome"))
    professional = invited(preparing, "Piet", Role.PROFESSIONAL, contact="")
    assert "U beantwoordt hun vragen" in page_of(neighbour(professional), at(preparing, "welcome"))


def test_who_comes_for_work_is_told_what_it_asks_and_not_what_they_may_decide(preparing: Cast) -> None:
    for name, role, took in (("Karel", Role.AUTHORITY, "een halve dag"), ("Piet", Role.PROFESSIONAL, "een kwartier")):
        seat = invited(preparing, name, role, contact="")
        pages = [page_of(neighbour(), reverse("link", args=[my_link(seat)]))]
        pages.append(page_of(neighbour(seat), at(preparing, "welcome")))
        assert took in pages[1]
        for page in pages:
            assert not any(text in page for text in ("mag beslissen", "minuten", "te beslissen is", "Kom dan langs"))


def test_who_is_invited_while_it_is_carried_out_reads_of_the_plan_that_is_there(carrying_out: Cast) -> None:
    for name, role in (("Karel", Role.AUTHORITY), ("Piet", Role.PROFESSIONAL), ("Lotte", Role.PARTICIPANT)):
        page = page_of(neighbour(invited(carrying_out, name, role, contact="")), at(carrying_out, "welcome"))
        assert "Er is al een plan" in page
        assert at(carrying_out, "plan") in page
        assert "Alles, binnen" not in page


def test_who_will_read_ones_name_stands_before_the_yes(preparing: Cast, lotte: int) -> None:
    authority = invited(preparing, "Karel", Role.AUTHORITY, contact="")
    read = {lotte: "Uw naam: iedereen die meedoet kan dit lezen.", authority: "Uw naam: iedereen kan dit lezen."}
    for seat, sentence in read.items():
        page = page_of(neighbour(seat), at(preparing, "welcome"))
        assert page.index(sentence) < page.index("Ik doe mee")


def test_from_the_card_to_the_first_voice_in_two_taps(preparing: Cast, lotte: int) -> None:
    client = Client()
    code = make_cards(preparing.case, MakeCards((lotte,)), by=preparing.ria, at=preparing.at)[lotte]
    welcome = client.post(reverse("enter_code"), {"code": code}).headers["Location"]
    assert welcome == at(preparing, "welcome")
    voice = client.post(welcome).headers["Location"]
    assert voice == at(preparing, "voice")
    mail = client.post(voice, {"text": "Ik ben bang dat het dichtgaat.", "room": "private"}).headers["Location"]
    assert mail == at(preparing, "mail")
    assert Voice.objects.get(seat=lotte).words.text == "Ik ben bang dat het dichtgaat."
    road = client.post(mail, {"mail": "lotte@example.nl"}).headers["Location"]
    assert road == at(preparing, "road")
    assert Seat.objects.get(id=lotte).mail_digest


def test_looking_changes_nothing(preparing: Cast, lotte: int) -> None:
    client = neighbour(lotte)
    for name in ("welcome", "decline", "nominate"):
        page_of(client, at(preparing, name))
    assert Seat.objects.get(id=lotte).joined_at is None
    assert client.get(at(preparing, "voice")).status_code == 403


def test_a_voice_goes_to_ria_unless_one_chooses_otherwise(preparing: Cast) -> None:
    page = page_of(neighbour(preparing.jan), at(preparing, "voice"))
    assert "Alleen Ria Jansen" in page
    assert "Iedereen die meedoet" in page
    assert "Liever vertellen? Bel Ria Jansen" in page
    assert "Sla dit over" in page


def test_an_empty_voice_is_a_sentence(preparing: Cast) -> None:
    answer = neighbour(preparing.jan).post(at(preparing, "voice"), {"text": " ", "room": "private"})
    assert answer.status_code == 422
    assert "Schrijf een paar woorden, of sla dit over." in answer.content.decode()
    assert not Voice.objects.exists()


def test_who_has_mail_goes_on_to_the_road(preparing: Cast) -> None:
    answer = neighbour(preparing.bram).post(at(preparing, "voice"), {"text": "Lawaai.", "room": "circle"})
    assert answer.headers["Location"] == at(preparing, "road")


def test_messages_can_be_stopped(preparing: Cast) -> None:
    neighbour(preparing.bram).post(at(preparing, "mail"), {"stop": "1"})
    assert not Seat.objects.get(id=preparing.bram).mail_digest


def test_no_is_always_possible_and_so_is_coming_back(preparing: Cast, lotte: int) -> None:
    client = neighbour(lotte)
    answer = client.post(at(preparing, "decline"), follow=True)
    assert "U doet niet mee. Dat is goed." in answer.content.decode()
    assert "U zei dat u niet meedoet" in page_of(client, at(preparing, "welcome"))
    later(preparing, days=1)
    assert client.post(at(preparing, "welcome")).headers["Location"] == at(preparing, "voice")


def test_who_left_reads_the_welcome_and_not_the_road(preparing: Cast) -> None:
    decline(preparing.case, by=preparing.bram, at=preparing.at)
    assert neighbour(preparing.bram).get(at(preparing, "road")).headers["Location"] == at(preparing, "welcome")


def test_a_double_click_joins_once(preparing: Cast, lotte: int) -> None:
    client = neighbour(lotte)
    for _ in range(2):
        answer = client.post(at(preparing, "welcome"), {"once": "same", "seat": lotte})
        assert answer.status_code == 302


def test_who_takes_part_stops_with_a_yes(preparing: Cast) -> None:
    page = page_of(neighbour(preparing.bram), at(preparing, "decline"))
    assert "Wilt u stoppen?" in page
    assert "Stoppen mag altijd." in page
    assert "Ja, ik stop" in page
