"""What every answer carries, whoever asked: headers, language, and whose address counts."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from gedragen.config.middleware import forwarded_address, head_as_get
from gedragen.config.serving import right_file


@pytest.mark.django_db
def test_every_answer_carries_the_headers(client: Client) -> None:
    headers = client.get(reverse("account_login")).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"):
        assert part in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/aanmelden/", "/vertel/", "/taal/", "/nergens/", "/vertrek/"])
def test_head_is_get_whatever_a_page_allows(client: Client, path: str) -> None:
    got, headed = client.get(path), client.head(path)
    assert headed.status_code == got.status_code
    assert headed.headers.get("Content-Length") == got.headers.get("Content-Length")


@pytest.mark.parametrize("answer", [HttpResponse("words"), StreamingHttpResponse(["more ", "words"])])
def test_no_server_is_left_with_the_body_of_a_head(rf: RequestFactory, answer: HttpResponse) -> None:
    asked = rf.head("/")
    assert b"".join(head_as_get(lambda _: answer)(asked)) == b""
    assert asked.method == "GET"


@pytest.mark.django_db
def test_dutch_whatever_the_browser_asks_for(client: Client) -> None:
    page = client.get(reverse("account_login"), headers={"accept-language": "en-GB,en"})
    assert page.headers["Content-Language"] == "nl"


@pytest.mark.django_db
def test_who_switches_keeps_english(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert client.get(reverse("account_login")).headers["Content-Language"] == "en"
    client.post(reverse("set_language"), {"language": "nl", "next": "/"})
    assert client.get(reverse("account_login")).headers["Content-Language"] == "nl"


@pytest.mark.django_db
def test_an_unknown_language_is_dutch(client: Client) -> None:
    client.cookies["gedragen_language"] = "xx"
    assert client.get(reverse("account_login")).headers["Content-Language"] == "nl"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own files")
def test_a_database_that_is_gone_takes_nothing_until_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    client.raise_request_exception = False
    file, lets_go = tmp_path / "gedragen.sqlite3", Mock()
    file.touch()
    monkeypatch.setattr(right_file, "_opened", SimpleNamespace())
    monkeypatch.setattr(
        right_file, "connection", SimpleNamespace(vendor="sqlite", settings_dict={"NAME": file}, close=lets_go)
    )
    assert status(client) == 200
    file.rename(tmp_path / "moved")
    assert (status(client), status(client)) == (503, 503)
    (tmp_path / "moved").rename(file)
    assert status(client) == 200
    assert not lets_go.called
    file.rename(tmp_path / "kept")
    file.touch()
    assert status(client) == 200
    assert lets_go.call_count == 1


def status(client: Client) -> int:
    return client.get(reverse("account_login")).status_code


@pytest.mark.parametrize(
    ("claimed", "proxies", "expected"),
    [
        ("203.0.113.7", 0, ""),
        ("203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("203.0.113.7", 2, ""),
        ("not an address", 1, ""),
        ("", 1, ""),
        ("2001:db8::1", 1, "2001:db8::1"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(claimed: str, proxies: int, expected: str) -> None:
    assert forwarded_address(claimed, proxies=proxies) == expected
