"""Ballots and costs as the rule reads them: equal ballots are one weighted voter, money is exact."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np

from gedragen.opinion.arrays import Floats, Int32s, Ints

Utility = Literal["cost", "cardinality"]


class ElectionRefused(ValueError):
    """This election cannot be counted; the text says why."""


@dataclass(frozen=True, eq=False)
class Election:
    """Projects in the order in which ties are broken (by name), and the different ballots with their number.

    `supporters[starts[p] : starts[p + 1]]` are the ballots that approve project p; `weights` says how many
    voters cast each ballot. `voters` counts everybody, those who approved nothing too.
    """

    budget: Fraction
    projects: tuple[str, ...]
    costs: tuple[Fraction, ...]
    starts: Ints
    supporters: Int32s
    weights: Ints
    voters: int

    @cached_property
    def support(self) -> Ints:
        """How many voters approve each project."""
        running = np.concatenate(([0], np.cumsum(self.weights[self.supporters])))
        return running[self.starts[1:]] - running[self.starts[:-1]]

    @cached_property
    def costs_rounded(self) -> Floats:
        return np.array([float(cost) for cost in self.costs])

    @cached_property
    def costs_whole(self) -> Ints:
        """Costs in the smallest unit that makes all of them whole; all 0 when that is too large to multiply."""
        unit = math.lcm(*(cost.denominator for cost in self.costs)) if self.costs else 1
        whole = [int(cost * unit) for cost in self.costs]
        if max(whole, default=0) >= 2**31 or self.voters >= 2**31:
            whole = [0] * len(whole)
        return np.array(whole, dtype=np.int64)

    def supporters_of(self, project: int) -> Int32s:
        return self.supporters[self.starts[project] : self.starts[project + 1]]

    @cached_property
    def twins(self) -> Ints:
        """A number shared by projects of the same cost and the same supporters: they are always tied."""
        seen: dict[tuple[Fraction, bytes], int] = {}
        return np.array(
            [
                seen.setdefault((cost, np.sort(self.supporters_of(project)).tobytes()), project)
                for project, cost in enumerate(self.costs)
            ],
            dtype=np.int64,
        )


def election(
    budget: Fraction | int, costs: dict[str, Fraction] | dict[str, int], ballots: Iterable[Sequence[str]]
) -> Election:
    """Build an election from project costs and approval ballots (names of projects).

    Raises ElectionRefused for a negative sum of money and for a ballot with an unknown or a repeated project.
    """
    counted = Counter(tuple(sorted(ballot)) for ballot in ballots)
    return of_counted(Fraction(budget), {name: Fraction(cost) for name, cost in costs.items()}, counted)


def of_counted(budget: Fraction, costs: dict[str, Fraction], counted: Counter[tuple[str, ...]]) -> Election:
    """The same from ballots that are sorted and counted already."""
    if budget < 0 or any(cost < 0 for cost in costs.values()):
        raise ElectionRefused("A budget and a cost cannot be negative.")
    projects = tuple(sorted(costs))
    place = {name: index for index, name in enumerate(projects)}
    backers: list[list[int]] = [[] for _ in projects]
    weights: list[int] = []
    for ballot, voters in counted.items():
        if len(set(ballot)) != len(ballot):
            raise ElectionRefused("A ballot names a project twice.")
        if not ballot:
            continue
        for name in ballot:
            if name not in place:
                raise ElectionRefused(f"A ballot names the unknown project {name!r}.")
            backers[place[name]].append(len(weights))
        weights.append(voters)
    return Election(
        budget=budget,
        projects=projects,
        costs=tuple(costs[name] for name in projects),
        starts=np.concatenate(([0], np.cumsum([len(backer) for backer in backers], dtype=np.int64))).astype(np.int64),
        supporters=np.array([ballot for backer in backers for ballot in backer], dtype=np.int32),
        weights=np.array(weights, dtype=np.int64),
        voters=counted.total(),
    )
