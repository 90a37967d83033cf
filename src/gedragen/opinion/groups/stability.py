"""Would the same groups be found among other people? Groups of 80% of the people against those of all."""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Floats, Int32s
from gedragen.opinion.groups.analysis import OpinionMap, draw_map, labels_for
from gedragen.opinion.groups.choose_k import STABLE, choose_k
from gedragen.opinion.loops.kernels import Kernels, kernels
from gedragen.opinion.votes import VoteRows

DRAWS = 8
PART = 0.8
MOST_PEOPLE = 20_000
SEED = 80


@dataclass(frozen=True)
class Stability:
    """`agreement`: for each k the mean adjusted Rand index over the draws; 1 is the same groups every time."""

    agreement: dict[int, float]

    def sure(self, k: int) -> bool:
        return self.agreement.get(k, 0.0) >= STABLE


def stability_of(rows: VoteRows, drawing: OpinionMap, *, using: Kernels | None = None) -> Stability:
    """Draw 80% of the grouped people (20,000 at most) eight times with fixed seeds, and group them anew.

    They are asked for the same numbers of groups as everybody, even where fewer people would not be.
    """
    tools = using or kernels()
    people = np.flatnonzero(drawing.grouped)
    size = min(int(len(people) * PART), MOST_PEOPLE)
    labels = {k: labels_for(drawing, k) for k in drawing.clusterings}
    agreements: dict[int, list[float]] = {k: [] for k in labels}
    for draw in range(DRAWS if labels else 0):
        chance = np.random.Generator(np.random.PCG64(SEED + draw)).random(len(people))
        chosen = np.zeros(rows.participants, dtype=np.bool_)
        chosen[people[np.argsort(chance, kind="stable")[:size]]] = True
        part = rows.chosen(chosen)
        everybody = np.ones(part.participants, dtype=np.bool_)
        again = draw_map(part, drawing.kept, before=everybody, choices=list(labels), using=tools)
        for k, label in labels.items():
            agreements[k].append(agreement(label[chosen], labels_for(again, k)) if k in again.clusterings else 0.0)
    return Stability({k: float(np.mean(values)) for k, values in agreements.items()})


def stable_k(drawing: OpinionMap, stability: Stability) -> int:
    """The number of groups by silhouette and stability together; 1 when there is no map."""
    return choose_k(drawing.silhouettes, stability.agreement) if drawing.silhouettes else 1


def agreement(first: Int32s, second: Int32s) -> float:
    """Adjusted Rand index of two groupings of the same people: 1 the same, about 0 by chance."""
    table = np.zeros((int(first.max(initial=0)) + 1, int(second.max(initial=0)) + 1))
    np.add.at(table, (first, second), 1)
    together = _pairs(table).sum()
    in_first, in_second = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    total = _pairs(np.array(float(len(first)))).sum()
    by_chance = in_first * in_second / total if total else 0.0
    largest = (in_first + in_second) / 2
    return 1.0 if largest == by_chance else float((together - by_chance) / (largest - by_chance))


def _pairs(counts: Floats) -> Floats:
    return counts * (counts - 1) / 2
