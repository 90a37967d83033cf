"""What axe-core does not look at: colours that readers chose, movement they asked to be spared, and where the focus is.

In forced colours the browser takes away every background, shadow and colour of ours: lines, shapes and words must do.
"""

from contextlib import suppress

from playwright import sync_api as playwright
from playwright.sync_api import Page

PALETTE = """const palette = (() => {
    const swatch = document.body.appendChild(document.createElement("span"));
    swatch.style.forcedColorAdjust = "none";
    const named = {};
    for (const name of ["Canvas", "CanvasText", "LinkText", "Highlight", "HighlightText", "ButtonText", "GrayText"]) {
        swatch.style.color = name;
        named[name] = getComputedStyle(swatch).color;
    }
    swatch.remove();
    return named;
})();
const called = one => one.outerHTML.slice(0, 120).replace(/\\s+/g, " ");
const clear = colour => /^rgba.*, 0\\)$/.test(colour);
const unseen = colour => colour === palette.Canvas || clear(colour);
const lined = (style, side) => parseFloat(style[side + "Width"]) > 0 && style[side + "Style"] !== "none"
    && !unseen(style[side + "Color"]);"""

# A drawing keeps our own colours unless we give it those of the reader, and may then be gone.
DRAWN = """[...document.querySelectorAll("svg *")].filter(one => one.checkVisibility()).flatMap(one => {
    const style = getComputedStyle(one);
    return ["fill", "stroke"].filter(part => /^rgb/.test(style[part]) && !clear(style[part])
        && !Object.values(palette).includes(style[part])).map(part => `a drawing in a colour of ours: ${called(one)}`);
})"""

PRESSED = "button, .nl-button, input:not([type=hidden]), select, textarea, .choice, .utrecht-alert, .now, .empty"
EDGES = f"""[...document.querySelectorAll("{PRESSED}")].filter(one => one.checkVisibility()).filter(one => {{
    const style = getComputedStyle(one);
    const drawnByBrowser = one.type === "file" || (/checkbox|radio/.test(one.type) && style.appearance !== "none");
    return !drawnByBrowser && !lined(style, "borderTop") && !style.textDecorationLine.includes("underline");
}}).map(one => `nothing but its background shows where it is: ${{called(one)}}`)"""

BARE = """[...document.querySelectorAll("body, body *:not(svg, svg *)")].filter(one =>
    getComputedStyle(one).forcedColorAdjust !== "auto" || getComputedStyle(one).backgroundImage !== "none"
).map(one => `its background says something, or its colours are not left to the reader: ${called(one)}`)"""

STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
FOCUSED = f"""[...document.querySelectorAll("{STOPS}")]
.filter(one => one.checkVisibility({{visibilityProperty: true}}) && !one.disabled).filter(one => {{
    one.focus({{preventScroll: true}});
    if (document.activeElement !== one) return false;
    return ![one, one.labels && one.labels[0]].filter(Boolean).some(each => lined(getComputedStyle(each), "outline"));
}}).map(one => `nobody sees that it has the focus: ${{called(one)}}`)"""

MOVING = """() => [...document.querySelectorAll("*")].flatMap(one => ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(one, part || null);
    const spans = `${style.transitionDuration},${style.animationDuration}`.split(",").map(parseFloat);
    const moves = Math.max(...spans) > 0.01 || style.scrollBehavior === "smooth";
    return moves ? `it moves: ${one.outerHTML.slice(0, 120)}` : "";
})).filter(Boolean)"""

# Of a page that came back: the list of mistakes has the focus, also where htmx put it there, and one sees that it has.
LEADS = """() => {
    const summary = document.querySelector(".summary");
    if (!summary) return "";
    if (document.activeElement !== summary) return "the mistakes do not have the focus";
    const style = getComputedStyle(summary);
    return parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" ? "" : "no ring around the mistakes";
}"""


# A browser gives the focus when it first draws the page: later than that the page is there.
DRAWN_WITHIN = 5_000


def mistakes_do_not_lead(page: Page) -> list[str]:
    """To be asked before anything else touches the page."""
    with suppress(playwright.TimeoutError):
        page.wait_for_function(f"() => !({LEADS})()", timeout=DRAWN_WITHIN)
    return [wrong] if (wrong := page.evaluate(LEADS)) else []


def lost_in_forced_colours(page: Page) -> list[str]:
    lost: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        # After a key, the browser shows the focus wherever a script puts it.
        page.keyboard.press("Tab")
        for part in (DRAWN, EDGES, BARE, FOCUSED):
            lost += page.evaluate(f"() => {{ {PALETTE}\nreturn {part}; }}")
    page.emulate_media(forced_colors="none", color_scheme="null")
    return sorted(set(lost))


def moving_though_asked_not_to(page: Page) -> list[str]:
    page.emulate_media(reduced_motion="reduce")
    found = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="null")
    return list(found)
