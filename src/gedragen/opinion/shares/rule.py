"""The Method of Equal Shares: everybody has an equal part of the budget, and supporters buy what is cheapest for them.

Rule (additive utilities): of the projects whose supporters can still pay, buy the one with the smallest price
for a unit of utility, the name deciding ties; every supporter pays that price, or all that is left.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from gedragen.opinion.shares.books import field_of
from gedragen.opinion.shares.completion import Progress, complete, silent
from gedragen.opinion.shares.count import count_from
from gedragen.opinion.shares.election import Election, Utility

Completion = Literal["add1", "none"]


@dataclass(frozen=True)
class Outcome:
    """`bought` in order, as project numbers; `start` is what everybody began with in the count that stands.

    `raises` units were added to get there. `exhausted`: nothing else that somebody supports fits the budget.
    """

    bought: tuple[int, ...]
    cost: Fraction
    start: Fraction
    raises: int
    counts: int
    exhausted: bool


def equal_shares(
    election: Election,
    *,
    utility: Utility = "cost",
    completion: Completion = "add1",
    progress: Progress = silent,
) -> Outcome:
    """Choose the projects. With utility "cardinality" every project counts the same, with "cost" by its cost."""
    free = free_of_charge(election, utility)
    if election.voters == 0:
        return Outcome((), Fraction(0), Fraction(0), 0, 0, completion == "add1")
    field = field_of(election, utility)
    if completion == "none":
        counted = count_from(election, field, utility, election.budget / election.voters)
        return Outcome(free + counted.bought, counted.cost, counted.start, 0, 1, False)
    done = complete(election, field, utility, progress)
    counted = done.counted
    return Outcome(free + counted.bought, counted.cost, counted.start, done.raises, done.counts, done.exhausted)


def free_of_charge(election: Election, utility: Utility) -> tuple[int, ...]:
    """Supported projects that cost nothing: bought first when each project counts; worth nothing by cost."""
    if utility == "cost":
        return ()
    return tuple(at for at, cost in enumerate(election.costs) if cost == 0 and election.support[at] > 0)
