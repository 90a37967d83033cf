"""Pabulib files in: approval ballots, money kept exactly as written. A broken line ends in a message."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from gedragen.opinion.files.broken_file import BrokenFile
from gedragen.opinion.files.csv_rows import CountedLines, Tell, how_to_mend, quiet
from gedragen.opinion.shares.election import Election, of_counted

SECTIONS = ("META", "PROJECTS", "VOTES")
BALLOTS = ("approval", "choose-1")
MOST_PROJECTS = 20_000
MOST_VOTERS = 5_000_000
DEAREST = Fraction(10**15)
SUM = re.compile(r"(?=[.]?[0-9])[0-9]{0,30}([.][0-9]{0,30})?([eE][+-]?[0-9]{1,2})?")
ONCE = ("budget", "vote_type", "num_projects", "num_votes")


@dataclass
class PabulibFile:
    """The file as it is read, section by section."""

    file: Path
    lines: CountedLines
    sections: set[str] = field(default_factory=set)
    meta: dict[str, str] = field(default_factory=dict)
    costs: dict[str, Fraction] = field(default_factory=dict)
    ballots: Counter[tuple[str, ...]] = field(default_factory=Counter)
    voters: set[str] = field(default_factory=set)

    def broken(self, problem: str, mend: str) -> BrokenFile:
        return BrokenFile(self.file, self.lines.number, problem, mend)


def read_pabulib(file: Path, tell: Tell = quiet) -> Election:
    """Raises BrokenFile for everything that is not an approval election in Pabulib's format."""
    reading = PabulibFile(file, CountedLines(file, tell))
    rows = _rows(reading)
    section, header = "", [""]
    for row in rows:
        if row[0].upper() in SECTIONS and len([cell for cell in row if cell]) == 1:
            section = row[0].upper()
            header = [name.lower() for name in next(rows, [])]
            _check_header(reading, section, header)
        elif section == "META":
            _about(reading, row[0].lower(), row[1] if len(row) > 1 else "")
        elif section == "PROJECTS":
            _project(reading, _by_name(reading, header, row))
        elif section == "VOTES":
            _ballot(reading, _by_name(reading, header, row))
        else:
            raise reading.broken("The file does not begin with META.", "Check that this is a Pabulib file.")
    return _election(reading)


def _rows(reading: PabulibFile) -> Iterator[list[str]]:
    raw: list[str] = []
    first = 1
    try:
        for row in csv.reader(_with_raw(reading.lines, raw), delimiter=";"):
            if len(raw) > 1:
                _check_quotes(reading, first, raw)
            raw.clear()
            first = reading.lines.number + 1
            if any(cell.strip() for cell in row):
                yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise reading.broken(f"This is not a table ({error}).", how_to_mend(error)) from error


def _with_raw(lines: CountedLines, raw: list[str]) -> Iterator[str]:
    for line in lines:
        raw.append(line)
        yield line
    raw.append("")
    yield "\n"  # a cell that is still open takes this in as well


def _check_quotes(reading: PabulibFile, first: int, taken: list[str]) -> None:
    """A cell may go on over several lines, but one without an end would swallow the rest of the file unseen."""
    try:
        list(csv.reader(taken, delimiter=";", strict=True))
    except csv.Error as error:
        raise BrokenFile(reading.file, first, "A quotation mark is not closed.", "Close it.") from error


def _check_header(reading: PabulibFile, section: str, header: list[str]) -> None:
    needed = {"META": (), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}[section]
    for name in needed:
        if name not in header:
            raise reading.broken(f"The column {name!r} is missing.", "Add it to the header of this section.")
        if header.count(name) > 1:
            raise reading.broken(f"The column {name!r} is there twice.", "Keep one of the two.")
    if section == "VOTES" and not {"META", "PROJECTS"} <= reading.sections:
        raise reading.broken("VOTES comes before META or PROJECTS.", "Put the sections in that order.")
    reading.sections.add(section)


