"""The database can be neither written nor read: a clear page with what was typed, and it works again after."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from gedragen.cases.models import Voice
from gedragen.people.accounts import make_account
from tests.support.cast import Cast
from tests.support.together import together
from tests.support.visitor import address, page_of, visitor

TYPED = {"text": "Het komt allemaal op mij neer.", "room": "circle", "once": "a-token"}
READ_ONLY = {"sqlite": ("PRAGMA query_only=1", "PRAGMA query_only=0")}
READ_ONLY["postgresql"] = ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")


@contextmanager
def read_only() -> Iterator[None]:
    """As after a disk that went read-only, or a database that failed over to its copy."""
    shut, opened = READ_ONLY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(shut)
        try:
            yield
        finally:
            cursor.execute(opened)


KILL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def voice(client: Client, path: str) -> tuple[int, str]:
    answer = client.post(path, TYPED)
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_when_nothing_can_be_saved_what_was_typed_is_given_back(preparing: Cast) -> None:
    jan, path = visitor(preparing.jan), reverse("voice", args=[address(preparing)])
    with read_only():
        status, page = voice(jan, path)
    assert status == 503
    assert "We cannot save anything right now" in page
    assert TYPED["text"] in page
    assert "a-token" not in page
    assert not Voice.objects.exists()
    assert voice(jan, path)[0] == 302
    assert Voice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_when_nothing_can_be_read_it_says_so_too(preparing: Cast) -> None:
    path = reverse("plan", args=[address(preparing)])
    with patch("gedragen.edge.asking.seats_held", side_effect=OperationalError("the server went away")):
        answer = visitor().get(path)
    assert answer.status_code == 503
    assert "went away" not in answer.content.decode()
    assert page_of(visitor(), path)


@pytest.mark.django_db(transaction=True)
def test_a_session_that_cannot_be_saved_is_no_mistake_of_ours(preparing: Cast) -> None:
    bram = visitor(preparing.bram)
    bram.raise_request_exception = False
    path, seat = reverse("choose_seat", args=[address(preparing)]), {"seat": preparing.bram, "text": "Wat ik typte."}
    with patch("gedragen.config.sessions.SessionStore.save", side_effect=OperationalError("database is locked")):
        answer = bram.post(path, seat)
    assert answer.status_code == 503
    assert "Wat ik typte." in answer.content.decode()
    assert bram.post(path, seat).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that restarts")
def test_a_restart_of_the_database_spoils_one_page_and_no_other(preparing: Cast) -> None:
    path, found = reverse("plan", args=[address(preparing)]), []
    together(*[hold_a_connection] * 3)
    options = {name: connection.get_connection_params()[name] for name in ("host", "user", "dbname")}
    with psycopg.connect(**options) as server:
        server.execute(KILL)
    for _ in range(5):
        found.append(visitor().get(path).status_code)
        connection.close()
    assert found == [503, 200, 200, 200, 200]


def hold_a_connection() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.3)")


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["ria@example.nl", "nobody@example.nl"])
@pytest.mark.parametrize("backlog", [None, 1])
def test_without_a_mail_server_signing_in_says_so_to_anyone(
    at: datetime, settings: Settings, backlog: int | None, login: str
) -> None:
    """Nobody listens there; or somebody who never says a word. Whether there is an account is for nobody to learn."""
    make_account("ria@example.nl", "Ria", at=at)
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 0.2
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if backlog is not None:
            server.listen(backlog)
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        answer = Client().post(reverse("account_login"), {"login": login})
    assert answer.status_code == 503
    assert "De code is niet verstuurd" in answer.content.decode()
