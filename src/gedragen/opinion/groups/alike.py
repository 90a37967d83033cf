"""Who voted almost the same: an advisory sign that votes may have been copied, never a reason to leave anyone out.

Real people agree too: in some conversations one in six is marked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Flags, Int32s, Ints
from gedragen.opinion.votes import VoteRows

ALMOST = 0.9  # shared votes among all votes of two people
ENOUGH_VOTES = 12
BANDS, BAND_ROWS = 12, 2
LARGEST_BUCKET = 40
LIKELY = BANDS * BAND_ROWS // 2  # equal prints; of ten million pairs who share nine in ten votes, one has fewer
PEOPLE_AT_ONCE = 10_000  # compared with one other
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
                for rest in _parts(members[at + 1 :]):
                    others = rest[_leaders(leader, rest) != _find(leader, first)]
                    likely = others[(prints[others] == prints[first]).sum(axis=1) >= LIKELY]
                    for second in likely[_almost(rows, people[first], people[likely])].tolist():
                        _join(leader, first, second)
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


def _parts(members: Ints) -> Iterator[Ints]:
    for first in range(0, len(members), PEOPLE_AT_ONCE):
        yield members[first : first + PEOPLE_AT_ONCE]


def _leaders(leader: Ints, people: Ints) -> Ints:
    """Whose group each of these people is in; the way there is shorter next time."""
    leaders = leader[people]
    while (leader[leaders] != leaders).any():
        leaders = leader[leaders]
    leader[people] = leaders
    return leaders


def _find(leader: Ints, person: int) -> int:
    while leader[person] != person:
        leader[person] = leader[leader[person]]
        person = int(leader[person])
    return person


def _join(leader: Ints, first: int, second: int) -> None:
    low, high = sorted((_find(leader, first), _find(leader, second)))
    leader[high] = low


def _almost(rows: VoteRows, one: int, others: Ints) -> Flags:
    """Which of these people share nine in ten votes with this one; all of them voted."""
    if not len(others):
        return np.zeros(0, dtype=np.bool_)
    mine, counts = _codes(rows, one), rows.per_participant[others]
    marked = np.zeros(rows.statements * 4, dtype=np.int64)
    marked[mine] = 1
    ends = np.cumsum(counts)
    theirs = np.arange(ends[-1]) + np.repeat(rows.starts[others] - (ends - counts), counts)
    shared = np.add.reduceat(marked[rows.codes[theirs]], ends - counts)
    close: Flags = shared >= ALMOST * (len(mine) + counts - shared)
    return close


def _codes(rows: VoteRows, person: int) -> Int32s:
    return rows.codes[rows.starts[person] : rows.starts[person + 1]]


def _groups(people: Ints, leader: Ints) -> tuple[tuple[int, ...], ...]:
    members: dict[int, list[int]] = {}
    for at in range(len(people)):
        members.setdefault(_find(leader, at), []).append(int(people[at]))
    return tuple(tuple(group) for group in members.values() if len(group) > 1)
