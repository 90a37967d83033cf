"""On which line of a file a key stands. The reader of TOML does not tell."""

import re
from collections.abc import Mapping

_NAME = r"[A-Za-z0-9_.-]+"
_ROW = re.compile(rf"\s*\[\[\s*({_NAME})\s*\]\]")
_TABLE = re.compile(rf"\s*\[\s*({_NAME})\s*\]")
_KEY = re.compile(rf"\s*({_NAME})\s*=")


def lines_of(text: str) -> Mapping[str, int]:
    """The line of every table, row and key that begins a line, by its path: "rooms[2].key"."""
    lines: dict[str, int] = {}
    rows: dict[str, int] = {}
    at = ""
    for number, line in enumerate(text.splitlines(), 1):
        if row := _ROW.match(line):
            rows[row[1]] = rows.get(row[1], 0) + 1
            at = f"{row[1]}[{rows[row[1]]}]"
            lines.setdefault(row[1], number)
            lines[at] = number
        elif table := _TABLE.match(line):
            # A table under a row belongs to the newest of these rows.
            first, dot, rest = table[1].partition(".")
            at = f"{first}[{rows[first]}]{dot}{rest}" if first in rows else table[1]
            lines.setdefault(at, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{at}.{key[1]}" if at else key[1], number)
    return lines


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """The line of a key, or of what it stands in: a key that is missing is named at its table."""
    while path:
        if path in lines:
            return lines[path]
        path = path.rpartition(".")[0] if not path.endswith("]") else path.rpartition("[")[0]
    return None
