"""The heavy loops compiled by numba, over as many threads as the machine has. Same results as `plain.py`.

Threads add up whole numbers or write to their own people, so their number cannot change a result.
"""

import os
import typing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numba import njit

from gedragen.opinion import plain
from gedragen.opinion.arrays import AnyInts, Bytes, Floats, Int32s, Ints

Loop = TypeVar("Loop", bound=Callable[..., object])
Part = TypeVar("Part")

THREADS_PAY_FROM_VOTES = 40_000
PAIRS_A_VOTE = 16  # that many pairs take the time of one vote elsewhere
PACKED_PEOPLE = 32_000  # four sums share 64 bits, so none may pass 2**15
BLOCKS = 64  # of people, the same whatever the number of threads: float sums are added block by block


def compiled(loop: Loop) -> Loop:
    """Compile once per machine, and let other threads run meanwhile."""
    return typing.cast(Loop, njit(nogil=True, cache=True)(loop))


def thread_count() -> int:
    asked = os.environ.get("NUMBA_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    return max(1, int(asked)) if asked.isdigit() else len(os.sched_getaffinity(0))


def in_threads(work: Callable[[int, int], Part], ranges: list[tuple[int, int]], votes: int) -> list[Part]:
    """Do `work` on every range, in threads when there is enough to do; results in the order of the ranges."""
    threads = thread_count()
    if threads == 1 or len(ranges) == 1 or votes < THREADS_PAY_FROM_VOTES:
        return [work(first, last) for first, last in ranges]
    return list(_pool(threads).map(lambda bounds: work(*bounds), ranges))


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="opinion")


