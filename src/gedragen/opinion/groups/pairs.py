"""The mergeable state: three whole-number matrices over pairs of statements, summed over people.

Any partition of the people gives the same sum bit for bit, on any number of machines. From it follow every
count, every mean and the centred Gram matrix whose main directions are the map's axes.
"""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Flags, Floats, Int32s, Ints
from gedragen.opinion.loops.kernels import Kernels, kernels
from gedragen.opinion.votes import VoteRows


@dataclass(frozen=True, eq=False)
class PairState:
    """Each matrix is statements x statements; row a, column b holds the sum over people of

    `both_seen`: a seen and b seen; `seen_vote`: a seen x vote on b; `vote_vote`: vote on a x vote on b.
    """

    both_seen: Int32s
    seen_vote: Int32s
    vote_vote: Int32s

    @classmethod
    def empty(cls, statements: int) -> "PairState":
        shape = (statements, statements)
        return cls(np.zeros(shape, np.int32), np.zeros(shape, np.int32), np.zeros(shape, np.int32))

    @classmethod
    def of(cls, rows: VoteRows, *, using: Kernels | None = None) -> "PairState":
        return cls(*(using or kernels()).pairs(rows.starts, rows.codes, rows.statements))

    @classmethod
    def of_cells(cls, cells: Int32s) -> "PairState":
        """From sums that grow vote by vote: statements x statements x (both seen, seen x vote, vote x seen, votes).

        Each vote is counted in the row of its statement, against what the person voted before: near in memory.
        """
        seen, forward, backward, votes = np.moveaxis(cells, 2, 0)
        return cls(_either_way(seen), forward + backward.T, _either_way(votes))

    def __add__(self, other: "PairState") -> "PairState":
        """Two states of different people become the state of all of them."""
        if len(self.both_seen) != len(other.both_seen):
            raise ValueError("States over different statements cannot be added.")
        return PairState(
            self.both_seen + other.both_seen,
            self.seen_vote + other.seen_vote,
            self.vote_vote + other.vote_vote,
        )

    def equals(self, other: "PairState") -> bool:
        mine = (self.both_seen, self.seen_vote, self.vote_vote)
        theirs = (other.both_seen, other.seen_vote, other.vote_vote)
        return all(np.array_equal(a, b) for a, b in zip(mine, theirs, strict=True))

    @property
    def statements(self) -> int:
        return len(self.both_seen)

    @property
    def seen(self) -> Ints:
        """How many people voted on each statement, passes included."""
        return np.diagonal(self.both_seen).astype(np.int64)

    @property
    def means(self) -> Floats:
        """Mean vote of each statement; 0 where nobody voted."""
        return np.diagonal(self.seen_vote) / np.maximum(self.seen, 1)

    def only(self, keep: Flags) -> "PairState":
        """The state over the statements marked in `keep`."""
        if keep.all():
            return self
        part = np.ix_(keep, keep)
        return PairState(self.both_seen[part], self.seen_vote[part], self.vote_vote[part])

    def centred_gram(self, *, using: Kernels | None = None) -> Floats:
        """Sum over people of the centred votes on a times those on b (statements x statements)."""
        return (using or kernels()).centred_gram(self.both_seen, self.seen_vote, self.vote_vote, self.means)


def _either_way(half: Int32s) -> Int32s:
    """Each pair of two different statements may stand in either order."""
    whole: Int32s = half + half.T
    np.fill_diagonal(whole, np.diagonal(half))
    return whole
