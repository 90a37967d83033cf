"""Polis exports in: a folder, a matrix of votes or a list of votes. Columns are found by name, never by place."""

import os
from array import array
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from gedragen.opinion.arrays import Ints
from gedragen.opinion.files.broken_file import BrokenFile
from gedragen.opinion.files.conversation import Conversation, conversation, last_votes
from gedragen.opinion.files.csv_rows import Table, Tell, open_table, quiet
from gedragen.opinion.votes import MOST_STATEMENTS

MATRIX, VOTES, COMMENTS = "participants-votes.csv", "votes.csv", "comments.csv"
DOWNLOADED = "participant-votes.csv"  # the matrix, as Polis itself names it; the other name is that of its open data
ABOUT_PEOPLE = frozenset({"participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"})
VALUES = {"1": 1, "0": 0, "-1": -1, "+1": 1}
MOST_PARTICIPANTS = 2_000_000
MOST_VOTES = 100_000_000


@dataclass
class Collected:
    """Votes as they are read: twelve bytes a vote or less, and the names in order of appearance."""

    participants: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    participant: "array[int]" = field(default_factory=lambda: array("i"))
    statement: "array[int]" = field(default_factory=lambda: array("i"))
    vote: "array[int]" = field(default_factory=lambda: array("b"))

    def conversation(self, moderated: frozenset[str], keep: Ints | None = None) -> Conversation:
        pick = slice(None) if keep is None else keep
        return conversation(
            list(self.participants),
            list(self.statements),
            np.frombuffer(self.participant, dtype=np.int32)[pick],
            np.frombuffer(self.statement, dtype=np.int32)[pick],
            np.frombuffer(self.vote, dtype=np.int8)[pick],
            moderated,
        )


def read_polis(path: Path, tell: Tell = quiet) -> Conversation:
    """Read an export folder, or one file of it: a matrix or a list of votes. Raises BrokenFile.

    In a folder the matrix wins over the list of votes. Only `-1` in `moderated` is moderated out.
    """
    if not path.exists():
        raise BrokenFile(path, None, "There is no such file or folder.", "Check the path.")
    if not path.is_dir():
        return _read_file(path, frozenset(), tell)
    file = _file_named(path, MATRIX, DOWNLOADED, VOTES)
    if file is None:
        raise BrokenFile(path, None, f"Neither {MATRIX} nor {VOTES} is in this folder.", "Choose the export's folder.")
    comments = _file_named(path, COMMENTS)
    return _read_file(file, _moderated(comments, tell) if comments else frozenset(), tell)


def _file_named(folder: Path, *names: str) -> Path | None:
    """The first of these that is in the folder. To pass over a link that leads nowhere would change the outcome."""
    for file in (folder / name for name in names):
        if file.is_file():
            return file
        if os.path.lexists(file):
            raise BrokenFile(file, None, "This is no file.", "Put the file in its place, or take this away.")
    return None


def _read_file(file: Path, moderated: frozenset[str], tell: Tell) -> Conversation:
    table = open_table(file, tell)
    if "participant" in table.header:
        return _read_matrix(table).conversation(moderated)
    if not {"voter-id", "comment-id"} & set(table.header):
        raise BrokenFile(
            file,
            1,
            "There is no column 'participant' (one row a participant) and no column 'voter-id' (one row a vote).",
            "Export the file again, or give its columns these names.",
        )
    return _read_votes(table, moderated)


def _moderated(file: Path, tell: Tell) -> frozenset[str]:
    """Ids of statements moderated out; the last line about a statement counts."""
    table = open_table(file, tell)
    identity, mark = table.column("comment-id"), table.column("moderated")
    state: dict[str, str] = {}
    for row in table.rows:
        state[row[identity].strip()] = row[mark].strip()
    return frozenset(statement for statement, moderated in state.items() if moderated == "-1")


def _read_matrix(table: Table) -> Collected:
    person = table.column("participant")
    columns = [(at, name) for at, name in enumerate(table.header) if name not in ABOUT_PEOPLE]
    _check_statements(table, [name for _, name in columns])
    collected = Collected(statements={name: number for number, (_, name) in enumerate(columns)})
    first_line: dict[str, int] = {}
    signs = _Signs(table)
    for row in table.rows:
        name = row[person].strip()
        _check_new_person(table, name, first_line)
        number = len(collected.participants)
        collected.participants[name] = number
        agreed = disagreed = 0
        for statement, (at, _) in enumerate(columns):
            cell = row[at]
            if cell:
                vote = _vote(table, cell, table.header[at])
                if vote is None:
                    continue
                collected.participant.append(number)
                collected.statement.append(statement)
                collected.vote.append(vote)
                agreed += vote == 1
                disagreed += vote == -1
        _check_size(table, number + 1, len(collected.vote))
        signs.add(row, agreed, disagreed)
    signs.check()
    return collected


