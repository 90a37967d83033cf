"""Rows by participant, compiled by numba: loose votes sorted by counting, a small part of the people at a time.

Every step reads or writes memory that is near, so a vote costs the same however many there are.
"""

import numpy as np

from gedragen.opinion.arrays import NO_PERSON, OUTSIDE, AnyInts, Bytes, Int32s, Ints
from gedragen.opinion.loops.compiled import THREADS_PAY_FROM_VOTES, compiled, in_threads, ranges_of, thread_count

PART_VOTES = 65_536  # at most about as many votes are sorted at a time
FEW_PART_VOTES, FEW_PARTS = 8_192, 32  # smaller while the parts are few: threads share them more evenly
CHECKED = 4_096  # votes at a time
CODE_BITS = 16  # a person of a part and a code (at most 4 x 10,000) share 31 bits
CODE = 2**CODE_BITS - 1
MOST_SHIFT = 31 - CODE_BITS


def rows(
    participant: AnyInts, statement: AnyInts, vote: Bytes, participants: int, statements: int
) -> tuple[Ints, Int32s, int]:
    """Sort loose votes by participant, then statement. A part is the people with the same number >> shift."""
    votes = len(participant)
    shift = _shift(participants, votes)
    threads = thread_count() if votes >= THREADS_PAY_FROM_VOTES else 1
    slices = ranges_of(votes, threads)
    parts = (participants >> shift) + 1  # the last may hold nobody; the end of all rows is written there

    def of(first: int, last: int) -> tuple[AnyInts, AnyInts, Bytes]:
        return participant[first:last], statement[first:last], vote[first:last]

    sizes = in_threads(
        lambda first, last: _part_sizes(*of(first, last), participants, statements, shift), slices, votes
    )
    if any(size[0] < 0 for size in sizes):
        return np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32), OUTSIDE
    # Where each slice of votes writes in each part: part after part, within a part slice after slice.
    ends = np.cumsum(np.stack(sizes, axis=1).ravel()).reshape(parts, len(slices))
    cursors = {first: np.ascontiguousarray(ends[:, at] - sizes[at]) for at, (first, _) in enumerate(slices)}
    bounds = np.concatenate((np.zeros(1, dtype=np.int64), ends[:, -1]))
    keys = np.empty(votes, dtype=np.int32)
    in_threads(lambda first, last: _to_parts(*of(first, last), shift, cursors[first], keys), slices, votes)
    starts = np.zeros(participants + 1, dtype=np.int64)
    codes = np.empty(votes, dtype=np.int32)
    doubles = in_threads(
        lambda first, last: _sort_parts(keys, bounds, statements, shift, starts, codes, first, last),
        ranges_of(parts, threads * 4 if threads > 1 else 1),
        votes,
    )
    return starts, codes, min((double for double in doubles if double >= 0), default=NO_PERSON)


def _shift(participants: int, votes: int) -> int:
    parts = max(votes // PART_VOTES, min(votes // FEW_PART_VOTES, FEW_PARTS))
    shift = 0
    while shift < MOST_SHIFT and participants >> shift > parts:
        shift += 1
    return shift


@compiled
def _part_sizes(
    participant: AnyInts, statement: AnyInts, vote: Bytes, participants: int, statements: int, shift: int
) -> Ints:
    """How many of these votes belong to each part; -1 for the first part if one lies outside the table."""
    sizes = np.zeros((participants >> shift) + 1, dtype=np.int64)
    for first in range(0, len(vote), CHECKED):
        people = participant[first : first + CHECKED]
        if not _inside(
            people, statement[first : first + CHECKED], vote[first : first + CHECKED], participants, statements
        ):
            sizes[0] = -1
            break
        for at in range(len(people)):
            sizes[np.uint64(people[at]) >> np.uint64(shift)] += 1
    return sizes


@compiled
def _inside(participant: AnyInts, statement: AnyInts, vote: Bytes, participants: int, statements: int) -> bool:
    outside = 0
    for at in range(len(vote)):
        outside |= participant[at] | (participants - 1 - participant[at])  # below zero if either is
        outside |= statement[at] | (statements - 1 - statement[at])
        outside |= (vote[at] + 1) | (1 - vote[at])
    return outside >= 0


@compiled
def _to_parts(participant: AnyInts, statement: AnyInts, vote: Bytes, shift: int, cursor: Ints, keys: Int32s) -> None:
    """Write each vote into its part: the number of the person within the part, and the code."""
    within = (1 << shift) - 1
    for at in range(len(vote)):
        person = participant[at]
        part = np.uint64(person) >> np.uint64(shift)
        keys[np.uint64(cursor[part])] = (person & within) << CODE_BITS | (statement[at] * 4 + vote[at] + 1)
        cursor[part] += 1


@compiled
def _sort_parts(
    keys: Int32s, bounds: Ints, statements: int, shift: int, starts: Ints, codes: Int32s, first: int, last: int
) -> int:
    """Sort the parts `first` to `last` by statement, then by person, and end the rows; a double voter, or none."""
    nobody, people = len(starts), 1 << shift
    double = nobody
    sorted_ = np.empty((bounds[first + 1 : last + 1] - bounds[first:last]).max(), dtype=np.int32)
    for part in range(first, last):
        mine = keys[bounds[part] : bounds[part + 1]]
        by_statement, by_person = _cursors(mine, statements, people)
        for at in range(len(mine)):
            topic = np.uint32(mine[at] & CODE) >> np.uint32(2)
            sorted_[np.uint64(by_statement[topic])] = mine[at]
            by_statement[topic] += 1
        by_person += bounds[part]
        begin = part << shift
        count = min(people, len(starts) - begin)
        starts[begin : begin + count] = by_person[:count]
        for at in range(len(mine)):
            within, code = np.uint32(sorted_[at]) >> np.uint32(CODE_BITS), sorted_[at] & CODE
            place = by_person[within]
            if place > starts[begin + int(within)] and codes[place - 1] >> 2 == code >> 2:
                double = min(double, begin + int(within))
            codes[np.uint64(place)] = code
            by_person[within] += 1
    return NO_PERSON if double == nobody else double


@compiled
def _cursors(keys: Int32s, statements: int, people: int) -> tuple[Ints, Ints]:
    """Where the votes on each statement, and those of each person, begin among these."""
    by_statement = np.zeros(statements + 1, dtype=np.int64)
    by_person = np.zeros(people + 1, dtype=np.int64)
    for at in range(len(keys)):
        by_statement[(np.uint32(keys[at] & CODE) >> np.uint32(2)) + np.uint32(1)] += 1
        by_person[(np.uint32(keys[at]) >> np.uint32(CODE_BITS)) + np.uint32(1)] += 1
    return np.cumsum(by_statement), np.cumsum(by_person)
