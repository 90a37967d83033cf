"""What tests/browser/eyes.py looks for, it sees: each of these is found, and nothing where there is nothing."""

import pytest
from playwright.sync_api import Page

from tests.browser.eyes import lost_in_forced_colours, mistakes_do_not_lead, moving_though_asked_not_to

GOOD = '<button>Ja</button> <a href="#x">Verder</a> <svg width="9" height="9"><circle r="9" fill="CanvasText"/></svg>'
LOST = {
    "nothing but its background": '<button style="border: 0; background: purple">Ja</button>',
    "nobody sees that it has the focus": '<a href="#x" style="outline: 0; box-shadow: 0 0 3px purple">Verder</a>',
    "a drawing in a colour of ours": '<svg width="9" height="9"><circle r="9" fill="#682355"/></svg>',
    "its background says something": '<p style="background-image: url(data:image/png;base64,AA)">Aan</p>',
    "its colours are not left": '<p style="forced-color-adjust: none; color: grey">Uit</p>',
}


def test_where_nothing_is_wrong_nothing_is_found(page: Page) -> None:
    page.set_content(GOOD)
    assert lost_in_forced_colours(page) + moving_though_asked_not_to(page) + mistakes_do_not_lead(page) == []


@pytest.mark.parametrize(("says", "html"), LOST.items(), ids=LOST.keys())
def test_what_forced_colours_take_away_is_found(page: Page, says: str, html: str) -> None:
    page.set_content(html)
    (found,) = lost_in_forced_colours(page)
    assert says in found


@pytest.mark.parametrize("style", ["transition: color 0.3s", "animation: turn 2s infinite", "scroll-behavior: smooth"])
def test_what_moves_is_found(page: Page, style: str) -> None:
    page.set_content(f'<p style="{style}">Even geduld</p>')
    assert moving_though_asked_not_to(page)


def test_a_list_of_mistakes_leads_by_focus_and_by_its_ring(page: Page) -> None:
    page.set_content('<div class="summary" tabindex="-1">Kijk nog eens</div>')
    assert mistakes_do_not_lead(page) == ["the mistakes do not have the focus"]
    page.evaluate("Object.assign(document.querySelector('.summary').style, {outline: 'none'})")
    page.evaluate("document.querySelector('.summary').focus()")
    assert mistakes_do_not_lead(page) == ["no ring around the mistakes"]
    page.evaluate("Object.assign(document.querySelector('.summary').style, {outline: '3px solid'})")
    assert mistakes_do_not_lead(page) == []
