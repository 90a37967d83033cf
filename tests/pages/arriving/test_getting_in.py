"""Links: opening one changes nothing, pressing its button lets one in; a lost one tells nobody anything."""

import pytest
from django.test import Client
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import Seat, Words
from gedragen.cases.people.commands.seats import Invitation, RenewLink, invite, renew_link
from gedragen.notices.models import Delivery
from gedragen.people.models import Try
from gedragen.people.throttle import LIMITS
from tests.support.cast import Cast, answer, invited, with_items, with_rounds
from tests.support.visitor import address, as_read, neighbour, page_of

pytestmark = pytest.mark.django_db


def link(seat: int) -> str:
    return reverse("link", args=[my_link(seat)])


def test_opening_a_link_signs_nobody_in(deciding: Cast) -> None:
    client = Client()
    page = page_of(client, link(deciding.bram))
    assert "Dag Bram Willems" in page
    assert "gedragen_session" not in client.cookies
    assert client.get(reverse("road", args=[address(deciding)])).status_code == 403


def test_the_button_leads_straight_to_the_item_that_waits(deciding: Cast) -> None:
    """Mail link, button, answer: three taps."""
    with_rounds(with_items(deciding))
    found = Client().post(link(deciding.bram))
    assert found.headers["Location"] == reverse("item", args=[address(deciding), 1])
    for number in (1, 2):
        answer(deciding, deciding.bram, item=number)
    found = Client().post(link(deciding.bram))
    assert found.headers["Location"] == reverse("road", args=[address(deciding)])


def test_who_was_invited_comes_to_the_welcome(deciding: Cast) -> None:
    lotte = invited(deciding, "Lotte", Role.PARTICIPANT)
    assert Client().post(link(lotte)).headers["Location"] == reverse("welcome", args=[address(deciding)])


@pytest.mark.parametrize("token", ["1-abc", "abc", "99999999999999999999-x", "1-"])
def test_a_wrong_link_says_what_to_do(token: str) -> None:
    answer = Client().get(reverse("link", args=[token]))
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in page
    assert reverse("lost_link") in page
    assert reverse("enter_code") in page


def test_a_renewed_link_puts_out_the_old_one_and_who_came_by_it(deciding: Cast) -> None:
    old = link(deciding.bram)
    client = Client()
    client.post(old)
    renew_link(deciding.case, RenewLink(deciding.bram), by=deciding.ria, at=deciding.at)
    assert Client().post(old).status_code == 404
    assert client.get(reverse("road", args=[address(deciding)])).status_code == 403
    assert Client().post(link(deciding.bram)).status_code == 302


def test_a_link_that_is_right_opens_whatever_was_tried_from_there(deciding: Cast) -> None:
    for _ in range(LIMITS[Try.CARD].per_network):
        Client().post(reverse("enter_code"), {"code": "000000000000"})
        assert Client().get("/link/1-abc/").status_code == 404
    assert Client().post(reverse("enter_code"), {"code": "000000000000"}).status_code == 429
    assert Client().post(link(deciding.bram)).status_code == 302


def test_an_english_invitation_is_read_in_english(deciding: Cast) -> None:
    grace = Invitation("Grace", "grace@example.nl", Role.PARTICIPANT, language="en")
    seat = invite(deciding.case, grace, by=deciding.ria, at=deciding.at)
    client = Client()
    assert "Hello Grace" in page_of(client, link(seat))
    client.post(link(seat))
    assert "I take part" in page_of(client, reverse("welcome", args=[address(deciding)]))


@pytest.mark.parametrize(("mail", "mails"), [("bram@example.nl", 1), ("niemand@example.nl", 0)])
def test_a_lost_link_gets_the_same_answer_for_every_address(deciding: Cast, mail: str, mails: int) -> None:
    Delivery.objects.all().delete()
    client = Client()
    answer = client.post(reverse("lost_link"), {"mail": mail}, follow=True)
    assert "Kijk in uw mail" in answer.content.decode()
    assert mail not in answer.content.decode()
    assert Delivery.objects.filter(notice="lost-link").count() == mails


def test_no_address_is_a_sentence_beside_the_field() -> None:
    answer = Client().post(reverse("lost_link"), {"mail": "bram"})
    assert answer.status_code == 422
    assert 'value="bram"' in answer.content.decode()


