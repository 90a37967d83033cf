"""Accounts: one per address, signed in by a mailed code, never made by the visitor."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings

from gedragen import clock
from gedragen.people.accounts import AccountExists, account_by_email, make_account
from gedragen.people.models import SignInCode
from tests.support.installation import free_port

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


def test_whoever_asks_in_her_name_sends_three_mails_an_hour_and_shuts_her_out_at_no_moment(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    for minute in range(0, 181, 4):
        monkeypatch.setattr(clock, "now", lambda minute=minute: at + timedelta(minutes=minute))
        attacker = Client(REMOTE_ADDR=f"192.0.2.{minute}")
        ask_code(attacker, "farah@example.nl")
        for _ in range(3):
            attacker.post("/aanmelden/code/", {"code": "BCDF-GHJK"})
        if minute % 40 == 20:
            farah = Client(REMOTE_ADDR="198.51.100.7")
            ask_code(farah, "farah@example.nl")
            farah.post("/aanmelden/code/", {"code": mailed_code()})
            assert farah.session["_auth_user_id"]
    # She used five herself, and each made room for another.
    assert len(mail.outbox) <= 3 * 3 + 5 + 1


def test_unused_codes_are_three_in_any_hour(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    sent = []
    for minute in range(0, 240, 5):
        monkeypatch.setattr(clock, "now", lambda minute=minute: at + timedelta(minutes=minute))
        before = len(mail.outbox)
        ask_code(Client(), "farah@example.nl")
        sent += [minute] * (len(mail.outbox) - before)
    assert all(len([one for one in sent if start <= one < start + 60]) <= 3 for start in sent)
    assert len(sent) == 12


def test_a_code_works_once_and_for_its_own_account(at: datetime) -> None:
    for name in ("farah", "wim"):
        make_account(f"{name}@example.nl", name, at=at)
    wim, farah, again = Client(), Client(), Client()
    ask_code(wim, "wim@example.nl")
    ask_code(farah, "farah@example.nl")
    ask_code(again, "farah@example.nl")
    right = mailed_code()
    wim.post("/aanmelden/code/", {"code": right})
    assert "_auth_user_id" not in wim.session
    farah.post("/aanmelden/code/", {"code": right.lower().replace("-", " ")})
    assert farah.session["_auth_user_id"]
    again.post("/aanmelden/code/", {"code": right})
    assert "_auth_user_id" not in again.session


def test_after_an_hour_a_code_is_over(client: Client, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    monkeypatch.setattr(clock, "now", lambda: at)
    ask_code(client, "farah@example.nl")
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=1))
    client.post("/aanmelden/code/", {"code": mailed_code()})
    assert "_auth_user_id" not in client.session


def test_a_code_that_reached_no_mailbox_takes_no_place(at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    gone = override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=free_port())
    with gone:
        answers = [Client().post("/aanmelden/", {"login": "farah@example.nl"}).status_code for _ in range(4)]
    assert answers == [503] * 4
    assert not SignInCode.objects.exists()


def test_guessing_a_code_is_slow(at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    statuses = []
    for _ in range(4):
        guesser = Client(REMOTE_ADDR="192.0.2.1")
        ask_code(guesser, "farah@example.nl")
        statuses += [guesser.post("/aanmelden/code/", {"code": "BCDF-GHJK"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 302] * 3 + [200, 429, 429]


def test_the_code_goes_to_the_address_that_we_know(client: Client, at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    ask_code(client, "FARAH@example.NL")
    assert mail.outbox[0].to == ["farah@example.nl"]


def test_who_mistyped_the_address_types_another(client: Client, at: datetime) -> None:
    make_account("farah@example.nl", "Farah", at=at)
    ask_code(client, "fara@example.nl")
    assert "Uw e-mailadres" in client.get("/aanmelden/").content.decode()
    ask_code(client, "farah@example.nl")
    client.post("/aanmelden/code/", {"code": mailed_code()})
    assert client.session["_auth_user_id"]
    assert client.get("/aanmelden/").headers["Location"] == "/"


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
    for _ in range(60):
        assert Client().post("/aanmelden/", {"login": "xander@example.nl"}).status_code == 302
    answer = client.post("/aanmelden/", {"login": "xander@example.nl"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"]
    assert "Wacht 15 minuten" in answer.content.decode()
