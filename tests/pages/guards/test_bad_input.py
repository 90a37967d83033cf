"""Bad input: a clear sentence beside the field, what was typed is kept, nothing changes, and never a 500.

Forms are found by walking the pages, so a new form is covered as soon as somebody in a scene can see it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, seed, settings
from hypothesis import strategies as st

import gedragen.pages
from gedragen import clock
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.pages.urls import urlpatterns
from tests.pages.guards.access_listing import client_of, known, url_of
from tests.pages.guards.bad_words import Pairs, arrived, on_the_wire, usual, with_value, words
from tests.pages.guards.found_forms import FoundForm, Page, view_of, walk
from tests.pages.guards.scenes import SCENES, Somebody, play
from tests.support.cast import Cast
from tests.support.dump import dump
from tests.support.two_sides import Sides

FORM = "application/x-www-form-urlencoded"
TEMPLATES = Path(gedragen.pages.__file__).parent / "templates"
# The same odd words at every run: what nobody changed must not fail by chance. More of them finds more.
FEW = settings(database=None, deadline=None, max_examples=4, derandomize=True)

# Forms that change no case: they let a browser in, or forget it, or choose its language.
ABOUT_THE_BROWSER = {
    "enter_code",
    "choose_seat",
    "leave",
    "lost_link",
    "set_language",
    "account_login",
    "account_logout",
}
# Forms that are sent to look at what they would do: the page that answers has a button that does it.
LOOKS_FIRST = {"invite_many"}
# Forms that a scene cannot fill in well: a code that exists, an address with an account, what was declared before, and
# a text or a choice that says what it said.
NEVER_RIGHT = {"age", "enter_code", "account_login", "independence", "item_correct", "talk"}
# What is typed to come in, and what is looked up: nobody reads it, and nothing is kept.
TO_COME_IN = {"enter_code", "account_login", "account_confirm_login_code"}
# The facilitator's forms: those she must see in one scene or another, the others all the rest.
OF_RIA = (
    "cockpit/",
    "desk/",
    "rounds/",
    "starting/",
    *(f"endings/{name}" for name in ("call", "no_plan", "own_plan", "stop")),
    "cards/cards",
    "children/age",
    *(f"people/{name}" for name in ("invite", "invite_many", "nomination", "renew_link", "side", "talk")),
    *(f"information/{name}" for name in ("absent_view", "on_sides", "side_exception", "sides")),
    "account/logout",
    "closed_time/announce",
    "footing/footing",
    "naming/talk_first",
)
# Forms of other scenes: the code of a mail, the played example, a link (which has its own test).
ELSEWHERE = {
    "account/confirm_login_code.html",
    "demo/_situation.html",
    "demo/demo.html",
    "door/link.html",
    "door/wrong_link.html",
}


@dataclass(frozen=True)
class Seen:
    """A form, and the browser that it was shown to."""

    form: FoundForm
    client: Client


def starts(cast: Somebody) -> list[str]:
    """Every address of the pages, each with numbers that are there."""
    first = cast.anna if isinstance(cast, Cast) else cast.hanna if isinstance(cast, Sides) else cast.sanne
    numbers = known(cast.case, first)
    return [url_of(pattern, numbers) for pattern in urlpatterns if "token" not in pattern.pattern.converters]


def forms_of(scene: str, cast: Somebody, who: tuple[str, ...], drawn: set[str]) -> Iterator[Seen]:
    """The forms that these people see in a scene; `drawn` collects the templates of all pages."""
    for name in who:
        client = client_of(getattr(cast, name, None))
        for address, answer, page in walk(client, starts(cast)):
            assert answer.status_code < 500, address
            drawn.update(str(template.name) for template in getattr(answer, "templates", []))
            yield from (Seen(form, client) for form in (page.forms if page else []))


@contextmanager
def put_back(client: Client) -> Iterator[set[str]]:
    """What the block does is undone, in the database and in the browser. Yields the tables of a case it wrote to."""
    written: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, *told: Any) -> Any:
        if found := re.match(r"\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) \"?(cases_(?!oncetoken)\w+)", sql):
            written.add(found[1])
        return execute(sql, *told)

    cookies = SimpleCookie(client.cookies)
    with transaction.atomic(), connection.execute_wrapper(watch):
        yield written
        transaction.set_rollback(True)
    # The same numbers will be counted again, for other rows.
    forget_snapshots()
    client.cookies = cookies


def sent_in(client: Client, form: FoundForm, sent: Pairs) -> HttpResponse:
    answer = client.generic("POST", form.action, on_the_wire(sent), content_type=FORM)
    assert isinstance(answer, HttpResponse)
    return answer


class Attack:
    """Forms of one scene, each sent with something odd in it."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.before = dump()

    def complaint(self, seen: Seen, sent: Pairs, odd: set[str]) -> str:
        """What is wrong with the answer; empty when all is well. `odd`: the boxes with something odd in them."""
        with put_back(seen.client) as written:
            answer = sent_in(seen.client, seen.form, sent)
            # The others are as they were: a table changes by a statement only.
            changed = any(rows != self.before[table] for table, rows in dump(written).items())
        if answer.status_code >= 500 or b"<script>alert" in answer.content:
            return "a mistake of ours"
        if changed:
            return "" if answer.status_code < 400 else f"refused with {answer.status_code}, and yet something changed"
        return self.when_unchanged(seen.form, answer, sent, odd)

    def when_unchanged(self, form: FoundForm, answer: HttpResponse, sent: Pairs, odd: set[str]) -> str:
        """Somebody is told why: on the page of the form, on the next page, or by a page that refuses."""
        status, view = answer.status_code, view_of(form.action)
        if status == 422 or (view == "account_login" and status == 200):
            page = Page(answer.content.decode(), form.action)
            return complaint_of_page(page, form, sent, odd) if odd else f"filled in well, and refused: {page.mistakes}"
        if status == 302 and view not in ABOUT_THE_BROWSER and "messages" not in answer.cookies:
            return "nothing changed, and nobody was told"
        if view in LOOKS_FIRST and status == 200:
            return "" if any(one.button for one in Page(answer.content.decode(), form.action).forms) else "no button"
        return "" if status in (302, 403, 404, 429) else f"answered {status}, and nothing changed"


