"""Walking the road in a browser as different people do: each with a window of their own, on the same server."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core import mail
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from gedragen.notices.worker import tick
from tests.browser.hands import Hands, Touch


def nl(english: str, **named: object) -> str:
    """What stands on the Dutch screen for a sentence of ours."""
    with translation.override("nl"):
        return gettext(english) % named if named else gettext(english)


@dataclass
class Story:
    """Where the server is, and what time it is there."""

    url: str
    at: datetime

    def now(self) -> datetime:
        return self.at

    def passes(self, **span: float) -> None:
        """Let time pass; the worker does what has become due, and sends the mail."""
        self.at += timedelta(**span)
        tick(at=self.at)

    def mails_go_out(self) -> None:
        tick(at=self.at)


@dataclass
class Walker:
    """Somebody with a window. `taps` counts every press since it was last set to nothing."""

    page: Page
    story: Story
    hands: Hands = field(default_factory=Touch)
    taps: int = field(default=0)

    def go(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.story.url}{path}")

    def press(self, english: str, **named: object) -> None:
        """Press the button or link that is called so."""
        name = nl(english, **named)
        found = self.page.get_by_role("button", name=name, exact=True)
        found = found.or_(self.page.get_by_role("link", name=name, exact=True))
        self._tap(found.first)

    def tap(self, selector: str) -> None:
        self._tap(self.page.locator(selector).first)

    def _tap(self, found: Locator) -> None:
        self.taps += 1
        self.hands.press(found)
        self.page.wait_for_load_state()

    def send(self) -> None:
        """Press the one main button of the page's form."""
        self._tap(self.page.locator("main form .actions button").first)

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.hands.write(self.page.locator(f'main [name="{name}"]').first, text)

    def choose(self, name: str, value: str) -> None:
        """Choose a radio button, tick a box, or pick from a list: all as one tap."""
        self.taps += 1
        box = self.page.locator(f'main [name="{name}"][value="{value}"]')
        if box.count():
            self.hands.check(box.first)
        else:
            self.hands.pick(self.page.locator(f'main select[name="{name}"]').first, value=value)

    def tick_box(self, name: str) -> None:
        self.taps += 1
        self.hands.check(self.page.locator(f'main [name="{name}"]').first)

    def tick(self, label: str) -> None:
        """The box or button with this label."""
        self.taps += 1
        self.hands.check(self.page.get_by_label(label).first)

    def sees(self, english: str, **named: object) -> None:
        expect(self.page.get_by_text(nl(english, **named)).first).to_be_visible()

    def reads(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def typed(self, name: str) -> str:
        return self.page.locator(f'main [name="{name}"]').first.input_value()

    def is_refused(self) -> None:
        """The page says what is wrong; nothing was lost."""
        expect(self.page.locator(".summary, .nl-form-field__error-message, .utrecht-alert").first).to_be_visible()

    def address_of_case(self) -> str:
        found = re.search(r"/situatie/([^/]+)/", self.page.url)
        assert found, self.page.url
        return found[1]


def newest_mail(address: str) -> str:
    """The body of the newest mail to this address. Fails when there is none."""
    bodies = [str(one.body) for one in mail.outbox if address in one.to]
    assert bodies, f"no mail to {address}; mails went to {[one.to for one in mail.outbox]}"
    return bodies[-1]


def link_in(body: str) -> str:
    """The path of the personal link in a mail."""
    found = re.search(r"/link/[^\s/]+/", body)
    assert found, body
    return found[0]


def code_in(body: str) -> str:
    """The sign-in code in a mail."""
    found = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", body, re.MULTILINE)
    assert found, body
    return found[1]


NewWalker = Callable[[], Walker]
