"""k-means and silhouettes compiled by numba. Same results as `plain.py`; silhouettes to nine decimals, on which k is chosen."""

from typing import cast

import numpy as np

from gedragen.opinion.arrays import Floats, Int32s, Ints
from gedragen.opinion.compiled import compiled, in_threads, ranges_of, vectorised


@compiled
def lloyd(points: Ints, weights: Ints, first: Floats, steps: int) -> tuple[Floats, Int32s, float]:
    """Weighted k-means from several starts (starts x k x 2); the best start's centres, labels, inertia.

    Sums are whole numbers, so the order of adding changes no centre.
    """
    across, along = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    heavy = weights.astype(np.float64)
    across_heavy, along_heavy = across * heavy, along * heavy
    starts = len(first)
    inertias = np.empty(starts)
    centres = first.copy()
    labels = np.empty((starts, len(points)), dtype=np.int32)
    distances = np.empty(len(points))
    for start in range(starts):
        centre, label = centres[start], labels[start]
        for _ in range(steps):
            _nearest(across, along, centre, label, distances)
            moved = False
            for group in range(len(centre)):
                moved |= _move(across_heavy, along_heavy, heavy, label, group, centre[group])
            if not moved:
                break
        _nearest(across, along, centre, label, distances)
        inertias[start] = (distances * heavy).sum()
    best = 0
    while inertias[best] > inertias.min() * (1 + 1e-9):
        best += 1
    return centres[best], labels[best], inertias[best]


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

    Points that every clustering keeps together are summed together, so the distances are read only once.
    """
    _, patch = np.unique(labels, axis=1, return_inverse=True)
    patch = patch.reshape(-1)
    order = np.argsort(patch, kind="stable")
    ordered = np.ascontiguousarray(labels[:, order])
    bounds = np.concatenate(([0], np.cumsum(np.bincount(patch))))
    across, along = np.ascontiguousarray(points[order, 0]), np.ascontiguousarray(points[order, 1])
    heavy = weights[order].astype(np.float64)
    parts = in_threads(
        lambda first, last: _silhouettes(across, along, heavy, ordered, groups, bounds, first, last),
        ranges_of(len(points), 8),
        len(points) * len(points) // 4,
    )
    return cast(Floats, sum(parts[1:], start=parts[0]) / heavy.sum())


@compiled
def _silhouettes(
    across: Floats, along: Floats, heavy: Floats, labels: Int32s, groups: Ints, bounds: Ints, first: int, last: int
) -> Floats:
    choices = len(labels)
    sizes = np.zeros((choices, groups.max()))
    for choice in range(choices):
        for point in range(len(across)):
            sizes[choice, labels[choice, point]] += heavy[point]
    total = np.zeros(choices)
    reach = np.empty_like(sizes)
    for point in range(first, last):
        reach[:] = 0
        for patch in range(len(bounds) - 1):
            low = bounds[patch]
            length = _reach(across, along, heavy, across[point], along[point], low, bounds[patch + 1])
            for choice in range(choices):
                reach[choice, labels[choice, low]] += length
        for choice in range(choices):
            total[choice] += heavy[point] * _silhouette(reach[choice], sizes[choice], labels[choice, point])
    return total


@compiled
def _silhouette(reach: Floats, sizes: Floats, own: int) -> float:
    """Of one point; `reach` and `sizes` are summed distances to each group and its people."""
    outside = np.inf
    for group in range(len(sizes)):
        if group != own and sizes[group] > 0:
            outside = min(outside, reach[group] / sizes[group])
    if sizes[own] <= 1 or outside == np.inf:
        return 0.0
    inside = reach[own] / (sizes[own] - 1)
    larger = max(inside, outside)
    return (outside - inside) / larger if larger > 0 else 0.0


@vectorised
def _reach(across: Floats, along: Floats, heavy: Floats, x: float, y: float, first: int, last: int) -> float:
    total = 0.0
    for point in range(first, last):
        right, up = across[point] - x, along[point] - y
        total += heavy[point] * np.sqrt(right * right + up * up)
    return total
