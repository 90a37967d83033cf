"""Where one request ends and the next begins: nobody can make the server see another one than was sent."""

import re
from contextlib import closing
from itertools import product

from tests.edges.site import Site
from tests.edges.wire import connect, rest_of, said_to, status

HIDDEN = b"GET /hidden/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
CHUNKED_NOTHING = b"0\r\n\r\n"
ANSWER = re.compile(rb"(?:^|\r\n|\n)HTTP/1\.[01] \d\d\d ")


def pages(site: Site) -> list[tuple[str, str]]:
    """Of each kind one, with who looks: pages, forms, files, what is not there and what may not be seen."""
    case = f"/situatie/{site.address}"
    public = ("/", "/aanmelden/", "/vertel/", "/nergens/", "/nergens", "/taal/", "/static/gedragen/gedragen.css")
    inside = (f"{case}/", f"{case}/logboek/", f"{case}/logboek/bestand/", f"{case}/plan/", f"{case}/onder-elkaar/")
    forms = (site.new_draft, f"{case}/plan/nieuw/", f"{case}/overzicht/", f"{case}/mijn/")
    looked_at = [(path, who) for path in inside + forms for who in ("", "sanne", "ria")]
    return [(path, "") for path in public] + looked_at


def asked(site: Site, how: str, path: str, who: str) -> bytes:
    cookie = [f"Cookie: {site.cookie_of(who)}"] if who else []
    return said_to(site.port, f"{how} {path} HTTP/1.1", "Connection: close", *cookie)


def head_of(answer: bytes) -> tuple[str, dict[str, str]]:
    """The first line and the headers, without what differs from one moment to the next."""
    first, *lines = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    return first, dict(line.split(": ", 1) for line in lines if not line.startswith(("Date", "Set-Cookie", "Expires")))


def test_head_is_get_without_a_body_on_every_page(site: Site) -> None:
    assert status(asked(site, "HEAD", site.new_draft, "sanne")) == 200
    seen = set()
    for path, who in pages(site):
        got, headed = (asked(site, how, path, who) for how in ("GET", "HEAD"))
        assert head_of(headed) == head_of(got), path
        assert headed.partition(b"\r\n\r\n")[2] == b"", path
        seen.add(status(got))
    assert {200, 302, 404} <= seen


def test_behind_a_head_on_the_same_line_comes_the_next_answer(site: Site) -> None:
    for path in ("/aanmelden/", "/nergens/", "/static/gedragen/gedragen.css"):
        with closing(connect(site.port)) as wire:
            wire.sendall(f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            wire.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            first, _, second = rest_of(wire).partition(b"\r\n\r\n")
        assert first.startswith(b"HTTP/1.1 ")
        assert second.startswith(first.split(b"\r\n")[0])


def test_a_head_that_is_refused_has_no_body_either(site: Site) -> None:
    answer = said_to(site.port, "HEAD / HTTP/1.1", "Content-Length: 99999999")
    assert status(answer) == 413
    assert answer.endswith(b"\r\n\r\n")


def test_a_head_with_a_form_changes_nothing(site: Site) -> None:
    form = b"language=en&next=/"
    kind = ("Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form)}", "Connection: close")
    assert status(said_to(site.port, "POST /taal/ HTTP/1.1", *kind, body=form)) != 405
    answer = said_to(site.port, "HEAD /taal/ HTTP/1.1", *kind, body=form)
    assert b"gedragen_language" not in answer
    assert head_of(answer)[0] == head_of(asked(site, "GET", "/taal/", ""))[0]


LENGTHS = {
    "both": ("Content-Length: 6", "Transfer-Encoding: chunked"),
    "both, the other way round": ("Transfer-Encoding: chunked", "Content-Length: 6"),
    "both, in capitals": ("CONTENT-LENGTH: 6", "TRANSFER-ENCODING: CHUNKED"),
    "both, one empty": ("Content-Length: 6", "Transfer-Encoding:"),
    "both, one unknown": ("Content-Length: 6", "Transfer-Encoding: identity"),
    "two": ("Content-Length: 5", "Content-Length: 6"),
    "the same twice": ("Content-Length: 5", "Content-Length: 5"),
    "a list": ("Content-Length: 5, 6",),
    "a list of the same": ("Content-Length: 5, 5",),
    "a list by folding": ("Content-Length: 5,", " 5"),
    "a plus": ("Content-Length: +5",),
    "a minus": ("Content-Length: -5",),
    "a space inside": ("Content-Length: 5 5",),
    "a space before the colon": ("Content-Length : 5",),
    "sixteen fingers": ("Content-Length: 0x5",),
    "a fraction": ("Content-Length: 5.0",),
    "letters": ("Content-Length: five",),
    "nothing": ("Content-Length:",),
    "other digits": ("Content-Length: \N{SUPERSCRIPT TWO}",),
    "thousands of digits": (f"Content-Length: {'5' * 5000}",),
    "chunked twice": ("Transfer-Encoding: chunked, chunked",),
    "chunked on two lines": ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
    "chunked behind a tab": ("Transfer-Encoding: \x0bchunked",),
    "packed": ("Transfer-Encoding: gzip, chunked",),
    "an empty encoding": ("Transfer-Encoding:",),
}


def test_more_than_one_length_is_refused_and_nothing_behind_it_is_read(site: Site) -> None:
    for (told, lengths), how, version in product(LENGTHS.items(), ("POST", "GET", "HEAD"), ("1.0", "1.1")):
        first = (f"{how} /aanmelden/ HTTP/{version}", "Connection: keep-alive")
        answer = said_to(site.port, *first, *lengths, body=CHUNKED_NOTHING + HIDDEN)
        assert status(answer) in (400, 501), (told, how, version)
        assert len(ANSWER.findall(answer)) == 1, (told, how, version)


def test_chunks_in_an_old_kind_of_request_are_refused(site: Site) -> None:
    first = ("POST /aanmelden/ HTTP/1.0", "Connection: keep-alive", "Transfer-Encoding: chunked")
    answer = said_to(site.port, *first, body=CHUNKED_NOTHING + HIDDEN)
    assert status(answer) == 400
    assert len(ANSWER.findall(answer)) == 1


def test_half_an_address_is_a_bad_request(site: Site) -> None:
    assert status(said_to(site.port, "GET http://[::1 HTTP/1.1")) == 400


def test_what_comes_in_pieces_is_read_as_one(site: Site) -> None:
    """As a program sends a form whose length it does not know: refused for want of a token, so it was read."""
    form = b"6\r\nlogin=\r\n3\r\nria\r\n0\r\n\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded"
    lines = ("POST /aanmelden/ HTTP/1.1", "Transfer-Encoding: chunked", kind, "Connection: close")
    assert status(said_to(site.port, *lines, body=form)) == 403
