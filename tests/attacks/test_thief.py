"""No stored value is a key: who reads all tables gets in nowhere."""

import re
from datetime import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gedragen import clock
from gedragen.cases.models import Seat
from gedragen.people.links import link_token
from tests.attacks.thief import opened_with, parts_of, stored_values
from tests.support.cast import Cast, card_of, mail_of, make_case, to_deciding, to_preparing
from tests.support.stage import on_stage

pytestmark = pytest.mark.django_db
HOME = "203.0.113.77"


@pytest.fixture
def in_use(at: datetime, monkeypatch: pytest.MonkeyPatch) -> tuple[Cast, set[str]]:
    """Everybody is at it: by a card, by a link, signed in, and with a code in the mailbox. And what opens for them."""
    cast = on_stage("deciding", lambda: to_deciding(to_preparing(make_case(at))))
    monkeypatch.setattr(clock, "now", lambda: cast.at)
    card = card_of(cast, cast.jan)
    bram = Seat.objects.get(id=cast.bram)
    link = link_token(bram.pk, bram.link_generation)
    by_card, by_link, staff, again = (Client(REMOTE_ADDR=HOME) for _ in range(4))
    by_card.post(reverse("enter_code"), {"code": card})
    by_card.post(reverse("enter_code"), {"code": "1111 2222 3333"})
    by_link.post(reverse("link", args=[link]))
    for browser in (staff, again):
        browser.post("/aanmelden/", {"login": mail_of("ria")})
    first, second = (code_in(one.body) for one in mail.outbox)
    staff.post("/aanmelden/code/", {"code": "BCDF-GHJK"})
    staff.post("/aanmelden/code/", {"code": first})
    sessions = {one.session.session_key for one in (by_card, by_link, staff, again)}
    return cast, {card, link, second, *filter(None, sessions)}


def code_in(body: object) -> str:
    found = re.search(r"^\w{4}-\w{4}$", str(body), re.MULTILINE)
    assert found
    return found.group()


def test_the_thief_knows_a_key_when_he_has_one(in_use: tuple[Cast, set[str]]) -> None:
    _, keys = in_use
    opened = opened_with(keys)
    assert len(opened) == len(keys) == 7, opened


def test_no_stored_value_lets_a_thief_in(in_use: tuple[Cast, set[str]]) -> None:
    _, keys = in_use
    values = stored_values()
    # He did read what there is.
    assert "Anna de Vries" in values
    assert not keys & values
    assert opened_with(values) == []


def test_nobody_reads_from_which_address_somebody_came(in_use: tuple[Cast, set[str]]) -> None:
    assert not [value for value in stored_values() if HOME in value]


def test_what_is_packed_in_a_session_is_read_too(in_use: tuple[Cast, set[str]]) -> None:
    client = Client()
    client.post("/aanmelden/", {"login": mail_of("ria")})
    packed = client.session.encode(dict(client.session.items()))
    assert "failed_attempts" in set(parts_of(packed))
