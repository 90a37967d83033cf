"""The heavy loops compiled by numba, over as many threads as the machine has. Same results as `plain.py`.

Threads add up whole numbers or write to their own people, so their number cannot change a result.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar, cast

import numpy as np
from numba import njit  # type: ignore[import-untyped]

from gedragen.opinion import plain
from gedragen.opinion.arrays import AnyInts, Bytes, Floats, Int32s, Ints

Loop = TypeVar("Loop", bound=Callable[..., object])
Part = TypeVar("Part")

THREADS_PAY_FROM_VOTES = 40_000
PACKED_PEOPLE = 32_000  # four sums share 64 bits, so none may pass 2**15
BLOCKS = 64  # of people, the same whatever the number of threads: float sums are added block by block


def compiled(loop: Loop) -> Loop:
    """Compile once per machine, and let other threads run meanwhile."""
    return cast(Loop, njit(nogil=True, cache=True)(loop))


def thread_count() -> int:
    asked = os.environ.get("NUMBA_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS") or ""
    return max(1, int(asked)) if asked.isdigit() else len(os.sched_getaffinity(0))


def _run(work: Callable[[int, int], Part], ranges: list[tuple[int, int]], votes: int) -> list[Part]:
    """Do `work` on every range, in threads when there is enough to do; results in the order of the ranges."""
    threads = thread_count()
    if threads == 1 or len(ranges) == 1 or votes < THREADS_PAY_FROM_VOTES:
        return [work(first, last) for first, last in ranges]
    return list(_pool(threads).map(lambda bounds: work(*bounds), ranges))


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="opinion")


def _ranges(people: int, blocks: int) -> list[tuple[int, int]]:
    bounds = [people * block // blocks for block in range(blocks + 1)]
    return [(first, last) for first, last in zip(bounds, bounds[1:], strict=False) if first < last] or [(0, 0)]


def rows(
    participant: AnyInts, statement: AnyInts, vote: Bytes, participants: int, statements: int
) -> tuple[Ints, Int32s, int]:
    """Sort loose votes by participant, then statement: one number a vote, each thread sorts its own people."""
    ranges = _ranges(participants, thread_count() if len(participant) >= THREADS_PAY_FROM_VOTES else 1)
    lasts = np.array([last for _, last in ranges], dtype=np.int64)
    keys = np.empty(len(participant), dtype=np.int64)
    bounds = _sort_keys(participant, statement, vote, statements, lasts, keys)
    starts = np.zeros(participants + 1, dtype=np.int64)
    codes = np.empty(len(participant), dtype=np.int32)

    def one_range(first: int, last: int) -> int:
        at = int(np.searchsorted(lasts, last))
        keys[bounds[at] : bounds[at + 1]].sort()
        return _decode(keys, statements, bounds[at], bounds[at + 1], first, last, starts, codes)

    doubles = [person for person in _run(one_range, ranges, len(participant)) if person >= 0]
    return starts, codes, min(doubles) if doubles else -1


@compiled
def _sort_keys(
    participant: AnyInts, statement: AnyInts, vote: Bytes, statements: int, lasts: Ints, keys: Ints
) -> Ints:
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
    threads = thread_count() if len(codes) >= THREADS_PAY_FROM_VOTES else 1
    ranges = _ranges(people, max(threads, -(-people // PACKED_PEOPLE)))
    for batch in range(0, len(ranges), threads):  # a packed matrix for each thread, not for each range
        for packed in _run(
            lambda first, last: _packed_pairs(starts, codes, statements, first, last),
            ranges[batch : batch + threads],
            len(codes),
        ):
            _unpack(packed, *total)
    _mirror(*total)
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
def _mirror(both_seen: Int32s, seen_vote: Int32s, vote_vote: Int32s) -> None:
    for row in range(len(both_seen)):
        for column in range(row):
            both_seen[row, column] = both_seen[column, row]
            vote_vote[row, column] = vote_vote[column, row]


def project(starts: Ints, codes: Int32s, vote_weight: Ints, seen_weight: Ints) -> Ints:
    """Sum over a person's votes of vote x vote_weight - seen_weight (both statements x 2): participants x 2."""
    result = np.empty((len(starts) - 1, 2), dtype=np.int64)
    _run(
        lambda first, last: _project(starts, codes, vote_weight, seen_weight, result, first, last),
        _ranges(len(result), thread_count()),
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
    parts = _run(
        lambda first, last: _count(starts, codes, groups, label, statements, first, last),
        _ranges(len(starts) - 1, thread_count() if len(codes) >= THREADS_PAY_FROM_VOTES else 1),
        len(codes),
    )
    return cast(Int32s, sum(parts[1:], start=parts[0]))


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
    parts = _run(
        lambda first, last: _spread(starts, codes, mean, block, first, last),
        _ranges(len(starts) - 1, blocks),
        len(codes),
    )
    return cast(Floats, sum(parts[1:], start=parts[0]))


@compiled
def _spread(
    starts: Ints, codes: Int32s, mean: Floats, block: Floats, first: int, last: int
) -> Floats:
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
def lloyd(points: Ints, weights: Ints, first: Floats, steps: int) -> tuple[Floats, Int32s, float]:
    """Weighted k-means from several starts (starts x k x 2); the best start's centres, labels, inertia."""
    starts = len(first)
    across, along = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    heavy = weights.astype(np.float64)
    inertias = np.empty(starts)
    centres = first.copy()
    labels = np.full((starts, len(points)), -1, dtype=np.int32)
    for start in range(starts):
        centre, label = centres[start], labels[start]
        for _ in range(steps):
            sums = np.zeros((len(centre), 3))
            moved, inertias[start] = _assign(across, along, heavy, centre, label, sums)
            if not moved:
                break
            for group in range(len(centre)):
                if sums[group, 2] > 0:
                    centre[group, 0] = sums[group, 0] / sums[group, 2]
                    centre[group, 1] = sums[group, 1] / sums[group, 2]
        _, inertias[start] = _assign(across, along, heavy, centre, label, np.zeros((len(centre), 3)))
    best = 0
    while inertias[best] > inertias.min() * (1 + 1e-9):
        best += 1
    return centres[best], labels[best], inertias[best]


@compiled
def _assign(
    across: Floats, along: Floats, heavy: Floats, centre: Floats, label: Int32s, sums: Floats
) -> tuple[bool, float]:
    """Label every point by its nearest centre and add it up there; whether a label changed, and the inertia."""
    moved, inertia = False, 0.0
    for point in range(len(across)):
        x, y = across[point], along[point]
        nearest, best = 0, np.inf
        for group in range(len(centre)):
            right, up = x - centre[group, 0], y - centre[group, 1]
            distance = right * right + up * up
            if distance < best:
                nearest, best = group, distance
        if label[point] != nearest:
            label[point] = nearest
            moved = True
        weight = heavy[point]
        sums[nearest, 0] += weight * x
        sums[nearest, 1] += weight * y
        sums[nearest, 2] += weight
        inertia += weight * best
    return moved, inertia


def silhouettes(points: Floats, weights: Ints, labels: Int32s, groups: Ints) -> Floats:
    """Mean silhouette of each clustering in `labels` (choices x n); a point stands for `weights` people.

    Points that every clustering keeps together are summed together, so the distances are read only once.
    """
    _, patch = np.unique(labels, axis=1, return_inverse=True)
    patch = patch.reshape(-1)
    order = np.argsort(patch, kind="stable")
    ordered = np.ascontiguousarray(labels[:, order])
    bounds = np.concatenate(([0], np.cumsum(np.bincount(patch))))
    across, along = np.ascontiguousarray(points[order, 0]), np.ascontiguousarray(points[order, 1])
    heavy = weights[order].astype(np.float64)
    parts = _run(
        lambda first, last: _silhouettes(across, along, heavy, ordered, groups, bounds, first, last),
        _ranges(len(points), 8),
        len(points) * len(points) // 4,
    )
    return cast(Floats, sum(parts[1:], start=parts[0]) / heavy.sum())


@compiled
def _silhouettes(
    across: Floats, along: Floats, heavy: Floats, labels: Int32s, groups: Ints, bounds: Ints, first: int, last: int
) -> Floats:
    choices, patches = len(labels), len(bounds) - 1
    most = groups.max()
    sizes = np.zeros((choices, most))
    for choice in range(choices):
        for point in range(len(across)):
            sizes[choice, labels[choice, point]] += heavy[point]
    total = np.zeros(choices)
    reach = np.empty((choices, most))
    for point in range(first, last):
        reach[:] = 0
        for patch in range(patches):
            low = bounds[patch]
            length = _reach(across, along, heavy, across[point], along[point], low, bounds[patch + 1])
            for choice in range(choices):
                reach[choice, labels[choice, low]] += length
        for choice in range(choices):
            own, outside = labels[choice, point], np.inf
            company = sizes[choice, own] - 1
            for group in range(groups[choice]):
                if group != own and sizes[choice, group] > 0:
                    outside = min(outside, reach[choice, group] / sizes[choice, group])
            if company > 0 and outside < np.inf:
                inside = reach[choice, own] / company
                if max(inside, outside) > 0:
                    total[choice] += heavy[point] * (outside - inside) / max(inside, outside)
    return total


def _vectorised(loop: Loop) -> Loop:
    """Let the sum be taken in the processor's order: the last bits may differ, and k is chosen on nine decimals."""
    return cast(Loop, njit(nogil=True, cache=True, fastmath={"reassoc", "contract"})(loop))


@_vectorised
def _reach(across: Floats, along: Floats, heavy: Floats, x: float, y: float, first: int, last: int) -> float:
    total = 0.0
    for point in range(first, last):
        right, up = across[point] - x, along[point] - y
        total += heavy[point] * np.sqrt(right * right + up * up)
    return total
