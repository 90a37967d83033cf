"""Where an approach comes from: what its file makes of the method, with the sources, at the foot of its page."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text

LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class Source:
    """Where something was read, and when that was last looked at."""

    what: Text
    url: str
    seen: date


@dataclass(frozen=True)
class Interpretation:
    """`is_incomplete`: something was not found; the text says what."""

    text: Text
    sources: tuple[Source, ...]
    is_incomplete: bool


def interpretation_of(top: Table) -> Interpretation | None:
    table = top.table_if_any("interpretation")
    if table is None:
        return None
    table.only("nl", "en", "sources", "incomplete")
    return Interpretation(
        text=table.said(),
        sources=tuple(_source(row) for row in table.tables_if_any("sources")),
        is_incomplete=table.flag_if_any("incomplete"),
    )


def _source(row: Table) -> Source:
    row.only("what", "url", "seen")
    return Source(row.text("what"), _address(row), row.day("seen"))


def _address(row: Table) -> str:
    """An address that a reader may follow: of the web, and of the place that it shows."""
    url = row.line("url")
    if url and not is_web_address(url):
        row.refuse("url", "write an address that begins with https:// or http://, without spaces, a name or a password")
    return url


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and not set(url) & set(" \"'<>\\^`{|}")
    fits = plain and len(url) <= LONGEST_ADDRESS
    return fits and parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc
