"""Groups on the map: weighted k-means from several fixed starts, on whole-number places."""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Floats, Int32s, Ints
from gedragen.opinion.loops.kernels import Kernels

EXACT_UP_TO = 2_000  # people: below, every distinct place counts; above, cells of a grid
GRID = 64
STARTS = 8
MOST_STEPS = 60
PLACE_BITS = 28
DRAWS_SEED = 20_241_021


@dataclass(frozen=True)
class Places:
    """Distinct places of grouped people: `points` (n x 2) in units of `unit`, `weights` people on each.

    `of_person` (grouped people) is the place each stands on.
    """

    points: Ints
    weights: Ints
    of_person: Int32s
    unit: float


@dataclass(frozen=True)
class Clustering:
    """`centres` (k x 2) and `labels` (places); `inertia` in squared map units over all people."""

    centres: Floats
    labels: Int32s
    inertia: float

    @property
    def k(self) -> int:
        return len(self.centres)


def places_of(coordinates: Floats) -> Places:
    """Round coordinates (people x 2) to whole numbers, and gather people who stand together.

    Solvers differ in the last bits; rounding first keeps that out of the groups.
    """
    largest = float(np.abs(coordinates).max(initial=0.0))
    unit = 2.0 ** (np.ceil(np.log2(largest)) - PLACE_BITS) if largest > 0 else 1.0
    spots = np.rint(coordinates / unit).astype(np.int64)
    if len(spots) <= EXACT_UP_TO:
        points, of_person, weights = _distinct(spots)
    else:
        points, of_person, weights = _cells(spots)
    return Places(points, weights, of_person, float(unit))


def _distinct(spots: Ints) -> tuple[Ints, Int32s, Ints]:
    keys = (spots[:, 0] << 32) + spots[:, 1]
    _, first, of_person, weights = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    return spots[first], of_person.astype(np.int32), weights.astype(np.int64)


def _cells(spots: Ints) -> tuple[Ints, Int32s, Ints]:
    """A grid over the map; each cell in use becomes one place in the middle of its people."""
    across, along = spots.T.copy()
    cell = (_strip(across) * GRID + _strip(along)).astype(np.int32)
    people = np.bincount(cell, minlength=GRID * GRID)
    used = np.flatnonzero(people)
    middles = [np.rint(np.bincount(cell, axis, minlength=GRID * GRID)[used] / people[used]) for axis in (across, along)]
    rank = np.zeros(GRID * GRID, dtype=np.int32)
    rank[used] = np.arange(len(used), dtype=np.int32)
    return np.stack(middles, axis=1).astype(np.int64), rank[cell], people[used]


def _strip(axis: Ints) -> Ints:
    """In which of GRID equal strips each number lies."""
    low = int(axis.min())
    return (axis - low) // ((int(axis.max()) - low) // GRID + 1)


def cluster(places: Places, choices: list[int], using: Kernels) -> dict[int, Clustering]:
    """The best clustering found for each k in `choices`, groups in the order of their size (largest first).

    A k above the number of distinct places is left out.
    """
    choices = [k for k in choices if k <= len(places.points)]
    if not choices:
        return {}
    seeds = _seeds(places, max(choices))
    clusterings = {}
    for centres, labels, inertia in using.lloyd(places.points, places.weights, seeds, choices, MOST_STEPS):
        if np.bincount(labels, minlength=len(centres)).all():
            clusterings[len(centres)] = _by_size(centres, labels, inertia * places.unit**2, places.weights)
    return clusterings


def _seeds(places: Places, k: int) -> Floats:
    """k-means++ starts (STARTS x k x 2): places far from those already drawn, with fixed draws."""
    draws = np.random.Generator(np.random.PCG64(DRAWS_SEED)).random((k, STARTS))
    points, weights = places.points.astype(np.float64), places.weights.astype(np.float64)
    drawn = np.empty((STARTS, k), dtype=np.int64)
    nearest = np.full((STARTS, len(points)), np.inf)
    chance = np.tile(weights, (STARTS, 1))
    for pick in range(k):
        if pick:
            last = points[drawn[:, pick - 1]]
            distance = (points[:, 0] - last[:, 0:1]) ** 2 + (points[:, 1] - last[:, 1:2]) ** 2
            np.minimum(nearest, distance, out=nearest)
            chance = nearest * weights
        running = np.cumsum(chance, axis=1)
        target = draws[pick] * running[:, -1]
        drawn[:, pick] = np.minimum((running <= target[:, None]).sum(axis=1), len(points) - 1)
    return points[drawn]


def _by_size(centres: Floats, labels: Int32s, inertia: float, weights: Ints) -> Clustering:
    sizes = np.bincount(labels, weights, minlength=len(centres))
    order = np.lexsort((centres[:, 1], centres[:, 0], -sizes))
    rank = np.empty(len(centres), dtype=np.int32)
    rank[order] = np.arange(len(centres), dtype=np.int32)
    return Clustering(centres[order], rank[labels], inertia)
