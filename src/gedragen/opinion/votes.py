"""Votes as rows by participant: the one shape in which every other module reads them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gedragen.opinion.arrays import NO_PERSON, OUTSIDE, AnyInts, Bytes, Flags, Int32s, Ints
from gedragen.opinion.loops.kernels import Kernels, kernels

AGREE, PASS, DISAGREE = 1, 0, -1
MOST_STATEMENTS = 10_000


class VotesRefused(ValueError):
    """These votes cannot be analysed; the text says which and why."""


@dataclass(frozen=True)
class VoteRows:
    """Votes of `participants` people on `statements` statements.

    `starts` (participants + 1) says where each person's votes begin in `codes`; a code is
    `statement * 4 + vote + 1`, so four bytes a vote. Codes of one person are sorted by statement.
    """

    starts: Ints
    codes: Int32s
    statements: int

    @property
    def participants(self) -> int:
        return len(self.starts) - 1

    @property
    def votes(self) -> int:
        return len(self.codes)

    @cached_property
    def per_participant(self) -> Ints:
        """How many votes each person cast, passes included (participants)."""
        return np.diff(self.starts)

    def part(self, first: int, last: int) -> "VoteRows":
        """The people `first` up to but not including `last`, without copying a vote."""
        low, high = self.starts[first], self.starts[last]
        return VoteRows(self.starts[first : last + 1] - low, self.codes[low:high], self.statements)

    def chosen(self, people: Flags) -> "VoteRows":
        """Only the people marked in `people` (participants), in the same order."""
        counts = self.per_participant
        starts = np.concatenate(([0], np.cumsum(counts[people])))
        return VoteRows(starts, self.codes[np.repeat(people, counts)], self.statements)

    def only(self, keep: Flags) -> "VoteRows":
        """Only the statements marked in `keep` (statements), numbered anew in the same order."""
        if keep.all():
            return self
        anew = np.full((self.statements, 4), -1, dtype=np.int32)
        anew[keep] = np.arange(4 * keep.sum(), dtype=np.int32).reshape(-1, 4)
        codes = anew.ravel()[self.codes]
        here = codes >= 0
        running = np.zeros(self.votes + 1, dtype=np.int64)
        np.cumsum(here, out=running[1:])
        return VoteRows(running[self.starts], codes[here], int(keep.sum()))

    def seen_and_voted(self, part: slice = slice(None)) -> tuple[Int32s, Int32s]:
        """Statement numbers and votes (-1, 0, 1) of the codes in `part`."""
        codes = self.codes[part]
        return codes >> 2, (codes & 3) - 1


def group_votes(
    participant: AnyInts,
    statement: AnyInts,
    vote: Bytes,
    *,
    participants: int,
    statements: int,
    using: Kernels | None = None,
) -> VoteRows:
    """Rows by participant from loose votes in any order.

    The three arrays have one entry a vote: numbers below `participants`, numbers below `statements`, and
    -1, 0 or 1. Raises VotesRefused for anything else and for two votes of one person on one statement,
    because nothing here can know which of the two is the later.
    """
    if statements > MOST_STATEMENTS:
        raise VotesRefused(f"{statements:,} statements; at most {MOST_STATEMENTS:,} can be analysed together.")
    tools = using or kernels()
    starts, codes, twice = tools.rows(participant, statement, vote, participants, statements)
    if twice == OUTSIDE:
        _check_range("participant", participant, participants)
        _check_range("statement", statement, statements)
        raise VotesRefused("A vote is 1 (agree), 0 (pass) or -1 (disagree), nothing else.")
    if twice != NO_PERSON:
        raise VotesRefused(f"Participant number {twice} voted twice on one statement; keep only the last vote.")
    return VoteRows(starts, codes, statements)


def _check_range(name: str, numbers: AnyInts, limit: int) -> None:
    if len(numbers) and (numbers.min() < 0 or numbers.max() >= limit):
        raise VotesRefused(f"Every {name} number must be between 0 and {limit - 1}.")
