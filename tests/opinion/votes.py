"""Small and real conversations for these tests."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import settings

from gedragen.opinion.files.conversation import Conversation
from gedragen.opinion.files.polis_files import read_polis
from gedragen.opinion.loops.kernels import Kernels
from gedragen.opinion.votes import VoteRows, group_votes

unhurried = settings(deadline=None, derandomize=True)  # the first example may have to compile

POLIS = Path(__file__).parent.parent / "data" / "polis"
UBI, BIODIVERSITY, AUSTRIA = (
    "scoop-hivemind.ubi",
    "scoop-hivemind.biodiversity",
    "austria-climate.5twd2jsnkf.2022-08-08",
)
SETS = (UBI, BIODIVERSITY, AUSTRIA)


def real(name: str) -> Conversation:
    return read_polis(POLIS / name)


def rows_of(matrix: Sequence[Sequence[int | None]], *, using: Kernels | None = None) -> VoteRows:
    """Rows from a table with a line a person; None is a statement not seen."""
    loose = [
        (person, at, vote) for person, line in enumerate(matrix) for at, vote in enumerate(line) if vote is not None
    ]
    person, statement, vote = zip(*loose, strict=True) if loose else ((), (), ())
    return group_votes(
        np.array(person, dtype=np.int32),
        np.array(statement, dtype=np.int32),
        np.array(vote, dtype=np.int8),
        participants=len(matrix),
        statements=len(matrix[0]) if matrix else 0,
        using=using,
    )


def matrix_of(rows: VoteRows) -> list[list[int | None]]:
    statement, vote = rows.seen_and_voted()
    table: list[list[int | None]] = [[None] * rows.statements for _ in range(rows.participants)]
    person = np.repeat(np.arange(rows.participants), rows.per_participant)
    for who, at, said in zip(person.tolist(), statement.tolist(), vote.tolist(), strict=True):
        table[who][at] = said
    return table


def two_camps(size: int = 12, statements: int = 8) -> list[list[int | None]]:
    """Two camps who disagree about everything but the last statement; a few people pass or miss one."""
    camps: list[list[int | None]] = []
    for person in range(2 * size):
        side = 1 if person < size + 2 else -1
        line: list[int | None] = [side if at % 2 else -side for at in range(statements - 1)]
        line[person % (statements - 1)] = 0
        if person % 5 == 0:
            line[(person + 1) % (statements - 1)] = None
        camps.append([*line, 1])
    return camps
