"""axe-core finds nothing to mend on the main pages of the played example, for every role, on a phone and at a desk;
nor on the pages that refuse.

test_road.py and test_family.py look at every state on the way, in both languages.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from gedragen import clock
from gedragen.access.doing import Denied, NotFound
from gedragen.config.demo import load_demo
from gedragen.people.sign_in import NoMailNow
from gedragen.people.throttle import TooManyAttempts
from tests.browser.axe import Axe
from tests.browser.told import TOLD_BY, States
from tests.support.played import walks

# Before anybody is somebody.
NOWHERE = "/nergens/"
DOOR = f"/ /kwijt/ /vertel/ /demo/ /aanmelden/ {NOWHERE}"


class Looker:
    """Somebody with a window, who looks at one page after another."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.page: Page = browser.new_context(locale="nl-NL").new_page()
        self.server, self.axe, self.states = server, Axe(eyes=True), States()

    def step_in(self, seat: int) -> None:
        self.page.goto(f"{self.server}/demo/")
        self.page.locator(f'form[action="/demo/{seat}/"] button').click()
        self.page.wait_for_load_state()

    def look(self, path: str) -> None:
        answer = self.page.goto(self.server + path)
        assert answer is not None
        assert answer.ok or path == NOWHERE, f"{path} answers {answer.status}"
        self.axe.look(self.page)
        self.states.look(self.page)


def test_nothing_to_mend(
    browser: Browser, live_server: LiveServer, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One test, because the example is loaded once and all of this only looks."""
    monkeypatch.setattr("django.conf.settings.DEMO", True)
    monkeypatch.setattr(clock, "now", lambda: at)
    load_demo(at=at)
    looker = Looker(browser, live_server.url)
    for path in DOOR.split():
        looker.look(path)
    for seat, pages in walks():
        looker.step_in(seat)
        for page in pages:
            looker.look(page)
    assert looker.axe.wrong == []
    assert looker.states.untold == []
    assert looker.states.seen == TOLD_BY.keys()


# What happened on the way to a page, and the status it answers with.
REFUSED = (
    (400, SuspiciousOperation("An address nobody makes by accident.")),
    (403, Denied("come-in-first")),
    (404, NotFound()),
    (429, TooManyAttempts(timedelta(minutes=5))),
    (500, RuntimeError("A mistake of ours.")),
    (503, OperationalError("The disk is full.")),
    (503, NoMailNow()),
)


def refuses(problem: Exception) -> Callable[[], None]:
    def refuse() -> None:
        raise problem

    return refuse


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_to_mend_where_a_page_refuses(
    page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    axe = Axe(eyes=True)
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}])
    for status, problem in REFUSED:
        with monkeypatch.context() as broken:
            broken.setattr("gedragen.pages.arriving.door.open_situations", refuses(problem))
            answer = page.goto(live_server.url)
            assert answer is not None
            assert (answer.status, page.locator("html").get_attribute("lang")) == (status, language)
        axe.look(page)
    page.goto(live_server.url)
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.locator("main form button").first.click()
    axe.look(page)
    assert len(axe.seen) == len(REFUSED) + 1
    assert axe.wrong == []