def ranges_of(people: int, blocks: int) -> list[tuple[int, int]]:
    bounds = [people * block // blocks for block in range(blocks + 1)]
    return [(first, last) for first, last in pairwise(bounds) if first < last] or [(0, 0)]


def rows(
    participant: AnyInts, statement: AnyInts, vote: Bytes, participants: int, statements: int
) -> tuple[Ints, Int32s, int]:
    """Sort loose votes by participant, then statement: one number a vote, each thread sorts its own people."""
    ranges = ranges_of(participants, thread_count() if len(participant) >= THREADS_PAY_FROM_VOTES else 1)
    lasts = np.array([last for _, last in ranges], dtype=np.int64)
    keys = np.empty(len(participant), dtype=np.int64)
    bounds = _sort_keys(participant, statement, vote, statements, lasts, keys)
    starts = np.zeros(participants + 1, dtype=np.int64)
    codes = np.empty(len(participant), dtype=np.int32)

    def one_range(first: int, last: int) -> int:
        at = int(np.searchsorted(lasts, last))
        keys[bounds[at] : bounds[at + 1]].sort()
        return _decode(keys, statements, bounds[at], bounds[at + 1], first, last, starts, codes)

    doubles = [person for person in in_threads(one_range, ranges, len(participant)) if person >= 0]
    return starts, codes, min(doubles) if doubles else -1


@compiled
def _sort_keys(participant: AnyInts, statement: AnyInts, vote: Bytes, statements: int, lasts: Ints, keys: Ints) -> Ints:
    """Write a number for each vote, those of the same range of people together; where each range begins."""
    cursor = np.zeros(len(lasts) + 1, dtype=np.int64)
    for index in range(len(participant)):
        part = 0
        while participant[index] >= lasts[part]:
            part += 1
        cursor[part + 1] += 1
    cursor = np.cumsum(cursor)
    bounds = cursor.copy()
    for index in range(len(participant)):
        part = 0
        while participant[index] >= lasts[part]:
            part += 1
        keys[cursor[part]] = (np.int64(participant[index]) * statements + statement[index]) * 4 + vote[index] + 1
        cursor[part] += 1
    return bounds


@compiled
def _decode(
    keys: Ints, statements: int, low: int, high: int, first: int, last: int, starts: Ints, codes: Int32s
) -> int:
    """Sorted numbers of the people `first` to `last` back to codes and row ends; a person who voted double, or -1."""
    double, index = -1, low
    for person in range(first, last):
        begin, end = person * np.int64(statements) * 4, (person + 1) * np.int64(statements) * 4
        previous = np.int64(-1)
        while index < high and keys[index] < end:
            code = keys[index] - begin
            if code >> 2 == previous and double < 0:
                double = person
            previous = code >> 2
            codes[index] = code
            index += 1
        starts[person + 1] = index
    return double


def pairs(starts: Ints, codes: Int32s, statements: int) -> tuple[Int32s, Int32s, Int32s]:
    """Sums over people of seen x seen, seen x vote and vote x vote, for every pair of statements."""
    people = len(starts) - 1
    counts = np.diff(starts).astype(np.float64)
    sparse_work, dense_work = float(counts @ counts) / 2, 0.1 * people * statements * statements
    if sparse_work > dense_work and len(codes) > THREADS_PAY_FROM_VOTES:
        return plain.pairs(starts, codes, statements)
    shape = (statements, statements)
    total = tuple(np.zeros(shape, dtype=np.int32) for _ in range(3))
    work = max(len(codes), int(sparse_work) // PAIRS_A_VOTE)
    threads = thread_count() if work >= THREADS_PAY_FROM_VOTES else 1
    ranges = ranges_of(people, max(threads, -(-people // PACKED_PEOPLE)))
    for batch in range(0, len(ranges), threads):  # a packed matrix for each thread, not for each range
        for packed in in_threads(
            lambda first, last: _packed_pairs(starts, codes, statements, first, last),
            ranges[batch : batch + threads],
            work,
        ):
            _unpack(packed, *total)
    _mirror(total[0])
    _mirror(total[2])
    return total[0], total[1], total[2]


@compiled
def _packed_pairs(starts: Ints, codes: Int32s, statements: int, first: int, last: int) -> Ints:
    """Upper triangle; one number adds up four: seen.seen + 2**16 vote.vote + 2**32 seen.vote + 2**48 vote.seen."""
    packed = np.zeros((statements, statements), dtype=np.int64)
    column = np.empty(statements, dtype=np.int64)
    vote = np.empty(statements, dtype=np.int64)
    for person in range(first, last):
        low = starts[person]
        size = starts[person + 1] - low
        for index in range(size):
            code = codes[low + index]
            column[index] = code >> 2
            vote[index] = (code & 3) - 1
        for index in range(size):
            row = packed[column[index]]
            always = 1 + (vote[index] << 48)
            factor = (vote[index] << 16) + (1 << 32)
            for other in range(index, size):
                row[column[other]] += always + factor * vote[other]
    return packed


@compiled
def _unpack(packed: Ints, both_seen: Int32s, seen_vote: Int32s, vote_vote: Int32s) -> None:
    for row in range(len(packed)):
        for column in range(row, len(packed)):
            rest = packed[row, column]
            if rest == 0:
                continue
            seen = rest & 0xFFFF
            rest = (rest - seen) >> 16
            both_vote = ((rest & 0xFFFF) ^ 0x8000) - 0x8000
            rest = (rest - both_vote) >> 16
            forward = ((rest & 0xFFFF) ^ 0x8000) - 0x8000
            backward = (rest - forward) >> 16
            both_seen[row, column] += seen
            vote_vote[row, column] += both_vote
            seen_vote[row, column] += forward
            if row != column:
                seen_vote[column, row] += backward


@compiled
def _mirror(matrix: Int32s) -> None:
    for row in range(len(matrix)):
        for column in range(row):
            matrix[row, column] = matrix[column, row]


def project(starts: Ints, codes: Int32s, vote_weight: Ints, seen_weight: Ints) -> Ints:
    """Sum over a person's votes of vote x vote_weight - seen_weight (both statements x 2): participants x 2."""
    result = np.empty((len(starts) - 1, 2), dtype=np.int64)
    in_threads(
        lambda first, last: _project(starts, codes, vote_weight, seen_weight, result, first, last),
        ranges_of(len(result), thread_count()),
        len(codes),
    )
    return result


@compiled
def _project(
    starts: Ints, codes: Int32s, vote_weight: Ints, seen_weight: Ints, result: Ints, first: int, last: int
) -> None:
    for person in range(first, last):
        across, along = np.int64(0), np.int64(0)
        for index in range(starts[person], starts[person + 1]):
            statement, vote = codes[index] >> 2, (codes[index] & 3) - 1
            across += vote * vote_weight[statement, 0] - seen_weight[statement, 0]
            along += vote * vote_weight[statement, 1] - seen_weight[statement, 1]
        result[person, 0], result[person, 1] = across, along


def count(starts: Ints, codes: Int32s, groups: int, label: Int32s, statements: int) -> Int32s:
    """Votes by group and statement: groups x statements x (disagree, pass, agree)."""
    parts = in_threads(
        lambda first, last: _count(starts, codes, groups, label, statements, first, last),
        ranges_of(len(starts) - 1, thread_count() if len(codes) >= THREADS_PAY_FROM_VOTES else 1),
        len(codes),
    )
    return sum(parts[1:], start=parts[0])


@compiled
def _count(starts: Ints, codes: Int32s, groups: int, label: Int32s, statements: int, first: int, last: int) -> Int32s:
    total = np.zeros((groups, statements, 3), dtype=np.int32)
    for person in range(first, last):
        group = label[person]
        if group >= 0:
            for index in range(starts[person], starts[person + 1]):
                total[group, codes[index] >> 2, codes[index] & 3] += 1
    return total


def spread(starts: Ints, codes: Int32s, mean: Floats, block: Floats) -> Floats:
    """The centred votes times `block` (statements x b), times the centred votes again: statements x b."""
    blocks = BLOCKS if len(codes) >= THREADS_PAY_FROM_VOTES else 1
    parts = in_threads(
        lambda first, last: _spread(starts, codes, mean, block, first, last),
        ranges_of(len(starts) - 1, blocks),
        len(codes),
    )
    return sum(parts[1:], start=parts[0])


@compiled
def _spread(starts: Ints, codes: Int32s, mean: Floats, block: Floats, first: int, last: int) -> Floats:
    statements, width = block.shape
    total = np.zeros((statements, width))
    place = np.empty(width)
    for person in range(first, last):
        place[:] = 0
        for index in range(starts[person], starts[person + 1]):
            statement = codes[index] >> 2
            centred = (codes[index] & 3) - 1 - mean[statement]
            for column in range(width):
                place[column] += centred * block[statement, column]
        for index in range(starts[person], starts[person + 1]):
            statement = codes[index] >> 2
            centred = (codes[index] & 3) - 1 - mean[statement]
            for column in range(width):
                total[statement, column] += centred * place[column]
    return total


@compiled
def cast(
    both_seen: Int32s,
    seen_vote: Int32s,
    vote_vote: Int32s,
    statements: Int32s,
    votes: Bytes,
    count: int,
    statement: int,
    vote: int,
) -> int:
    """Write a new or changed vote into the three matrices and the person's arrays; how many votes these hold now."""
    at = 0
    while at < count and statements[at] != statement:
        at += 1
    new = at == count
    before = 0 if new else votes[at]
    change = vote - before
    for index in range(count):
        if index == at:
            continue
        seen, voted = statements[index], votes[index]
        if new:
            both_seen[seen, statement] += 1
            both_seen[statement, seen] += 1
            seen_vote[statement, seen] += voted
        seen_vote[seen, statement] += change
        vote_vote[seen, statement] += voted * change
        vote_vote[statement, seen] += voted * change
    if new:
        both_seen[statement, statement] += 1
    seen_vote[statement, statement] += change
    vote_vote[statement, statement] += vote * vote - before * before
    statements[at], votes[at] = statement, vote
    return count + 1 if new else count
