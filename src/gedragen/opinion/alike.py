"""Who voted almost the same: an advisory sign that votes may have been copied, never a reason to leave anyone out.

Real people agree too: in some conversations one in six is marked.
"""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Int32s, Ints
from gedragen.opinion.votes import VoteRows

ALMOST = 0.9  # shared votes among all votes of two people
ENOUGH_VOTES = 12
BANDS, BAND_ROWS = 12, 2
LARGEST_BUCKET = 40
LIKELY = BANDS * BAND_ROWS // 2  # equal prints; of ten million pairs who share nine in ten votes, one has fewer
SEED = 12
MIX = 0x9E3779B97F4A7C1


@dataclass(frozen=True)
class Alike:
    """`groups` of participant numbers who voted almost the same; `considered` had votes enough to say."""

    groups: tuple[tuple[int, ...], ...]
    considered: int

    @property
    def people(self) -> int:
        return sum(len(group) for group in self.groups)


def alike(rows: VoteRows) -> Alike:
    """Group people with 12 votes or more of whom two share nine in ten of their votes.

    People are compared when short prints of their votes match, so the time grows with the number of votes;
    their votes only when half of all prints do. In a large bucket of equal prints everybody is compared with
    the first forty.
    """
    people = np.flatnonzero(rows.per_participant >= ENOUGH_VOTES)
    prints = _prints(rows, people)
    leader = np.arange(len(people))
    for band in range(BANDS):
        bucket = np.zeros(len(people), dtype=np.int64)
        for column in range(band * BAND_ROWS, (band + 1) * BAND_ROWS):
            bucket = bucket * MIX + prints[:, column]  # runs over, which keeps equal equal
        for members in _shared(bucket):
            for at, first in enumerate(members[:LARGEST_BUCKET].tolist()):
                rest = members[at + 1 :]
                equal = (prints[rest] == prints[first]).sum(axis=1)
                for second in rest[equal >= LIKELY].tolist():
                    if _find(leader, first) != _find(leader, second) and _almost(rows, people[first], people[second]):
                        low, high = sorted((_find(leader, first), _find(leader, second)))
                        leader[high] = low
    return Alike(_groups(people, leader), len(people))


def _prints(rows: VoteRows, people: Ints) -> Ints:
    """Smallest hashes of each person's votes: equal for two people about as often as their votes are."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    hashes = chance.integers(0, 2**62, (BANDS * BAND_ROWS, rows.statements * 4))
    prints = np.empty((len(people), BANDS * BAND_ROWS), dtype=np.int64)
    firsts = rows.starts[people]
    if not len(people):
        return prints
    chosen = np.zeros(len(rows.starts) - 1, dtype=np.bool_)
    chosen[people] = True
    codes = rows.codes[np.repeat(chosen, rows.per_participant)]
    starts = np.concatenate(([0], np.cumsum(rows.starts[people + 1] - firsts)[:-1]))
    for column in range(BANDS * BAND_ROWS):
        prints[:, column] = np.minimum.reduceat(hashes[column][codes], starts)
    return prints


def _shared(bucket: Ints) -> list[Ints]:
    order = np.argsort(bucket, kind="stable")
    edges = np.flatnonzero(np.diff(bucket[order])) + 1
    return [part for part in np.split(order, edges) if len(part) > 1]


def _find(leader: Ints, person: int) -> int:
    while leader[person] != person:
        leader[person] = leader[leader[person]]
        person = int(leader[person])
    return person


def _almost(rows: VoteRows, one: int, other: int) -> bool:
    mine, theirs = _codes(rows, one), _codes(rows, other)
    shared = len(np.intersect1d(mine, theirs, assume_unique=True))
    return shared >= ALMOST * (len(mine) + len(theirs) - shared)


def _codes(rows: VoteRows, person: int) -> Int32s:
    return rows.codes[rows.starts[person] : rows.starts[person + 1]]


def _groups(people: Ints, leader: Ints) -> tuple[tuple[int, ...], ...]:
    members: dict[int, list[int]] = {}
    for at in range(len(people)):
        members.setdefault(_find(leader, at), []).append(int(people[at]))
    return tuple(tuple(group) for group in members.values() if len(group) > 1)