def _check_new_person(table: Table, name: str, first_line: dict[str, int]) -> None:
    if not name:
        raise table.broken("The participant has no number.", "Fill it in, or take the line out.")
    if name in first_line:
        problem = f"Participant {name} is there twice, first in line {first_line[name]}."
        raise table.broken(problem, "Keep one of the two lines.")
    first_line[name] = table.line


def _check_size(table: Table, participants: int, votes: int) -> None:
    if votes > MOST_VOTES:
        raise table.broken(f"There are more than {MOST_VOTES:,} votes.", "Split the conversation.")
    if participants > MOST_PARTICIPANTS:
        raise table.broken(f"There are more than {MOST_PARTICIPANTS:,} participants.", "Split the conversation.")


def _check_statements(table: Table, names: list[str]) -> None:
    if len(names) > MOST_STATEMENTS:
        raise table.broken(
            f"There are {len(names):,} statements; at most {MOST_STATEMENTS:,} can be analysed together.",
            "Split the conversation, or take out what is moderated.",
        )
    if "" in names:
        raise table.broken("A column has no name.", "Give it the number of its statement, or take it out.")


def _vote(table: Table, cell: str, statement: str) -> int | None:
    cell = cell.strip()
    if not cell:
        return None
    vote = VALUES.get(cell)
    if vote is None:
        raise table.broken(
            f"{cell[:40]!r} is not a vote (statement {statement[:40]}).",
            "A vote is 1 (agree), 0 (pass), -1 (disagree) or empty.",
        )
    return vote


class _Signs:
    """Some Polis programs write -1 for agree: the export's own totals tell."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.column = table.header.index("n-agree") if "n-agree" in table.header else None
        self.stated = self.agreed = self.disagreed = 0

    def add(self, row: list[str], agreed: int, disagreed: int) -> None:
        stated = "" if self.column is None else row[self.column].strip()
        if stated.isascii() and stated.isdigit() and len(stated) < 12:
            self.stated, self.agreed, self.disagreed = (
                self.stated + int(stated),
                self.agreed + agreed,
                self.disagreed + disagreed,
            )

    def check(self) -> None:
        if self.stated == self.disagreed != self.agreed:
            raise BrokenFile(
                self.table.file, None, "Its totals (n-agree) say that -1 means agree here.", "Turn the signs round."
            )


def _read_votes(table: Table, moderated: frozenset[str]) -> Conversation:
    """A list of votes; of several votes of a person on a statement the latest counts, without times the last line."""
    person, topic, value = table.column("voter-id"), table.column("comment-id"), table.column("vote")
    clock = table.header.index("timestamp") if "timestamp" in table.header else None
    collected, times = Collected(), array("q")
    for row in table.rows:
        voter, comment = row[person].strip(), row[topic].strip()
        if not voter or not comment:
            raise table.broken("The voter or the statement has no number.", "Fill it in, or take the line out.")
        vote = _vote(table, row[value], comment)
        if vote is None:
            raise table.broken("There is no vote in this line.", "Fill in 1, 0 or -1, or take the line out.")
        times.append(len(times) if clock is None else _time(table, row[clock]))
        collected.participant.append(collected.participants.setdefault(voter, len(collected.participants)))
        collected.statement.append(collected.statements.setdefault(comment, len(collected.statements)))
        collected.vote.append(vote)
        if len(collected.statements) > MOST_STATEMENTS:
            _check_statements(table, list(collected.statements))
        _check_size(table, len(collected.participants), len(times))
    keep = last_votes(
        np.frombuffer(collected.participant, dtype=np.int32),
        np.frombuffer(collected.statement, dtype=np.int32),
        np.frombuffer(times, dtype=np.int64),
    )
    return collected.conversation(moderated, keep)


def _time(table: Table, cell: str) -> int:
    text = cell.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise table.broken(f"{text[:40]!r} is not a time.", "A timestamp is in whole milliseconds since 1970.")
    return int(text)
