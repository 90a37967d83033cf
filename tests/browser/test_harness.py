"""The browser itself works: it reaches the server, it is a phone, and it can do without JavaScript."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


def test_the_door_opens_on_a_phone(page: Page, live_server: LiveServer, javascript: bool) -> None:
    answer = page.goto(f"{live_server.url}/")
    assert answer is not None
    assert answer.status == 200
    assert page.viewport_size == {"width": 360, "height": 740}
