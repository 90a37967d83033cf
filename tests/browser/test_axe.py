"""axe-core finds nothing to mend on the main pages of the played example, for every role, on a phone and at a desk;
nor on the pages that refuse.

test_road.py and test_family.py look at every state on the way, in both languages.
"""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from gedragen import clock
from gedragen.access.doing import Denied, NotFound
from gedragen.cases.queries.demo import demo_seats
from gedragen.config.demo import load_demo
from gedragen.people.throttle import TooManyAttempts
from tests.browser.axe import Axe
from tests.browser.told import TOLD_BY, States

# The pages that each role has to do with; the first person also reads what everyone can read.
NOWHERE = "/nergens/"
DOOR = f"/ /kwijt/ /vertel/ /demo/ /aanmelden/ {NOWHERE}"
COMMON = ". plan/ plan/afdrukken/ onderdeel/4/ grenzen/ aanpak/ logboek/"
NOW = {
    "Fatima El Amrani": f"{COMMON} weg/ stem/ bericht/ onderdeel/nieuw/ onderdeel/7/wijzigen/ onderdeel/1/taak/ "
    "mensen/ wie-nog/ informatie/ andere-kant/ taken/ taken/1/ mijn-antwoorden/ mijn-gegevens/ vergeet-mij/",
    "Mehmet Yildiz": "onderdeel/4/ taken/1/",
    "Lotte Smit": "welkom/ ik-doe-niet-mee/",
    "Otto van Dalen": "weg/ grenzen/1/ belofte/ proces/ toets/ besluit/",
    "Ruud Hendriks": "weg/ informatie/ informatie/vraag/1/ taken/",
    "Ria Jansen": "overzicht/ overzicht/mensen/ overzicht/uitnodigen/ overzicht/kaartjes/ overzicht/namens/ "
    "overzicht/rondes/ overzicht/inleiding/ overzicht/niveau/ overzicht/geen-plan/ overzicht/genoemd/4/",
}
# Behind a closed door, in an open round; every role sees another part of it.
BEHIND_A_DOOR = {
    "Riet Blom": "weg/ plan/ plan/afdrukken/ onderdeel/3/ onderdeel/nieuw/ onder-elkaar/ wat-nodig-is/ wie-kijkt-mee/ "
    "als-het-misgaat/ mensen/",
    "Ineke Prins": "weg/ onder-elkaar/ onderdeel/3/ naast/stem/ naast/andere-kant/ naast/onderdeel/3/",
    "Arjen Bosman": "weg/ onder-elkaar/ plan/ proces/",
    "Karin Mulder": "weg/ onder-elkaar/ informatie/",
    "Ria Jansen": "overzicht/ onder-elkaar/ onder-elkaar/aankondigen/ overzicht/namens/ overzicht/rondes/4/inbrengen/",
}
LATER = {
    "Fatima El Amrani": "plan/ weg/ terugkijken/ terugkijken/2/ samen-afsluiten/ taken/1/",
    "Otto van Dalen": "weg/ proces/ toets/ besluit/",
    "Ruud Hendriks": "weg/ taken/",
    "Ria Jansen": "overzicht/ overzicht/mensen/ taken/ terugkijken/",
}


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
    seats = {(one.address, one.name): one.seat_id for one in demo_seats()}
    looker = Looker(browser, live_server.url)
    for path in DOOR.split():
        looker.look(path)
    family = next(address for address, name in seats if name == "Riet Blom")
    for address, walks in (("huize-lydia", NOW), ("huize-lydia-een-jaar-verder", LATER), (family, BEHIND_A_DOOR)):
        for name, pages in walks.items():
            looker.step_in(seats[address, name])
            for page in pages.split():
                looker.look(f"/situatie/{address}/{page.removeprefix('.')}")
    assert looker.axe.wrong == []
    assert looker.states.untold == []
    assert looker.states.seen == TOLD_BY.keys()


# What happened on the way to a page, and the status it answers with.
REFUSED = {
    400: SuspiciousOperation("An address nobody makes by accident."),
    403: Denied("come-in-first"),
    404: NotFound(),
    429: TooManyAttempts(),
    500: RuntimeError("A mistake of ours."),
    503: OperationalError("The disk is full."),
}


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
    for status, problem in REFUSED.items():
        with monkeypatch.context() as broken:
            broken.setattr("gedragen.pages.door.open_situations", refuses(problem))
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
