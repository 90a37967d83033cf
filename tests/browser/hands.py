"""How somebody works a page: by touch, or by the keyboard alone, seeing at each step where they are."""

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TABS = 400
HAS_FOCUS = "one => one === document.activeElement"
SHOWS_FOCUS = """() => {
    const one = document.activeElement;
    const shown = [one, one.labels && one.labels[0], one.nextElementSibling].filter(Boolean);
    return shown.some(each => {
        const style = getComputedStyle(each);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    });
}"""


class Hands(Protocol):
    def press(self, found: Locator) -> None: ...
    def check(self, box: Locator) -> None: ...
    def pick(self, box: Locator, *, value: str | None = None, label: str | None = None) -> None: ...
    def write(self, box: Locator, text: str) -> None: ...


class Touch:
    """A finger or a mouse."""

    def press(self, found: Locator) -> None:
        found.click()

    def check(self, box: Locator) -> None:
        box.check(force=True)

    def pick(self, box: Locator, *, value: str | None = None, label: str | None = None) -> None:
        box.select_option(value=value, label=label)

    def write(self, box: Locator, text: str) -> None:
        box.fill(text)


class Keyboard:
    """Tab, arrows, space and enter. Fails where something cannot be reached, or where focus is not to be seen."""

    def press(self, found: Locator) -> None:
        self._go_to(found)
        # Focus is there already; asked this way, it also waits for the page that follows.
        found.press("Enter")

    def check(self, box: Locator) -> None:
        if box.get_attribute("type") == "radio":
            self._choose(box)
        else:
            self._go_to(box)
            if not box.is_checked():
                box.page.keyboard.press("Space")

    def pick(self, box: Locator, *, value: str | None = None, label: str | None = None) -> None:
        self._go_to(box)
        chosen = "one => one.value" if value is not None else "one => one.selectedOptions[0].label"
        box.page.keyboard.press("Home")
        for _ in range(box.locator("option").count()):
            if box.evaluate(chosen) == (value if value is not None else label):
                return
            box.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no such choice: {value or label}")

    def write(self, box: Locator, text: str) -> None:
        self._go_to(box)
        if box.get_attribute("type") in ("date", "time"):
            box.fill(text)
            return
        box.page.keyboard.press("ControlOrMeta+A")
        box.page.keyboard.press("Delete")
        box.page.keyboard.insert_text(text)

    def _choose(self, radio: Locator) -> None:
        """A group of radio buttons is one stop for Tab; the arrows go through it."""
        name = radio.get_attribute("name")
        group = radio.page.locator(f'main input[type="radio"][name="{name}"]')
        self._tab_until(radio.page, f'one => one.type === "radio" && one.name === {name!r}')
        for _ in range(group.count() + 1):
            if radio.evaluate(HAS_FOCUS):
                radio.page.keyboard.press("Space")
                return
            radio.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {radio}")

    def _go_to(self, place: Locator) -> None:
        place.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if place.evaluate(HAS_FOCUS):
                return
            self._tab(place.page)
        raise AssertionError(f"the keyboard does not reach {place}")

    def _tab_until(self, page: Page, test: str) -> None:
        for _ in range(MOST_TABS):
            if page.evaluate(f"() => ({test})(document.activeElement)"):
                return
            self._tab(page)
        raise AssertionError(f"the keyboard does not reach {test}")

    def _tab(self, page: Page) -> None:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
