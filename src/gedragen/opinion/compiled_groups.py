"""k-means and silhouettes compiled by numba. Same results as `plain.py`; silhouettes to nine decimals."""

from typing import cast

import numpy as np
from numba import njit

from gedragen.opinion.arrays import Floats, Int32s, Ints
from gedragen.opinion.compiled import Loop, compiled, in_threads, ranges_of


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
