"""A real browser on a real server. Without a Chromium these tests are skipped, and say so."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ViewportSize
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from gedragen import clock
from tests.browser.walking import LANGUAGE, NewWalker, Story, Walker

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a browser does in the background has no place in a test, and as root it refuses its own sandbox.
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]

# Playwright keeps an event loop in this thread; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test, so that `-m browser` and `-m "not browser"` work."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("GEDRAGEN_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    reason = "no Chromium found; install Debian's package `chromium` to run the browser tests"
    if os.environ.get("GEDRAGEN_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, object]:
    return {"executable_path": chromium, "args": FLAGS}


@pytest.fixture(params=["js", "nojs"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Ask for this fixture to run a test twice: with JavaScript and without."""
    return str(request.param) == "js"


@pytest.fixture
def browser_context_args(request: pytest.FixtureRequest) -> dict[str, object]:
    """A phone of 360 pixels wide, in Dutch; JavaScript on unless the test asks for both."""
    scripts = "javascript" not in request.fixturenames or request.getfixturevalue("javascript")
    return {
        "viewport": PHONE,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
        "java_script_enabled": bool(scripts),
    }


@pytest.fixture
def desk(new_context: CreateContextCallback) -> BrowserContext:
    """A second, wide window with its own cookies."""
    return new_context(viewport=DESK)


@pytest.fixture
def story(live_server: LiveServer, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Story:
    story = Story(live_server.url, at)
    monkeypatch.setattr(clock, "now", story.now)
    return story


@pytest.fixture
def walker(browser: Browser, browser_context_args: dict[str, object], story: Story) -> NewWalker:
    """Each call is another person with another phone."""

    def new() -> Walker:
        context = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": LANGUAGE.get(), "url": story.url}])
        return Walker(context.new_page(), story)

    return new
