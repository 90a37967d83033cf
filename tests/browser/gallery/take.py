"""Taking the pictures: `make gallery` runs this file; the usual run of the tests does not look for it."""

from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from gedragen import clock
from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.people.models import Account
from tests.browser.gallery.album import FOLDER, LANGUAGES, WIDTHS, bind, picture_of
from tests.browser.gallery.scenes import Scene
from tests.browser.gallery.shots import CHAPTERS, Chapter, Shot

HEIGHT = 800
LOOKS_RIGHT = "[...document.querySelectorAll('link[rel=stylesheet]')].every(one => one.sheet?.cssRules.length)"


@pytest.fixture(scope="session", autouse=True)
def index() -> None:
    bind()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.title)
def test_take(
    chapter: Chapter, browser: Browser, live_server: LiveServer, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(at, {})
    monkeypatch.setattr(clock, "now", lambda: scene.at)
    monkeypatch.setattr("django.conf.settings.DEMO", chapter.scene.__name__.startswith("example"))
    scene = chapter.scene(at)
    for language in LANGUAGES:
        windows: dict[str, Page] = {}
        for shot in chapter.shots:
            if shot.who not in windows:
                context = browser.new_context(locale=f"{language}-NL")
                context.add_cookies(cookies_of(shot.who, scene, language, live_server.url))
                windows[shot.who] = context.new_page()
            come_to(windows[shot.who], live_server.url + path_of(shot, scene), shot)
            take(windows[shot.who], chapter, shot, language)
        for window in windows.values():
            window.context.close()


def cookies_of(who: str, scene: Scene, language: str, server: str) -> list[Any]:
    """The cookies of somebody who came in by their link, or who signed in."""
    client = Client()
    if "@" in who:
        client.force_login(Account.objects.get(email=who))
    elif who:
        account = Account.objects.filter(seats=scene.seats[who]).first()
        if account is not None:
            client.force_login(account)
        else:
            client.post(reverse("link", args=[my_link(scene.seats[who])]))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return [{"name": name, "value": one.value, "url": server} for name, one in client.cookies.items()]


def path_of(shot: Shot, scene: Scene) -> str:
    """The address, with number 1 of everything unless the shot asks for another."""
    known = {"address": scene.address, "number": 1, "test": 1, "frame": 1, "room": 1, "case_id": scene.case}
    known |= {"seat_id": scene.seats.get("bram", scene.seats.get("anna", scene.seats.get("sanne", 0)))} | dict(
        shot.args
    )
    if shot.args.get("seat_id"):
        known["seat_id"] = scene.seats[str(shot.args["seat_id"])]
    if shot.args.get("about") in scene.seats:
        known["about"] = str(scene.seats[str(shot.args["about"])])
    if shot.args.get("token") in scene.seats:
        known["token"] = my_link(scene.seats[str(shot.args["token"])])
    asked = get_resolver().reverse_dict[shot.url][0][0][1]  # type: ignore[index]
    return reverse(shot.url, kwargs={name: known[name] for name in asked})


def come_to(page: Page, url: str, shot: Shot) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == shot.answers, f"{shot} answered {answer.status}"
    assert shot.answers != 200 or page.url == url, f"{shot} led to {page.url}"
    assert page.evaluate(LOOKS_RIGHT), f"{url} came without its style sheets"
    if shot.act:
        shot.act(page)


def take(page: Page, chapter: Chapter, shot: Shot, language: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # What waits above the window, as the way past the header does, is else drawn where the page was scrolled to.
        page.evaluate("scrollTo(0, 0)")
        file = FOLDER / picture_of(chapter, shot, language, width)
        page.screenshot(path=file, type="jpeg", quality=80, full_page=True, animations="disabled")
