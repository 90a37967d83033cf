"""In colours that the reader chose: what tells a state apart, and whether eyes see it there.

A picture with it and one without it must differ; where they do not, only a background or a colour of ours told it.
"""

from io import BytesIO

from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page

TOLD_BY = {
    ".choice:has(:checked)": "choice => (choice.querySelector('input').checked = false)",
    ".choice:not(:has(:checked))": "choice => (choice.querySelector('input').checked = true)",
    ".filters [aria-current]": "chosen => chosen.removeAttribute('aria-current')",
    ".icon--done": "icon => icon.querySelector('.icon__check').remove()",
    ".icon--now": "icon => icon.lastElementChild.remove()",
    ".icon--later": "icon => icon.remove()",
    ".icon--open": "icon => icon.remove()",
    ".circle__ring": "ring => ring.remove()",
    ".circle__dot--filled": "dot => dot.classList.remove('circle__dot--filled')",
    ".circle__dot--filled + .circle__number": "number => number.remove()",
    ".circle__dot:not(.circle__dot--filled) + .circle__number": "number => number.remove()",
    ".bar__part": "part => part.remove()",
    ".order__name": "name => name.remove()",
    ".order__bar:not(.order__bar--professional)": "bar => bar.classList.add('order__bar--professional')",
}


class States:
    """Which states were seen on the pages so far, and which of them nobody can tell."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.untold: list[str] = []

    def look(self, page: Page) -> None:
        for state, change in TOLD_BY.items():
            if state in self.seen or not page.locator(state).count():
                continue
            self.seen.add(state)
            for scheme in ("light", "dark"):
                page.emulate_media(forced_colors="active", color_scheme=scheme)
                if not _differs(page.locator(state).first, change):
                    self.untold.append(f"{page.url}: {state} in {scheme} colours")
                page.reload()
        page.emulate_media(forced_colors="none", color_scheme="null")


def _differs(part: Locator, change: str) -> bool:
    around = part.bounding_box()
    assert around is not None
    before = part.page.screenshot(clip=around, full_page=True)
    part.evaluate(change)
    after = part.page.screenshot(clip=around, full_page=True)
    first, second = (Image.open(BytesIO(one)).convert("RGB") for one in (before, after))
    return ImageChops.difference(first, second).getbbox() is not None
