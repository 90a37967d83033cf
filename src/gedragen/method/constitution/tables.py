"""One table of an approach file, asked key by key. What is wrong is noted, and the reading goes on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gedragen.method.constitution.faults import Fault
from gedragen.method.constitution.lines import line_of
from gedragen.method.constitution.text import Text
from gedragen.method.texts import can_be_kept, is_blank

LONGEST = 1_000
# Beyond it a calendar ends, or a text of 1 for 1.0 begins.
LARGEST = 1_000
# Nobody mends more at once.
MOST_FAULTS = 200
LONGEST_KEY = 40
NOT_YET = "not yet: nothing in this version works with it, so leave it out"
SINCE_2 = "came with format 2: write format = 2 above to use it"

_KEY = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass
class Reading:
    """One file under its reader. `is_kept`: a text that was checked when it was kept, and is never refused again.

    `sentences`: of a kept text, which is Dutch, each sentence in English. `format`: the one in which it is written.
    """

    lines: Mapping[str, int] = field(default_factory=dict)
    is_kept: bool = False
    sentences: Mapping[str, str] = field(default_factory=dict)
    format: int = 1
    faults: list[Fault] = field(default_factory=list)

    def note(self, path: str, mend: str) -> None:
        fault = Fault(path, mend, line_of(path, self.lines))
        if len(self.faults) < MOST_FAULTS and fault not in self.faults:
            self.faults.append(fault)

    def is_sound(self, *paths: str) -> bool:
        """Whether nothing is wrong at or within these keys, so that what they say together can be judged."""
        return not any(_is_within(fault.key, path) for fault in self.faults for path in paths)


def _is_within(key: str, path: str) -> bool:
    """Whether a key is this one or stands within it. "rooms[]": within one of the rows."""
    if path.endswith("[]"):
        return key.startswith(path[:-1])
    return key == path or key.startswith((f"{path}.", f"{path}["))


@dataclass(frozen=True)
class Table:
    """One table of a file. A key that is wrong is noted, and stands for something harmless until the end."""

    reading: Reading
    path: str
    values: Mapping[str, Any]

    def wrong(self, key: str, mend: str) -> None:
        self.reading.note(f"{self.path}{key}", mend)

    def refuse(self, key: str, mend: str) -> None:
        """As `wrong`, for what can be read and is not taken any more: what was kept once is never refused."""
        if not self.reading.is_kept:
            self.wrong(key, mend)

    def only(self, *allowed: str, later: tuple[str, ...] = (), since_2: tuple[str, ...] = ()) -> None:
        """Refuse keys that drive nothing. `since_2`: those that came with format 2."""
        if self.reading.format >= 2:
            allowed += since_2
        for key in self.values:
            if key not in allowed:
                self.refuse(key, self._why_not(key, allowed, later, since_2))

    def _why_not(self, key: str, known: tuple[str, ...], later: tuple[str, ...], since_2: tuple[str, ...]) -> str:
        if key in since_2:
            return SINCE_2
        return NOT_YET if key in later else f"unknown; use one of {', '.join(known)}"

    def has(self, key: str, kind: type, mend: str) -> bool:
        """Whether a value of this kind stands there."""
        value = self.values.get(key)
        # A TOML boolean is a Python int too: refuse it where a number is meant.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.wrong(key, mend if key in self.values else f"missing; {mend}")
            return False
        return True

    def text(self, key: str) -> Text:
        table = self.table(key)
        if table is None:
            return Text("", "")
        table.only("nl", "en")
        return table.said()

    def text_if_any(self, key: str) -> Text | None:
        return self.text(key) if key in self.values else None

    def said(self) -> Text:
        """What this table says by itself, beside its other keys."""
        nl = self.line("nl")
        if self.reading.is_kept:
            return Text(nl=nl, en=self.reading.sentences.get(nl, nl))
        return Text(nl=nl, en=self.line("en"))

    def name(self, key: str) -> str:
        """A name that the file gives to something of its own."""
        name = self.line(key)
        if name and (len(name) > LONGEST_KEY or not _KEY.match(name)):
            self.refuse(key, f"use small letters, digits and _, a letter first, {LONGEST_KEY} at most")
        return name

    def day(self, key: str) -> date:
        written = self.line(key)
        try:
            return date.fromisoformat(written)
        except ValueError:
            if written:
                self.wrong(key, 'write a day between quotes, like "2026-11-27"')
            return date.min

    def line(self, key: str) -> str:
        if not self.has(key, str, "write a text between quotes"):
            return ""
        value = str(self.values[key]).strip()
        if is_blank(value):
            self.wrong(key, "is empty; write a text")
        elif len(value) > LONGEST or not can_be_kept(value):
            self.refuse(key, f"write a text of {LONGEST} signs at most, without signs that cannot be kept")
        return value

    def flag(self, key: str) -> bool:
        return self.has(key, bool, "write true or false") and bool(self.values[key])

    def flag_if_any(self, key: str) -> bool:
        return key in self.values and self.flag(key)

    def number(self, key: str, most: int = LARGEST) -> int:
        if not self.has(key, int, "write a whole number"):
            return 1
        value = int(self.values[key])
        if not 1 <= value <= most:
            self.refuse(key, f"write a whole number of 1 or more, and {most} at most")
        return value

    def numbers(self, key: str, most: int = LARGEST) -> tuple[int, ...]:
        mend = f"write whole numbers in order, like [3, 6, 12], and {most} at most"
        if not self.has(key, list, mend):
            return ()
        values = self.values[key]
        if not all(type(one) is int for one in values):
            self.wrong(key, mend)
            return ()
        if not values or values != sorted(set(values)) or values[0] < 1 or values[-1] > most:
            self.refuse(key, mend)
        return tuple(values)

    def choices(self, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        if not self.has(key, list, f"write a list with any of {', '.join(allowed)}"):
            return ()
        values = self.values[key]
        for value in values:
            if value not in allowed:
                self.wrong(key, f"{value!r} is unknown; use any of {', '.join(allowed)}")
        if len(values) != len({repr(value) for value in values}):
            self.refuse(key, "something stands twice in this list")
        return tuple(value for value in values if value in allowed)

    def choices_if_any(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        return self.choices(key, known) if key in self.values else ()

    def choice(self, key: str, allowed: tuple[str, ...], later: tuple[str, ...] = ()) -> str:
        """One of these; the first of them where it is wrong."""
        value = self.line(key)
        if value in allowed:
            return value
        if value:
            known_ones = f"{value!r} is unknown; use one of {', '.join(allowed)}"
            self.wrong(key, NOT_YET if value in later else known_ones)
        return allowed[0]

    def table(self, key: str) -> "Table | None":
        if not self.has(key, dict, "write a table"):
            return None
        return Table(self.reading, f"{self.path}{key}.", self.values[key])

    def table_if_any(self, key: str) -> "Table | None":
        return self.table(key) if key in self.values else None

    def part(self, key: str) -> "Table":
        """As `table`, for a part that cannot be left out: an empty one stands for it, and is asked nothing more."""
        found = self.table(key)
        return found if found is not None else Table(Reading(), f"{self.path}{key}.", {})

    def tables(self, key: str) -> tuple["Table", ...]:
        if not self.has(key, list, f"write [[{key}]] at least once"):
            return ()
        rows = self.values[key]
        if not rows:
            self.refuse(key, f"write [[{key}]] at least once")
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                self.wrong(f"{key}[{number}]", f"write it as a table, under [[{key}]]")
        return tuple(
            Table(self.reading, f"{self.path}{key}[{number}].", row)
            for number, row in enumerate(rows, 1)
            if isinstance(row, dict)
        )

    def tables_if_any(self, key: str) -> tuple["Table", ...]:
        return self.tables(key) if key in self.values else ()

    def only_once(self, rows: str, keys: Sequence[str]) -> None:
        """Refuse rows of which the key stands above already."""
        if self.reading.is_sound(f"{self.path}{rows}"):
            for number, key in enumerate(keys, 1):
                if key in keys[: number - 1]:
                    self.refuse(f"{rows}[{number}].key", f"{key!r} stands twice; give each a name of its own")

    def said_once(self, rows: str, values: Sequence[object]) -> None:
        """Refuse rows that say what one above says."""
        if self.reading.is_sound(rows):
            for number, row in enumerate(values, 1):
                if row in values[: number - 1]:
                    self.refuse(f"{rows}[{number}]", "says what stands above already; leave it out")
