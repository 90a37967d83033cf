"""The front door: open to anyone, no cookie, and a way in for everyone who got a letter."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.cast import Cast, card_of
from tests.support.visitor import address, neighbour, page_of

pytestmark = pytest.mark.django_db


def test_the_door_is_open_to_anyone() -> None:
    answer = Client().get("/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Hebt u een brief of kaart gekregen? Vul uw code in." in page
    assert "Er is nu geen open situatie." in page
    assert 'content="all"' in page
    assert reverse("bring_question") in page
    assert reverse("account_login") in page


def test_the_door_names_the_open_situations(deciding: Cast) -> None:
    page = page_of(Client(), "/")
    assert "Huize Lydia" in page
    assert reverse("public", args=[address(deciding)]) in page


def test_a_code_leads_to_ones_own_page(deciding: Cast) -> None:
    client = Client()
    code = card_of(deciding, deciding.jan)
    spaced = f"{code[:4]} {code[4:8]}-{code[8:]}"
    answer = client.post(reverse("enter_code"), {"code": spaced})
    assert answer.headers["Location"] == reverse("road", args=[address(deciding)])
    assert "Dag Jan Oudejans" in page_of(client, answer.headers["Location"])


def test_a_wrong_code_says_so_and_stays_in_the_field(deciding: Cast) -> None:
    answer = Client().post(reverse("enter_code"), {"code": "1234 5678"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Een code heeft twaalf cijfers. U typte er 8." in page
    assert 'value="1234 5678"' in page
    known = card_of(deciding, deciding.jan)
    unknown = known[:-1] + str((int(known[-1]) + 1) % 10)
    assert "Deze code kennen wij niet." in Client().post(reverse("enter_code"), {"code": unknown}).content.decode()


def test_what_cannot_be_a_code_is_a_slip_and_no_guess(deciding: Cast) -> None:
    for slip in ["1", "1234 5678", "347953563378", "onbekend", "1111 2222 3333"] * 3:
        assert Client().post(reverse("enter_code"), {"code": slip}).status_code == 422
    assert Client().post(reverse("enter_code"), {"code": card_of(deciding, deciding.jan)}).status_code == 302


def test_guessing_is_stopped_and_a_neighbour_is_not(deciding: Cast) -> None:
    code = card_of(deciding, deciding.jan)
    for _ in range(10):
        Client().post(reverse("enter_code"), {"code": "000000000000"}, REMOTE_ADDR="192.0.2.1")
    waits = Client().post(reverse("enter_code"), {"code": code}, REMOTE_ADDR="192.0.2.1")
    assert waits.status_code == 429
    assert waits.headers["Retry-After"] == "900"
    assert "Wacht 15 minuten en probeer het dan nog eens." in waits.content.decode()
    assert Client().post(reverse("enter_code"), {"code": code}, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_the_door_remembers_where_this_browser_is_in(deciding: Cast) -> None:
    client = neighbour(deciding.bram)
    assert reverse("road", args=[address(deciding)]) in page_of(client, "/")
    client.post(reverse("leave"))
    assert reverse("road", args=[address(deciding)]) not in page_of(client, "/")
    assert client.get(reverse("road", args=[address(deciding)])).status_code == 403


def test_leaving_is_never_a_link() -> None:
    assert Client().get(reverse("leave")).status_code == 405
