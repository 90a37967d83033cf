"""k-means and silhouettes compiled by numba. Same results as `plain.py`, silhouettes to nine decimals at least."""

import numpy as np

from gedragen.opinion.arrays import Floats, Int32s, Ints
from gedragen.opinion.loops.compiled import (
    THREADS_PAY_FROM_VOTES,
    compiled,
    in_threads,
    ranges_of,
    vectorised,
)

BLOCKS, FEW_POINTS = 8, 500
THREADS_PAY_FROM_DISTANCES = 8_000  # in one step
SAME_INERTIA = 1 + 1e-9


def lloyd(
    points: Ints, weights: Ints, seeds: Floats, choices: list[int], steps: int
) -> list[tuple[Floats, Int32s, float]]:
    """Weighted k-means from several starts (starts x most groups x 2); the best centres, labels, inertia of each k."""
    starts = len(seeds)
    groups = np.repeat(np.array(choices), starts)
    centres = np.tile(seeds, (len(choices), 1, 1))
    labels, inertias = np.empty((len(groups), len(points)), dtype=np.int32), np.empty(len(groups))
    pays = starts * choices[-1] * len(points) >= THREADS_PAY_FROM_DISTANCES
    in_threads(
        lambda first, last: _lloyd(
            points, weights, groups[first:last], steps, centres[first:last], labels[first:last], inertias[first:last]
        ),
        ranges_of(len(groups), BLOCKS if pays else 1)[::-1],  # more groups take longer: these first
        THREADS_PAY_FROM_VOTES,
    )
    tied = inertias.reshape(-1, starts) <= inertias.reshape(-1, starts).min(axis=1, keepdims=True) * SAME_INERTIA
    best = tied.argmax(axis=1) + np.arange(len(choices)) * starts
    return [(centres[run, :k], labels[run], float(inertias[run])) for run, k in zip(best, choices, strict=True)]


@compiled
def _lloyd(
    points: Ints, weights: Ints, groups: Ints, steps: int, centres: Floats, labels: Int32s, inertias: Floats
) -> None:
    """Centres, labels and inertia of each run. Sums are whole numbers, so the order of adding changes no centre."""
    across, along = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    heavy = weights.astype(np.float64)
    across_heavy, along_heavy = across * heavy, along * heavy
    distances = np.empty(len(points))
    for run in range(len(groups)):
        centre, label = centres[run, : groups[run]], labels[run]
        for _ in range(steps):
            _nearest(across, along, centre, label, distances)
            moved = False
            for group in range(len(centre)):
                moved |= _move(across_heavy, along_heavy, heavy, label, group, centre[group])
            if not moved:
                break
        _nearest(across, along, centre, label, distances)
        inertias[run] = (distances * heavy).sum()


@compiled
def nearest(points: Floats, centres: Floats) -> Int32s:
    """The centre (k x 2) nearest to each point (n x 2)."""
    label = np.empty(len(points), dtype=np.int32)
    _nearest(points[:, 0], points[:, 1], centres, label, np.empty(len(points)))
    return label


@compiled
def _nearest(across: Floats, along: Floats, centre: Floats, label: Int32s, distances: Floats) -> None:
    """Label every point by its nearest centre; the squared distance to it."""
    for group in range(len(centre)):
        x, y = centre[group]
        for point in range(len(across)):
            right, up = across[point] - x, along[point] - y
            distance = right * right + up * up
            nearer = group == 0 or distance < distances[point]
            label[point] = group if nearer else label[point]
            distances[point] = distance if nearer else distances[point]


@vectorised
def _move(across: Floats, along: Floats, heavy: Floats, label: Int32s, group: int, centre: Floats) -> bool:
    """Put the centre in the middle of its points, given times their weights; whether that is elsewhere."""
    x, y, weight = 0.0, 0.0, 0.0
    for point in range(len(label)):
        mine = label[point] == group
        x += across[point] if mine else 0.0
        y += along[point] if mine else 0.0
        weight += heavy[point] if mine else 0.0
    if weight == 0:
        return False
    moved = bool(centre[0] != x / weight or centre[1] != y / weight)
    centre[0], centre[1] = x / weight, y / weight
    return moved


