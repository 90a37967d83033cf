"""What people, their machines and attackers put into a form, and how it travels."""

from datetime import datetime, timedelta
from urllib.parse import quote_plus

from hypothesis import strategies as st

from tests.pages.guards.found_forms import Box, FoundForm

Pairs = list[tuple[str, str]]

ODD = (
    "",
    "   ",
    "\u200b\u2060\u202e",
    "👩🏽‍🤝‍👨🏿 " * 20,
    "\u202eneppirk teh ni\u202c שלום مرحبا",
    "regel\x07 met\x0b stuur\x1b[31mtekens\x85\x7f",
    "nul\x00teken",
    "half \ud800 teken",
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    '=HYPERLINK("http://example.org","klik")',
    "{{ settings.SECRET_KEY }}{% debug %} %(name)s %s {0}",
    "Jan\r\nBcc: iedereen@example.nl\r\n\r\nGa naar example.org",
    "a" * 10_001,
    "9" * 400,
    "9" * 5_000,
    "9223372036854775808",
    "-1",
    "0",
    "٣",
    "1e400",
    "NaN",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "25:61",
    "x@y@example.nl",
    '"\x01"@example.nl',
    "../../etc/passwd",
    "//example.org/",
)

words = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=()), max_size=40)


# Of approaches: the other one, behind a closed door, can be tried in the demo only.
ALWAYS = {"say_so": "on", "approach": "neighbourhood", "number": "6"}


def usual(form: FoundForm, at: datetime) -> Pairs:
    """The form as somebody fills it in who means well."""
    sent = [(box.name, value) for box in form.boxes.values() for value in _usual(box, at)]
    return [*sent, form.button] if form.button else sent


def _usual(box: Box, at: datetime) -> tuple[str, ...]:
    if box.kind == "file":
        return ()
    if box.name in ALWAYS and not (box.name == "number" and any(box.chosen)):
        return (ALWAYS[box.name],)
    if box.kind in ("hidden", "time", "number") or box.choices:
        # A footing that is recorded already would change nothing.
        stays = any(box.chosen) and box.name != "footing"
        offered = [choice for choice in box.choices if choice and choice not in box.chosen]
        return box.chosen if stays else tuple(offered[:1])
    if box.kind == "date":
        return box.chosen if any(box.chosen) else ((at + timedelta(days=20)).date().isoformat(),)
    return ("iemand@example.nl",) if box.kind == "email" else ("Een gewone zin.",)


def with_value(sent: Pairs, name: str, *values: str) -> Pairs:
    """The same form with something else in one box; without values, the box is missing."""
    return [pair for pair in sent if pair[0] != name] + [(name, value) for value in values]


def on_the_wire(sent: Pairs) -> bytes:
    """As a body or a query carries it; half a character pair becomes bytes that are no UTF-8."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in sent).encode()


def arrived(value: str) -> str:
    """What is left of a value after the wire."""
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _quoted(value: str) -> str:
    return quote_plus(value.encode("utf-8", "surrogatepass"))
