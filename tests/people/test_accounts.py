"""Accounts: one per address, signed in by a mailed code, never made by the visitor."""

import re
from datetime import datetime

import pytest
from django.core import mail
from django.test import Client

from gedragen.people.accounts import AccountExists, account_by_email, make_account

pytestmark = pytest.mark.django_db


def ask_code(client: Client, email: str) -> str:
    """Ask for a sign-in code and return where the visitor is sent next."""
    return str(client.post("/aanmelden/", {"login": email}).headers["Location"])


def mailed_code() -> str:
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found.group(1)


def test_a_mailed_code_signs_in(client: Client, at: datetime) -> None:
    make_account("Farah@example.nl", "Farah Idrissi", at=at, is_facilitator=True)
    assert ask_code(client, "farah@EXAMPLE.nl") == "/aanmelden/code/"
    client.post("/aanmelden/code/", {"code": mailed_code()})
    assert client.session["_auth_user_id"]


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client) -> None:
    assert ask_code(client, "xander@example.nl") == "/aanmelden/code/"
    assert mail.outbox == []


def test_three_wrong_codes_end_the_attempt(client: Client, at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    ask_code(client, "farah@example.nl")
    right = mailed_code()
    for _ in range(3):
        client.post("/aanmelden/code/", {"code": "AAAA-BBBB"})
    client.post("/aanmelden/code/", {"code": right})
    assert "_auth_user_id" not in client.session


def test_asking_again_and_again_is_throttled(client: Client, at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    for _ in range(5):
        client.post("/aanmelden/", {"login": "farah@example.nl"})
    assert len(mail.outbox) <= 3


def test_nobody_signs_up(client: Client) -> None:
    answer = client.post("/aanmelden/nieuw/", {"email": "xander@example.nl"})
    assert answer.headers["Location"] == "/aanmelden/"
    assert account_by_email("xander@example.nl") is None


def test_one_account_per_address(at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    with pytest.raises(AccountExists):
        make_account(" FARAH@example.nl ", "Another", at=at)


def test_a_password_never_signs_in(client: Client, at: datetime) -> None:
    account = make_account("farah@example.nl", "Farah", at=at)
    assert not account.has_usable_password()
    client.post("/aanmelden/", {"login": "farah@example.nl", "password": ""})
    assert "_auth_user_id" not in client.session


def test_signing_in_speaks_dutch_and_says_u(client: Client, at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    client.post("/aanmelden/", {"login": "farah@example.nl"})
    assert mail.outbox[0].subject == "Uw code om in te loggen"
    assert "Dit is uw code:" in mail.outbox[0].body
    wrong = client.post("/aanmelden/code/", {"code": "AAAA-BBBB"})
    assert "Dit is niet de code uit de mail." in wrong.content.decode()


def test_a_blocked_visitor_is_told_to_wait(client: Client) -> None:
    for _ in range(40):
        answer = client.post("/aanmelden/", {"login": "xander@example.nl"})
    assert answer.status_code in (200, 429)
    assert "Wacht" in answer.content.decode()