def test_several_people_at_one_device_choose_who_they_are(deciding: Cast) -> None:
    client = Client()
    client.post(link(deciding.bram))
    client.post(link(deciding.fatima))
    choose = reverse("choose_seat", args=[address(deciding)])
    assert "Bram Willems" in page_of(client, choose)
    answer = client.post(choose, {"seat": deciding.bram})
    assert answer.headers["Location"] == reverse("road", args=[address(deciding)])
    assert "Dag Bram Willems" in page_of(client, answer.headers["Location"])


def test_at_one_device_each_place_says_whose_it_is_and_who_was_only_invited(deciding: Cast) -> None:
    client = neighbour(deciding.bram)
    alone = page_of(client, reverse("door"))
    assert "Als Bram Willems" not in alone
    client.post(link(invited(deciding, "Ingrid", Role.PARTICIPANT, contact="ingrid@example.nl")))
    page = page_of(client, reverse("door"))
    assert "Als Bram Willems" in page
    assert "Als Ingrid" in page
    assert page_of(client, reverse("choose_seat", args=[address(deciding)])).count("Is uitgenodigd") == 1


def test_a_form_of_somebody_else_acts_for_nobody(deciding: Cast) -> None:
    """Bram's form, sent after only Fatima is left in this browser."""
    client = neighbour(deciding.fatima)
    voice = reverse("voice", args=[address(deciding)])
    answer = client.post(voice, {"text": "Ik ben bang voor lawaai.", "room": "private", "seat": deciding.bram})
    assert answer.status_code == 403


def test_choosing_a_seat_one_does_not_hold_changes_nothing(deciding: Cast) -> None:
    client = neighbour(deciding.fatima)
    client.post(reverse("choose_seat", args=[address(deciding)]), {"seat": deciding.bram})
    assert "Dag Fatima Amrani" in page_of(client, reverse("road", args=[address(deciding)]))
    assert Client().get(reverse("choose_seat", args=[address(deciding)])).status_code == 403


def test_who_came_in_once_is_still_known_a_week_later(preparing: Cast) -> None:
    browser = neighbour()
    browser.post(reverse("link", args=[my_link(preparing.bram)]))
    assert browser.session.get_expiry_age() == 14 * 24 * 3600


def test_a_page_left_open_does_nothing_once_somebody_else_is_in(deciding: Cast) -> None:
    """Bram's form, sent after Fatima came in: nothing counts, and the page that says so gives his words back."""
    client = neighbour(deciding.bram)
    client.post(link(deciding.fatima))
    voice = reverse("voice", args=[address(deciding)])
    sent = {"text": "Ik ben bang voor lawaai.", "room": "private", "seat": deciding.bram}
    before = Words.objects.count()
    refused = client.post(voice, sent)
    page = as_read(refused.content.decode())
    assert (refused.status_code, Words.objects.count()) == (403, before)
    assert all(text in page for text in ("voor iemand anders", "Er is niets veranderd", "Ik ben bang voor lawaai."))
    assert client.post(voice, sent | {"seat": deciding.fatima}).status_code == 302


def test_who_was_only_invited_is_opened_by_their_own_link_alone(deciding: Cast) -> None:
    ingrid = invited(deciding, "Ingrid", Role.PARTICIPANT, contact="ingrid@example.nl")
    client, choose = neighbour(deciding.bram), reverse("choose_seat", args=[address(deciding)])
    client.post(link(ingrid))
    assert client.post(choose, {"seat": deciding.bram}).status_code == 302
    page = page_of(client, choose)
    assert f'value="{ingrid}"' not in page
    assert f'value="{deciding.bram}"' in page
    assert client.post(choose, {"seat": ingrid}).status_code == 403
    assert "Dag Bram Willems" in page_of(client, reverse("road", args=[address(deciding)]))
    assert choose in page_of(client, reverse("door"))
    assert client.post(link(ingrid)).headers["Location"] == reverse("welcome", args=[address(deciding)])


def test_who_is_in_leaves_this_device_from_the_foot_of_every_page(deciding: Cast) -> None:
    client = neighbour(deciding.bram)
    for name in ("road", "plan", "people", "journal"):
        assert f'action="{reverse("leave")}"' in page_of(client, reverse(name, args=[address(deciding)]))
    assert f'action="{reverse("leave")}"' not in page_of(neighbour(), reverse("public", args=[address(deciding)]))
    account = Seat.objects.get(id=deciding.ria).account
    assert account is not None
    client.force_login(account)
    client.post(reverse("leave"))
    assert client.get(reverse("desk")).status_code == 302
