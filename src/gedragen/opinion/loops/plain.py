"""The heavy loops in plain numpy: what runs where numba is not installed. Same results as `compiled.py`.

Every loop takes its votes in blocks, so that it needs some tens of megabytes beside its input.
"""

from collections.abc import Iterator

import numpy as np

from gedragen.opinion.arrays import NO_PERSON, OUTSIDE, AnyInts, Bytes, Flags, Floats, Int32s, Ints

BLOCK_VOTES = 400_000
BLOCK_CELLS = 3_000_000
SAME_INERTIA = 1 + 1e-9


def rows(
    participant: AnyInts, statement: AnyInts, vote: Bytes, participants: int, statements: int
) -> tuple[Ints, Int32s, int]:
    """Sort loose votes by participant, then statement: one sort of one number a vote."""
    if not (_inside(participant, 0, participants) and _inside(statement, 0, statements) and _inside(vote, -1, 2)):
        return np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32), OUTSIDE
    keys = participant.astype(np.int64)
    keys *= statements
    keys += statement
    keys *= 4
    keys += vote
    keys += 1
    keys.sort()
    counts = np.zeros(participants, dtype=np.int64)
    codes = np.empty(len(keys), dtype=np.int32)
    for part in _parts(len(keys), BLOCK_VOTES):
        person, code = np.divmod(keys[part], 4 * statements)
        codes[part] = code
        counts += np.bincount(person, minlength=participants)
    starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
    return starts, codes, _first_double(keys, statements)


def _inside(numbers: AnyInts, low: int, end: int) -> bool:
    return not len(numbers) or bool(numbers.min() >= low and numbers.max() < end)


