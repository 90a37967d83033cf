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

from gedragen.opinion.arrays import Floats, Int32s, Ints
from gedragen.opinion.loops.ballots import NO_ROOM

Loop = TypeVar("Loop", bound=Callable[..., object])
Part = TypeVar("Part")

THREADS_PAY_FROM_VOTES = 40_000
BLOCKS = 64  # of people, the same whatever the number of threads: float sums are added block by block


def compiled(loop: Loop) -> Loop:
    """Compile once per machine, and let other threads run meanwhile."""
    return typing.cast(Loop, njit(nogil=True, cache=True)(loop))


def vectorised(loop: Loop) -> Loop:
    """The same, with sums in the processor's order: their last bits may differ."""
    return typing.cast(Loop, njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})(loop))


def thread_count() -> int:
    asked = os.environ.get("NUMBA_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    if asked.isdecimal():
        return max(1, int(asked))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_threads(work: Callable[[int, int], Part], ranges: list[tuple[int, int]], votes: int) -> list[Part]:
    """Do `work` on every range, in threads when there is enough to do; results in the order of the ranges.

    The calling thread works along and waits for no thread that has yet to begin: waking one takes a while.
    """
    threads = min(thread_count(), len(ranges))
    if threads == 1 or votes < THREADS_PAY_FROM_VOTES:
        return [work(first, last) for first, last in ranges]
    done: dict[int, Part] = {}
    waiting = iter(range(len(ranges)))

    def take() -> None:
        for at in waiting:
            done[at] = work(*ranges[at])

    helpers = [_pool(threads - 1).submit(take) for _ in range(threads - 1)]
    take()
    for helper in helpers:
        if not helper.cancel():
            helper.result()
    return [done[at] for at in range(len(ranges))]


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="opinion")


def ranges_of(people: int, blocks: int) -> list[tuple[int, int]]:
    bounds = [people * block // blocks for block in range(blocks + 1)]
    return [(first, last) for first, last in pairwise(bounds) if first < last] or [(0, 0)]


def project(starts: Ints, codes: Int32s, worth: Ints) -> Ints:
    """Sum over a person's votes of what their codes are worth (4 statements x 2): participants x 2."""
    result = np.empty((len(starts) - 1, 2), dtype=np.int64)
    in_threads(
        lambda first, last: _project(starts[first : last + 1], codes, worth, result[first:last]),
        ranges_of(len(result), thread_count()),
        len(codes),
    )
    return result


@compiled
def _project(starts: Ints, codes: Int32s, worth: Ints, result: Ints) -> None:
    for person in range(len(result)):
        across, along = np.int64(0), np.int64(0)
        for code in codes[starts[person] : starts[person + 1]]:
            across += worth[np.uint32(code), 0]
            along += worth[np.uint32(code), 1]
        result[person, 0], result[person, 1] = across, along


def count(starts: Ints, codes: Int32s, groups: int, label: Int32s, statements: int) -> Int32s:
    """Votes by group and statement: groups x statements x (disagree, pass, agree)."""
    parts = in_threads(
        lambda first, last: _count(starts[first : last + 1], codes, groups, label[first:last], statements),
        ranges_of(len(starts) - 1, thread_count() if len(codes) >= THREADS_PAY_FROM_VOTES else 1),
        len(codes),
    )
    total: Int32s = sum(parts[1:], start=parts[0]).reshape(groups, statements, 4)
    return total[..., :3]


@compiled
def _count(starts: Ints, codes: Int32s, groups: int, label: Int32s, statements: int) -> Int32s:
    total = np.zeros((groups, 4 * statements), dtype=np.int32)
    for person in range(len(label)):
        if label[person] >= 0:
            own = total[label[person]]
            for code in codes[starts[person] : starts[person + 1]]:
                own[np.uint32(code)] += 1
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
def cast(cells: Int32s, people: Ints, codes: Int32s, person: int, statement: int, vote: int) -> int:
    """Write a new or changed vote into `PairState.of_cells` and the ballots: 1 if new, 0 if changed, or NO_ROOM."""
    if not (0 <= person < len(people) and 0 <= statement < len(cells) and -1 <= vote <= 1):
        return NO_ROOM
    own = people[person]
    first, count = own[0], own[1]
    theirs, at = codes[first : first + count], 0
    while at < count and theirs[at] >> 2 != statement:
        at += 1
    new = int(at == count)
    if new and count == own[2]:
        return NO_ROOM
    before = 0 if new else (theirs[at] & 3) - 1
    change = vote - before
    row = cells[statement]
    for index in range(count):
        if index != at:
            cell, voted = row[np.uint32(theirs[index]) >> np.uint32(2)], (theirs[index] & 3) - 1
            cell[0] += new
            cell[1] += new * voted
            cell[2] += change
            cell[3] += voted * change
    same = row[statement]
    same[0] += new
    same[1] += change
    same[3] += vote * vote - before * before
    codes[first + at] = statement * 4 + vote + 1
    own[1] += new
    return new
