"""Bad addresses, queries, headers and cookies: never a 500, nothing changes, and an outsider learns nothing."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

import gedragen.pages
from gedragen import clock
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case
from gedragen.pages.urls import urlpatterns
from tests.pages.guards.access_listing import client_of, known, url_of
from tests.pages.guards.bad_words import ODD, on_the_wire, words
from tests.pages.guards.scenes import play
from tests.pages.guards.test_bad_input import FEW, FORM, starts
from tests.support.cast import Cast
from tests.support.dump import unchanged

SOURCE = Path(gedragen.pages.__file__).parent
# Every name that a page asks of the query, and `next`, which is asked by signing in.
ASKED = {name for path in SOURCE.rglob("*.py") for name in re.findall(r'GET\.get\("(\w+)"', path.read_text())}
ASKED |= {name for path in SOURCE.rglob("*.py") for name in re.findall(r'"(\w+)" in request\.GET', path.read_text())}
ASKED |= {"next"}

NUMBERS = ("0", "999999999", "2147483648", "9223372036854775808", "9" * 400, "9" * 5000, "-1", "1.0", "%D9%A3")
HEADERS = ("Accept-Language", "User-Agent", "Referer", "HX-Current-URL", "HX-Trigger", "X-Forwarded-For", "Accept")
COOKIES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
# Of these Python makes text that is none, or nothing at all.
ALPHABETS = ("utf-7", "unicode_escape", "hex", "rot13", "idna", "undefined", "utf-16", "latin-1", "no-such")


@pytest.fixture
def cast(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    street = play("done_together", at)
    assert isinstance(street, Cast)
    monkeypatch.setattr(clock, "now", lambda: street.at)
    with unchanged():
        yield street


def answers(client: Client, path: str, **headers: str) -> int:
    """The status at this path, which must be a page of ours."""
    answer = client.get(path, headers=headers)
    assert answer.status_code < 500
    assert answer.streaming or answer.status_code in (301, 302) or b"<h1" in answer.content
    return answer.status_code


def test_any_number_in_an_address(cast: Cast) -> None:
    """In each place of each address a number that is none, or none of ours: refused, like a page that is not there."""
    ria = client_of(cast.ria)
    for pattern in urlpatterns:
        places = [name for name in pattern.pattern.converters if name not in ("address", "token")]
        for name in places:
            right = url_of(pattern, known(cast.case, cast.anna) | {name: 123_454_321})
            for number in NUMBERS:
                path = right.replace("123454321", number)
                assert answers(ria, path) in (302, 403, 404, 405), path


@pytest.mark.parametrize("who", ["ria", "anyone"])
def test_any_query(cast: Cast, who: str) -> None:
    client = client_of(getattr(cast, who, None))

    @settings(FEW, max_examples=2, derandomize=True)
    @given(words)
    def ask(word: str) -> None:
        query = on_the_wire([(name, word) for name in sorted(ASKED)]).decode()
        for path in starts(cast):
            answers(client, f"{path}?{query}")

    ask()


def test_any_header_on_any_page(cast: Cast) -> None:
    """As much as a header can carry: no line breaks, one byte a sign."""
    client = client_of(cast.anna)
    headers = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=40)

    @settings(FEW, max_examples=2, derandomize=True)
    @given(headers | st.sampled_from(["//[", "http://[::1", "nl;q=abc,en;q=-1", "x" * 8000]))
    def ask(word: str) -> None:
        for path in ("/", *starts(cast)[::9]):
            answers(client, path, **dict.fromkeys(HEADERS, word))

    ask()


def test_htmx_gets_a_page_where_there_is_no_part(cast: Cast) -> None:
    for client in (client_of(cast.anna), Client()):
        for path in (*starts(cast), "/no-such-page/"):
            answer = client.get(path, headers={"HX-Request": "true"})
            assert answer.status_code < 500, path


def test_a_cookie_that_is_garbage(cast: Cast) -> None:
    """Among it signs that a cookie can only carry as a number, like NUL."""
    road = reverse("road", args=[Case.objects.get(id=cast.case).address])
    garbage = ("", "x" * 4000, '"\\000aaaaaaaaaaaaaaa"', '"\\355\\240\\200aaaaaaaaa"', "\xff\xfe\xfd aaaaaaaaaaa", "nl")
    for name in COOKIES:
        for value in garbage:
            browser = Client(HTTP_COOKIE=f"{getattr(django_settings, name)}={value}; messages={value}")
            answers(browser, "/")
            assert answers(browser, road) == 403
            assert browser.post("/vertrek/").status_code == 302


def test_a_form_in_another_alphabet_is_refused_in_words(cast: Cast) -> None:
    part = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n\\ud800 +2AA- x\r\n'
    body = "".join(part.format(name) for name in ("text", "name", "contact", "mail", "next")) + "--b--\r\n"
    for alphabet in ALPHABETS:
        for kind in ("multipart/form-data; boundary=b", FORM):
            answer = Client().generic("POST", "/vertel/", body, content_type=f"{kind}; charset={alphabet}")
            assert answer.status_code == 400
            assert "Er is niets veranderd." in answer.content.decode()


def test_any_way_on_after_a_form(cast: Cast) -> None:
    """`next` leads on within this site, or nowhere."""
    for word in ("//[", "http://[::1/", "/\\example.org", "javascript:1", *ODD):
        sent = on_the_wire([("next", word), ("language", "en")])
        answer = Client().generic("POST", "/taal/", sent, content_type=FORM)
        assert answer.status_code in (204, 302)
        assert urlsplit(urljoin("http://here/taal/", answer.headers.get("Location", ""))).netloc == "here", word
        answers(Client(), f"/aanmelden/?{on_the_wire([('next', word)]).decode()}")


def test_garbage_for_a_link_or_an_address(cast: Cast) -> None:
    odd = ("%00", "1-%00", "9" * 5000 + "-a", "9223372036854775808-a", "%FF", "%ED%A0%80", "1-", "-", "a" * 5000)
    for path in [f"/link/{one}/" for one in odd[:8]] + [f"/situatie/{one}/" for one in odd]:
        assert answers(Client(), path) == 404


def test_an_outsider_cannot_tell_a_closed_case_from_none(cast: Cast) -> None:
    """The same page, whether there is such a case or not."""
    Case.objects.filter(id=cast.case).update(is_open=False)
    forget_snapshots()
    address = Case.objects.get(id=cast.case).address
    for path in (path for path in starts(cast) if address in path):
        there, none = Client().get(path), Client().get(path.replace(address, "geen-situatie"))
        assert there.status_code == none.status_code
        assert there.status_code in (404, 405), path
        assert without_tokens(there.content.decode()).replace(address, "geen-situatie") == without_tokens(
            none.content.decode()
        )
    Case.objects.filter(id=cast.case).update(is_open=True)
    forget_snapshots()


def without_tokens(page: str) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", page)


def test_what_only_a_button_can_do_says_so_when_it_is_opened(cast: Cast) -> None:
    answer = Client().get("/vertrek/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Er is niets veranderd." in answer.content.decode()
