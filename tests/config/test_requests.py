"""What every answer carries, whoever asked: headers, language, and whose address counts."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.urls import reverse

from gedragen.config import right_file
from gedragen.config.middleware import forwarded_address


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
def test_head_is_get_without_a_body_under_any_server(client: Client, path: str) -> None:
    got, headed = client.get(path), asked_as_server("HEAD", path)
    assert headed[0].startswith(str(got.status_code))
    assert headed[1].get("Content-Length") == got.headers.get("Content-Length")
    assert headed[2] == b""


def asked_as_server(how: str, path: str) -> tuple[str, dict[str, str], bytes]:
    """As a server asks an application: the first line, the headers and all of the body that it gives."""
    told: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
        told.append((status, dict(headers)))
        return told.append  # type: ignore[return-value]

    environ: dict[str, object] = {"REQUEST_METHOD": how, "PATH_INFO": path, "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    answer = WSGIHandler()(environ, start)
    body = b"".join(answer)
    answer.close()
    return *told[0], body


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
