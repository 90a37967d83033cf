"""Rows of a CSV file by column name, one at a time, whatever the size of the file: broken ones end in a message."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from gedragen.opinion.files.broken_file import BrokenFile

LONGEST_LINE = 8 * 2**20  # bytes: 10,000 columns of names fit many times
TELL_EVERY = 2**22  # bytes
BETWEEN_COLUMNS = (",", ";", "\t")
BEGINNING = b"\xef\xbb\xbf"  # what some programs put before UTF-8

Tell = Callable[[str], None]


def quiet(message: str) -> None:
    """Progress that nobody reads."""


@dataclass
class Table:
    """A CSV file with a header; `line` is the line of the row that was read last."""

    file: Path
    header: list[str]
    rows: Iterator[list[str]]
    lines: "CountedLines"

    @property
    def line(self) -> int:
        return self.lines.number

    def column(self, name: str) -> int:
        """The place of a column; BrokenFile when it is missing."""
        if name not in self.header:
            raise BrokenFile(
                self.file, 1, f"The column {name!r} is missing.", "Export the file again, or give this column its name."
            )
        return self.header.index(name)

    def broken(self, problem: str, mend: str) -> BrokenFile:
        return BrokenFile(self.file, self.line, problem, mend)


class CountedLines:
    """Decoded lines of a file with their number; every line is bounded, so no file can fill the memory."""

    def __init__(self, file: Path, tell: Tell) -> None:
        self.file, self.tell, self.number = file, tell, 0

    def __iter__(self) -> Iterator[str]:
        untold = 0
        try:
            with self.file.open("rb") as stream:
                while raw := stream.readline(LONGEST_LINE + 1):
                    self.number += 1
                    yield self._text(raw)
                    untold += len(raw)
                    if untold >= TELL_EVERY:
                        untold = 0
                        self.tell(f"{self.file.name}: {self.number:,} lines read")
        except OSError as error:
            raise BrokenFile(
                self.file, None, f"It cannot be opened ({error.strerror}).", "Check the path and your rights to it."
            ) from error

    def _text(self, raw: bytes) -> str:
        if len(raw) > LONGEST_LINE:
            raise self._broken("This line is longer than 8 MB.", "Check that this is a CSV file with line ends.")
        if b"\x00" in raw:
            raise self._broken("There are zero bytes in it.", "Save the file as CSV in UTF-8.")
        if self.number == 1:
            raw = raw.removeprefix(BEGINNING)
        if raw.startswith(BEGINNING):
            raise self._broken("A file begins anew here.", "Keep one file, or put two together without this mark.")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._broken("Some letters are not UTF-8.", "Save the whole file in one encoding, UTF-8.") from error

    def _broken(self, problem: str, mend: str) -> BrokenFile:
        return BrokenFile(self.file, self.number, problem, mend)


def open_table(file: Path, tell: Tell = quiet) -> Table:
    """Read the header; the rows follow as they are asked for, all as long as the header."""
    lines = CountedLines(file, tell)
    cells = _cells(file, lines)
    header = next(cells, None)
    if not header:
        raise BrokenFile(file, None, "The file is empty.", "Export it again.")
    header = [name.strip() for name in header]
    double = _first_double(header)
    if double is not None:
        raise BrokenFile(file, 1, f"The column {double!r} is there twice.", "Keep one of the two.")
    return Table(file, header, _full_rows(file, lines, cells, len(header)), lines)


def _first_double(header: list[str]) -> str | None:
    seen: set[str] = set()
    for name in header:
        if name in seen:
            return name
        seen.add(name)
    return None


def _cells(file: Path, lines: CountedLines) -> Iterator[list[str]]:
    try:
        rest = iter(lines)
        header = next(rest, "")
        # A spreadsheet saves with the marks of its country; the header has one between every two names.
        between = max(BETWEEN_COLUMNS, key=header.count)
        yield from csv.reader(chain([header], rest), delimiter=between, strict=True)
    except csv.Error as error:
        raise BrokenFile(file, lines.number, f"This is not CSV ({error}).", how_to_mend(error)) from error


def how_to_mend(error: csv.Error) -> str:
    if "new-line" in str(error):
        return "Save the file with the line ends of Windows or Unix."
    return "Look for a quotation mark that is not closed in this line or above it."


def _full_rows(file: Path, lines: CountedLines, cells: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    for row in cells:
        if not row:
            continue
        if len(row) != width:
            problem = f"There are {len(row)} cells, and {width} columns in the header."
            raise BrokenFile(file, lines.number, problem, "Add what is missing, or take out what is too much.")
        yield row
