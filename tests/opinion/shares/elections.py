"""Small elections for these tests, random ones with a seed among them."""

import random
from fractions import Fraction
from typing import NamedTuple

from gedragen.opinion.shares.election import Election, Utility, election
from gedragen.opinion.shares.rule import Completion, equal_shares


class Made(NamedTuple):
    budget: Fraction
    costs: dict[str, Fraction]
    ballots: list[list[str]]

    @property
    def election(self) -> Election:
        return election(self.budget, self.costs, self.ballots)


def made(seed: int, *, unit: int = 1, most_voters: int = 40) -> Made:
    """Up to twelve projects; many with equal costs, so that ties are common."""
    chance = random.Random(seed)
    projects = [f"p{number}" for number in range(chance.randint(1, 12))]
    dearest, denominator = chance.choice([5, 30, 200]), chance.choice([1, 1, 1, 2, 3])
    costs = {name: Fraction(chance.randint(1, dearest) * unit, denominator) for name in projects}
    if chance.random() < 0.3:
        costs = dict.fromkeys(projects, Fraction(chance.randint(1, 20) * unit))
    most = min(len(projects), chance.choice([2, 5, 12]))
    ballots = [chance.sample(projects, chance.randint(0, most)) for _ in range(chance.randint(1, most_voters))]
    budget = Fraction(chance.randint(1, max(2, int(sum(costs.values()) / unit))) * unit)
    return Made(budget, costs, ballots)


def winners(made: Made, utility: Utility = "cost", completion: Completion = "add1") -> list[str]:
    counted = made.election
    outcome = equal_shares(counted, utility=utility, completion=completion)
    return [counted.projects[project] for project in outcome.bought]
