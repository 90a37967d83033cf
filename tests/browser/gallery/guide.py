"""The pictures of the guide for facilitators: cut out of the pages by `make gallery`, so that they never go stale."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from gedragen import clock
from tests.browser.gallery import scenes
from tests.browser.gallery.scenes import Build, Scene
from tests.browser.gallery.shots import Shot, card_for
from tests.browser.gallery.take import come_to, cookies_of, path_of

FOLDER = Path(__file__).parents[3] / "docs" / "nl" / "beelden"
WIDTH, HEIGHT = 520, 900


@dataclass(frozen=True)
class Picture:
    """What is cut out of which page: the part that the selector finds, or no more than `height` of it."""

    file: str
    scene: Build
    shot: Shot
    selector: str
    height: int = 640


PICTURES = (
    Picture("vraag", scenes.brought, Shot("desk", "ria@example.nl"), "main .page__inner", 365),
    Picture("nog-nodig", scenes.drafted, Shot("cockpit", "ria"), ".now"),
    Picture("grenzen", scenes.drafted, Shot("frames", "wim"), "#frames", 530),
    Picture("kaartje", scenes.preparing, Shot("cards", "ria", act=card_for("Ingrid Vos")), ".cards__card"),
    Picture("mensen", scenes.example, Shot("people", "ria"), "svg.circle"),
    Picture("welkom", scenes.preparing, Shot("welcome", "ingrid"), "main .page__inner", 570),
    Picture("onderdeel", scenes.asked, Shot("item", "bram"), "#item", 730),
    Picture("namens", scenes.asked, Shot("on_behalf", "ria"), ".turn"),
    Picture("zes-dingen", scenes.ready, Shot("plan", "bram"), ".lights"),
    Picture("toets", scenes.tested, Shot("frame_test", "otto"), "form fieldset", 420),
    Picture("genoemd", scenes.family_named, Shot("decide_nomination", "sanne", args={"number": 7}), "#decide", 636),
    Picture("onder-elkaar", scenes.family_inside, Shot("closed_time", "ria"), "#closed-time", 420),
    Picture("terugkijken", scenes.looking_back, Shot("review", "bram", args={"number": 2}), "#review section", 560),
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file)
def test_cut_out(
    picture: Picture, browser: Browser, live_server: LiveServer, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(at, {})
    monkeypatch.setattr(clock, "now", lambda: scene.at)
    scene = picture.scene(at)
    # A card in a guide is nobody's card, and the same one each time.
    codes = count(240517306189)
    monkeypatch.setattr("gedragen.cases.people.commands.cards.new_code", lambda: str(next(codes)))
    context = browser.new_context(locale="nl-NL")
    context.add_cookies(cookies_of(picture.shot.who, scene, "nl", live_server.url))
    page = context.new_page()
    come_to(page, live_server.url + path_of(picture.shot, scene), picture.shot)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.evaluate(
        "server => document.body.innerHTML = document.body.innerHTML.replaceAll(server, 'gedragen.example.nl')",
        live_server.url.partition("//")[2],
    )
    box = page.locator(picture.selector).first.bounding_box()
    assert box is not None
    width, height = min(box["width"] + 24, WIDTH), min(box["height"] + 24, picture.height)
    page.screenshot(
        path=FOLDER / f"{picture.file}.png",
        clip={"x": max(0, box["x"] - 12), "y": box["y"] - 12, "width": width, "height": height},
        full_page=True,
        animations="disabled",
    )
    context.close()