def _first_double(keys: Ints, statements: int) -> int:
    for part in _parts(len(keys) - 1, BLOCK_VOTES):
        pair = keys[part.start : part.stop + 1] >> 2
        double = np.flatnonzero(pair[1:] == pair[:-1])
        if len(double):
            return int(pair[double[0]] // statements)
    return NO_PERSON


def pairs(starts: Ints, codes: Int32s, statements: int) -> tuple[Int32s, Int32s, Int32s]:
    """Sums over people of seen x seen, seen x vote and vote x vote, for every pair of statements.

    Single precision is exact here: no block holds 2**24 people.
    """
    shape = (statements, statements)
    both_seen, seen_vote, vote_vote = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    people = max(1, BLOCK_CELLS // max(1, statements))
    for first in range(0, len(starts) - 1, people):
        bounds = starts[first : first + people + 1]
        part = codes[bounds[0] : bounds[-1]]
        person = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        seen = np.zeros((len(bounds) - 1, statements), dtype=np.float32)
        vote = np.zeros_like(seen)
        seen[person, part >> 2] = 1
        vote[person, part >> 2] = (part & 3) - 1
        both_seen += (seen.T @ seen).astype(np.int32)
        seen_vote += (seen.T @ vote).astype(np.int32)
        vote_vote += (vote.T @ vote).astype(np.int32)
    return both_seen, seen_vote, vote_vote


def centred_gram(both_seen: Int32s, seen_vote: Int32s, vote_vote: Int32s, mean: Floats) -> Floats:
    """Sum over people of the centred votes on a times those on b (statements x statements)."""
    either: Floats = both_seen * (mean / 2)
    either -= seen_vote
    either *= mean[:, None]  # seen a x (half the mean of b - vote on b) x mean a
    gram = either + either.T
    gram += vote_vote
    return gram


def project(starts: Ints, codes: Int32s, worth: Ints) -> Ints:
    """Sum over a person's votes of what their codes are worth (4 statements x 2): participants x 2."""
    result = np.empty((len(starts) - 1, 2), dtype=np.int64)
    for first, last in _people_blocks(starts):
        part = codes[starts[first] : starts[last]]
        running = np.zeros((len(part) + 1, 2), dtype=np.int64)
        np.cumsum(worth[part], axis=0, out=running[1:])
        bounds = starts[first : last + 1] - starts[first]
        result[first:last] = running[bounds[1:]] - running[bounds[:-1]]
    return result


def count(starts: Ints, codes: Int32s, groups: int, label: Int32s, statements: int) -> Int32s:
    """Votes by group and statement: groups x statements x (disagree, pass, agree)."""
    total = np.zeros(groups * statements * 3, dtype=np.int64)
    for first, last in _people_blocks(starts):
        part = codes[starts[first] : starts[last]]
        group = np.repeat(label[first:last], np.diff(starts[first : last + 1]))
        grouped = group >= 0
        part, group = part[grouped], group[grouped].astype(np.int64)
        total += np.bincount((group * statements + (part >> 2)) * 3 + (part & 3), minlength=len(total))
    return total.reshape(groups, statements, 3).astype(np.int32)


def spread(starts: Ints, codes: Int32s, mean: Floats, block: Floats) -> Floats:
    """The centred votes times `block` (statements x b), times the centred votes again: statements x b."""
    statements, width = block.shape
    total = np.zeros_like(block)
    for first, last in _people_blocks(starts):
        part = codes[starts[first] : starts[last]]
        statement = part >> 2
        centred = (part & 3) - 1 - mean[statement]
        person = np.repeat(np.arange(last - first), np.diff(starts[first : last + 1]))
        for column in range(width):
            place = np.bincount(person, centred * block[statement, column], minlength=last - first)
            total[:, column] += np.bincount(statement, centred * place[person], minlength=statements)
    return total


def lloyd(
    points: Ints, weights: Ints, seeds: Floats, choices: list[int], steps: int
) -> list[tuple[Floats, Int32s, float]]:
    """Weighted k-means from several starts (starts x most groups x 2); the best centres, labels, inertia of each k."""
    return [_lloyd(points, weights, seeds[:, :k], steps) for k in choices]


def _lloyd(points: Ints, weights: Ints, first: Floats, steps: int) -> tuple[Floats, Int32s, float]:
    """For one k, from all starts at once.

    Points are whole numbers, so sums, centres and labels do not depend on the order of adding.
    """
    centres = first.copy()
    starts, groups, _ = centres.shape
    labels = np.full((starts, len(points)), -1, dtype=np.int64)
    weighted = points * weights[:, None]
    for _ in range(steps):
        new, _ = _nearest(points, centres)
        moving = (new != labels).any(axis=1)
        labels = new
        if not moving.any():
            break
        slot = (labels + np.arange(starts)[:, None] * groups).ravel()
        size = starts * groups
        share = np.bincount(slot, np.tile(weights, starts), minlength=size)
        sums = [np.bincount(slot, np.tile(weighted[:, axis], starts), minlength=size) for axis in (0, 1)]
        filled = share > 0
        flat = centres.reshape(size, 2)
        for axis in (0, 1):
            flat[filled, axis] = sums[axis][filled] / share[filled]
    labels, distance = _nearest(points, centres)
    inertia = distance @ weights.astype(np.float64)
    best = int(np.flatnonzero(inertia <= inertia.min() * SAME_INERTIA)[0])
    return centres[best], labels[best].astype(np.int32), float(inertia[best])


def nearest(points: Floats, centres: Floats) -> Int32s:
    """The centre (k x 2) nearest to each point (n x 2)."""
    labels: Int32s = _nearest(points, centres[None])[0][0].astype(np.int32)
    return labels


def _nearest(points: Ints | Floats, centres: Floats) -> tuple[Ints, Floats]:
    """Nearest centre of each point and the squared distance to it, for every start: starts x n."""
    best = np.full((len(centres), len(points)), np.inf)
    label = np.zeros(best.shape, dtype=np.int64)
    for group in range(centres.shape[1]):
        across = points[:, 0] - centres[:, group, 0][:, None]
        along = points[:, 1] - centres[:, group, 1][:, None]
        distance = across * across + along * along
        nearer = distance < best
        best[nearer] = distance[nearer]
        label[nearer] = group
    return label, best


def silhouettes(points: Floats, weights: Ints, labels: Int32s, groups: Ints) -> Floats:
    """Mean silhouette of each clustering in `labels` (choices x n); a point stands for `weights` people."""
    offsets = np.concatenate(([0], np.cumsum(groups)))
    members = np.zeros((len(points), int(offsets[-1])))
    for choice, label in enumerate(labels):
        members[np.arange(len(points)), offsets[choice] + label] = weights
    sizes = members.sum(axis=0)
    total = np.zeros(len(labels))
    block = max(1, BLOCK_CELLS // 8 // max(1, len(points)))
    for part in _parts(len(points), block):
        across = points[part, 0][:, None] - points[:, 0]
        along = points[part, 1][:, None] - points[:, 1]
        across *= across
        along *= along
        across += along
        reach = np.sqrt(across, out=across) @ members
        for choice, label in enumerate(labels):
            own = slice(offsets[choice], offsets[choice + 1])
            total[choice] += _silhouette_sum(reach[:, own], sizes[own], label[part], weights[part])
    total /= weights.sum()
    return total


def _silhouette_sum(reach: Floats, sizes: Floats, label: Int32s, weights: Ints) -> float:
    at = np.arange(len(label))
    company = sizes[label] - 1
    inside = reach[at, label] / np.maximum(company, 1)
    away = np.divide(reach, sizes, out=np.full_like(reach, np.inf), where=sizes > 0)
    away[at, label] = np.inf
    outside = away.min(axis=1)
    larger = np.maximum(inside, outside)
    counted: Flags = (company > 0) & np.isfinite(outside) & (larger > 0)
    return float((((outside - inside)[counted] / larger[counted]) * weights[counted]).sum())


def _parts(length: int, block: int) -> Iterator[slice]:
    for first in range(0, length, block):
        yield slice(first, min(first + block, length))


def _people_blocks(starts: Ints) -> Iterator[tuple[int, int]]:
    """Ranges of people who together cast about BLOCK_VOTES votes."""
    first, people = 0, len(starts) - 1
    while first < people:
        last = int(np.searchsorted(starts, starts[first] + BLOCK_VOTES, side="right")) - 1
        last = min(max(last, first + 1), people)
        yield first, last
        first = last