def complaint_of_page(page: Page, form: FoundForm, sent: Pairs, odd: set[str]) -> str:
    """A form that is shown again tells what was wrong beside the field, and holds what was typed."""
    asked = {box.name for box in form.boxes.values() if box.is_typed}
    again = next((one for one in page.forms if asked <= one.boxes.keys()), None)
    if again is None:
        return "the form is gone"
    for name in asked:
        typed = [arrived(value) for other, value in sent if other == name]
        if typed and plain("".join(again.boxes[name].chosen)) != plain(typed[-1]):
            return f"what was typed in {name} is gone"
    told = page.mistakes.get("error", "" if asked else page.mistakes.get("warning", ""))
    if not told:
        return "no sentence says what was wrong"
    if re.search(r"Ensure this|Select a valid|This field|Null char|Enter a |%\(", told):
        return f"not in Dutch: {told}"
    shown = {name for name in odd if name in form.boxes and form.boxes[name].kind != "hidden"}
    beside = any(mistake.startswith(f"id_{name}") for mistake in page.mistakes for name in shown)
    is_right = view_of(form.action) not in NEVER_RIGHT
    return f"no sentence beside {shown}: {told}" if shown and is_right and not beside else ""


def plain(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


# Each scene is a transaction of its own: one around them all would let nobody's vacuum through for a minute.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["ria", "others"])
def test_every_form_takes_anything(who: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that nobody sees is told at the end: give it a scene in which somebody can see it.

    So is a box that does not say who will read it.
    """
    done: set[tuple[str, ...]] = set()
    unread: set[tuple[str, str]] = set()
    drawn: set[str] = set()
    looking = {
        name: tuple(one for one in scene.who if (one == "ria") == (who == "ria")) for name, scene in SCENES.items()
    }
    for name, people in ((name, people) for name, people in looking.items() if people):
        with transaction.atomic():
            cast = play(name, at)
            monkeypatch.setattr(clock, "now", lambda cast=cast: cast.at)
            forms = {seen.form.key: seen for seen in forms_of(name, cast, people, drawn)}
            attack = Attack(cast.at)
            for seen in (seen for key, seen in forms.items() if key not in done):
                seen.client.raise_request_exception = False
                try_form(attack, seen)
            unread |= {one for seen in forms.values() for one in not_told(seen.form)}
            done |= forms.keys()
            transaction.set_rollback(True)
    assert unread == set()
    assert forms_drawn(who == "ria") - drawn - ELSEWHERE == set()


def not_told(form: FoundForm) -> set[tuple[str, str]]:
    """The boxes of a form, with its page, at which nothing says who will read what is typed. A code tells nothing."""
    view = view_of(form.action)
    names = {re.sub(r"[0-9]+", "#", name) for name in form.unread if not name.startswith("code-")}
    return set() if view in TO_COME_IN else {(view, name) for name in names}


def forms_drawn(by_ria: bool) -> set[str]:
    """The templates with a form in it, of the facilitator's pages or of all others."""
    found = (path for path in TEMPLATES.rglob("*.html") if "<form" in path.read_text())
    names = (path.relative_to(TEMPLATES).as_posix() for path in found)
    return {name for name in names if name.startswith(OF_RIA) == by_ria}


def try_form(attack: Attack, seen: Seen) -> None:
    """As it should be; with odd words in every box at once; and with each other box wrong, twice there or missing."""
    form, right = seen.form, usual(seen.form, attack.at)
    where = f"{form.action} {form.button or ''}"
    # Each form its own words, and the same ones every time.
    own = seed(crc32(where.encode()))
    if view_of(form.action) not in NEVER_RIGHT:
        assert attack.complaint(seen, right, set()) == "", where
    typed = sorted(box.name for box in form.boxes.values() if box.is_typed)
    others = sorted(form.boxes.keys() - set(typed))

    @own
    @FEW
    @given(st.lists(words, min_size=len(typed), max_size=len(typed)))
    def with_odd_words(odd: list[str]) -> None:
        sent = right
        for name, value in zip(typed, odd, strict=True):
            sent = with_value(sent, name, value)
        assert attack.complaint(seen, sent, set(typed)) == "", (where, odd)

    @own
    @FEW
    @given(st.sampled_from(others), st.lists(words, max_size=2))
    def with_another_wrong(name: str, odd: list[str]) -> None:
        assert attack.complaint(seen, with_value(right, name, *odd), {name}) == "", (where, name, odd)

    if typed:
        with_odd_words()
    if others:
        with_another_wrong()
