"""What axe-core finds on a page, on a phone and at a desk, and whether it must be scrolled sideways.

What a machine can see of WCAG is a third of it. tests/browser/eyes.py adds what axe-core does not look at.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.eyes import lost_in_forced_colours, mistakes_do_not_lead, moving_though_asked_not_to
from tests.browser.hands import Hands, Touch
from tests.browser.walking import LANGUAGE, NewWalker, Walker

SCRIPT = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`)))"""
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
# The page without its words: two items of one plan look the same to axe.
SHAPE = """[...document.body.querySelectorAll("*")].map(one => one.tagName + one.className + (one.type || "")).join()"""
# While htmx waits for an answer, the button that was pressed is faded on purpose.
AT_REST = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"

HEIGHT = 800
# 320 pixels is also 1280 at 400 % (WCAG 1.4.10).
NARROWEST, PHONE, DESK = 320, 360, 1280


class Axe:
    """Writes down everything that is wrong, once for every shape of page.

    `eyes`: also with forced colours and without movement. Those are the same in each language, so once is enough.
    """

    def __init__(self, *, eyes: bool = False) -> None:
        self.wrong: list[str] = []
        self.seen: set[int] = set()
        self.eyes = eyes

    def look(self, page: Page) -> None:
        page.wait_for_function(AT_REST)
        self._note(page, mistakes_do_not_lead(page))
        shape = hash(page.title() + page.evaluate(SHAPE))
        if shape in self.seen:
            return
        self.seen.add(shape)
        page.evaluate(SCRIPT.read_text())
        before = page.viewport_size
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            self._note(page, page.evaluate(RUN, TAGS), f" at {width}")
        page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
        if (too_wide := page.evaluate(SIDEWAYS)) > 0:
            self._note(page, [f"{too_wide} pixels wider than the phone"])
        if self.eyes:
            self._note(page, lost_in_forced_colours(page) + moving_though_asked_not_to(page))
        if before is not None:
            page.set_viewport_size(before)

    def _note(self, page: Page, found: list[str], where: str = "") -> None:
        self.wrong += [f"{page.url}{where}: {one}" for one in found]


@contextmanager
def looked_at(
    walker: NewWalker, language: str, hands: Callable[[], Hands] = Touch, *, eyes: bool = False
) -> Iterator[NewWalker]:
    """People whose pages are in this language, and looked at one by one. What was wrong is told at the end."""
    axe, before = Axe(eyes=eyes), LANGUAGE.set(language)

    def new() -> Walker:
        somebody = walker()
        somebody.look, somebody.hands = axe.look, hands()
        return somebody

    try:
        yield new
    finally:
        LANGUAGE.reset(before)
    assert not axe.wrong, "\n".join(axe.wrong)