def _about(reading: PabulibFile, key: str, value: str) -> None:
    if key in ONCE and key in reading.meta:
        raise reading.broken(f"{key!r} is there twice.", "Keep one of the two lines.")
    reading.meta[key] = value


def _by_name(reading: PabulibFile, header: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(header) and any(row[len(header) :]):
        raise reading.broken(f"There are {len(row)} cells, and {len(header)} columns.", "Take out what is too much.")
    return dict(zip(header, row, strict=False))


def _project(reading: PabulibFile, row: dict[str, str]) -> None:
    name = row.get("project_id", "")
    if not name:
        raise reading.broken("The project has no id.", "Fill it in, or take the line out.")
    if name in reading.costs:
        raise reading.broken(f"Project {name} is there twice.", "Keep one of the two lines.")
    if len(reading.costs) >= MOST_PROJECTS:
        raise reading.broken(f"There are more than {MOST_PROJECTS:,} projects.", "Split the election.")
    reading.costs[name] = _money(reading, row.get("cost", ""), f"the cost of project {name[:40]}")


def _ballot(reading: PabulibFile, row: dict[str, str]) -> None:
    if "vote" not in row:
        raise reading.broken("There is no cell for 'vote'.", "Add what is missing; an empty ballot has an empty cell.")
    voter = row.get("voter_id", "")
    if voter and voter in reading.voters:
        raise reading.broken(f"Voter {voter} is there twice.", "Keep one of the two lines.")
    reading.voters.add(voter)
    if len(reading.voters) > MOST_VOTERS:
        raise reading.broken(f"There are more than {MOST_VOTERS:,} voters.", "Split the election.")
    names = [name.strip() for name in row["vote"].split(",") if name.strip()]
    if len(set(names)) != len(names):
        raise reading.broken("The ballot names a project twice.", "Keep it once.")
    if len(names) > 1 and reading.meta.get("vote_type") == "choose-1":
        raise reading.broken(f"The ballot names {len(names)} projects and may name one.", "Keep one of them.")
    for name in names:
        if name not in reading.costs:
            raise reading.broken(f"The ballot names the unknown project {name[:40]!r}.", "Add it to PROJECTS.")
    reading.ballots[tuple(sorted(names))] += 1


def _election(reading: PabulibFile) -> Election:
    if not reading.costs:
        raise BrokenFile(reading.file, None, "There are no projects in it.", "Check that this is a Pabulib file.")
    _check_whole(reading)
    kind = reading.meta.get("vote_type", "")
    if kind not in BALLOTS:
        raise BrokenFile(
            reading.file, None, f"Its ballots are {kind or 'of no kind'!r}.", "Only approval ballots can be counted."
        )
    budget = _money(reading, reading.meta.get("budget", ""), "the budget", whole_file=True)
    return of_counted(budget, reading.costs, reading.ballots)


def _check_whole(reading: PabulibFile) -> None:
    """A file that was cut off says so by its own totals; who made it may leave them out."""
    if "VOTES" not in reading.sections:
        raise BrokenFile(reading.file, None, "The section VOTES is missing.", "Check that the file is whole.")
    for key, count in (("num_projects", len(reading.costs)), ("num_votes", reading.ballots.total())):
        said = reading.meta.get(key, "")
        if said.isascii() and said.isdigit() and len(said) < 12 and int(said) > count:
            raise BrokenFile(
                reading.file, None, f"{key} says {said}, and there are {count}.", "Check that the file is whole."
            )


def _money(reading: PabulibFile, text: str, what: str, *, whole_file: bool = False) -> Fraction:
    """A sum such as 1200, 1200.50 or 1200,50, exactly."""
    line = None if whole_file else reading.lines.number
    plain = text.replace(",", ".").removeprefix("+")
    amount = Fraction(plain) if SUM.fullmatch(plain) else Fraction(-1)
    if not 0 <= amount <= DEAREST:
        raise BrokenFile(
            reading.file, line, f"{text[:40]!r} is not a sum of money ({what}).", "Write it as 1200 or 1200.50."
        )
    return amount