def silhouettes(points: Floats, weights: Ints, labels: Int32s, groups: Ints) -> Floats:
    """Mean silhouette of each clustering in `labels` (choices x n); a point stands for `weights` people.

    Points that every clustering keeps together are a patch: distances are added up by patch, each read only once.
    """
    together = np.zeros(len(points), dtype=np.int64)
    for label, k in zip(labels, groups, strict=True):
        together = together * k + label
    order = np.argsort(together, kind="stable")
    ends = np.flatnonzero(np.diff(together[order])) + 1
    bounds = np.concatenate((np.zeros(1, dtype=np.int64), ends, [len(points)]))
    across, along = np.ascontiguousarray(points[order, 0]), np.ascontiguousarray(points[order, 1])
    heavy = weights[order].astype(np.float64)
    parts = in_threads(
        lambda first, last: _reaches(across, along, heavy, bounds, first, last),
        ranges_of(len(points), BLOCKS if len(points) > FEW_POINTS else 1),
        len(points) * len(points) // 8,
    )
    reach = parts[0]
    for part in parts[1:]:
        reach += part
    return _mean_silhouettes(reach, heavy, np.ascontiguousarray(labels[:, order]), groups, bounds)


@compiled
def _reaches(across: Floats, along: Floats, heavy: Floats, bounds: Ints, first: int, last: int) -> Floats:
    """Summed distances of every point to every patch (patches x n), of pairs whose former is in `first` to `last`."""
    reach = np.zeros((len(bounds) - 1, len(across)))
    for own in range(len(bounds) - 1):
        for point in range(max(first, bounds[own]), min(last, bounds[own + 1])):
            for patch in range(own, len(bounds) - 1):
                low = max(bounds[patch], point + 1)
                reach[patch, point] += _reach(across, along, heavy, point, low, bounds[patch + 1], reach[own])
    return reach


@vectorised
def _reach(across: Floats, along: Floats, heavy: Floats, point: int, low: int, high: int, back: Floats) -> float:
    """Summed distances of a point to those from `low` to `high`; each of them is told the way back."""
    x, y, weight, total = across[point], along[point], heavy[point], 0.0
    others, ups, weights, reached = across[low:high], along[low:high], heavy[low:high], back[low:high]
    for other in range(len(others)):
        right, up = others[other] - x, ups[other] - y
        distance = np.sqrt(right * right + up * up)
        total += weights[other] * distance
        reached[other] += weight * distance
    return total


@compiled
def _mean_silhouettes(reach: Floats, heavy: Floats, labels: Int32s, groups: Ints, bounds: Ints) -> Floats:
    mean = np.zeros(len(labels))
    for choice in range(len(labels)):
        own, k = labels[choice], groups[choice]
        sizes = np.zeros(k)
        for point in range(len(own)):
            sizes[own[point]] += heavy[point]
        away = np.zeros((k, len(own)))
        for patch in range(len(bounds) - 1):
            away[own[bounds[patch]]] += reach[patch]
        mean[choice] = _silhouette_sum(away, sizes, own, heavy)
    mean /= heavy.sum()
    return mean


@compiled
def _silhouette_sum(away: Floats, sizes: Floats, own: Int32s, heavy: Floats) -> float:
    """`away` are summed distances to each group (k x n), `sizes` its people."""
    inside, outside = np.zeros(len(own)), np.full(len(own), np.inf)
    for group in range(len(sizes)):
        size, reach = sizes[group], away[group]
        company = max(size - 1, 1.0)
        for point in range(len(own)):
            if own[point] == group:
                inside[point] = reach[point] / company
            elif size > 0:
                outside[point] = min(outside[point], reach[point] / size)
    total = 0.0
    for point in range(len(own)):
        larger = max(inside[point], outside[point])
        if sizes[own[point]] > 1 and larger < np.inf and larger > 0:
            total += heavy[point] * ((outside[point] - inside[point]) / larger)
    return total
