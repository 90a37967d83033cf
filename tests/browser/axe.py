"""What axe-core finds on a page, on a phone and at a desk, and whether it must be scrolled sideways.

What a machine can see of WCAG is a third of it.
"""

from pathlib import Path

from playwright.sync_api import Page

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
    """Writes down everything that is wrong, once for every shape of page."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.seen: set[int] = set()

    def look(self, page: Page) -> None:
        page.wait_for_function(AT_REST)
        shape = hash(page.title() + page.evaluate(SHAPE))
        if shape in self.seen:
            return
        self.seen.add(shape)
        page.evaluate(SCRIPT.read_text())
        before = page.viewport_size
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            self.wrong += [f"{page.url} at {width}: {one}" for one in page.evaluate(RUN, TAGS)]
        page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
        too_wide = page.evaluate(SIDEWAYS)
        if too_wide > 0:
            self.wrong.append(f"{page.url} is {too_wide} pixels wider than the phone")
        if before is not None:
            page.set_viewport_size(before)
