"""The same money in exact fractions, worked out only where rounded money cannot decide, and for explanations."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np

from gedragen.opinion.arrays import Flags, Floats, Int32s, Ints
from gedragen.opinion.shares.election import Election

BORDER = 1e-9  # part of a start within which rounded money does not say who is poor


@dataclass(frozen=True)
class Price:
    """`level` is what each supporter pays who has that much; `poor` marks the supporters who pay all they have."""

    level: Fraction
    supporters: Int32s
    poor: Flags


@dataclass(eq=False)
class Ledger:
    """Exact accounts after some purchases, everybody having begun with `start`.

    A ballot has spent either everything or the full level of every purchase it approved, so its money left is
    `start` minus a sum of levels, and a sum over ballots needs only whole numbers of voters per purchase.
    `paid` are the levels in whole parts of 1 / `parts`, so that a sum needs no fractions on its way.
    """

    election: Election
    start: Fraction
    bought: list[int] = field(default_factory=list)
    paid: list[int] = field(default_factory=list)
    parts: int = field(init=False)
    approves: Ints = field(init=False)
    spent: Flags = field(init=False)
    about: Floats = field(init=False)

    def __post_init__(self) -> None:
        ballots = len(self.election.weights)
        self.approves = np.zeros((ballots, len(self.election.projects)), dtype=np.int64)  # by order of purchase
        self.spent = np.zeros(ballots, dtype=np.bool_)
        self.about = np.full(ballots, float(self.start))
        self.parts = self.start.denominator

    def buy(self, project: int) -> Price:
        """Charge the supporters of a payable project."""
        price = self.price(project)
        self.approves[price.supporters, len(self.bought)] = 1
        self.spent[price.supporters[price.poor]] = True
        self.bought.append(project)
        self._write_down(price.level)
        left = self.about[price.supporters] - float(price.level)
        self.about[price.supporters] = np.where(price.poor, 0.0, left)
        return price

    def money(self, ballots: Int32s) -> Fraction:
        """What the voters of these ballots have left together."""
        ballots = ballots[~self.spent[ballots]]
        weights = self.election.weights[ballots]
        counts = weights @ self.approves[ballots, : len(self.bought)]
        return self._after(int(weights.sum()), counts)

    def left(self, ballot: int) -> Fraction:
        """What each voter of this ballot has left."""
        return Fraction(0) if self.spent[ballot] else self._after(1, self.approves[ballot, : len(self.bought)])

    def broke(self, ballots: Int32s) -> Flags:
        """Who of these ballots has nothing left, those too whose last money was just enough."""
        near = ballots[~self.spent[ballots] & (self.about[ballots] <= BORDER * float(self.start))]
        paid, alike = np.unique(self.approves[near, : len(self.bought)], axis=0, return_inverse=True)
        nothing = np.array([self._after(1, counts) == 0 for counts in paid], dtype=np.bool_)
        self.spent[near[nothing[alike.ravel()]]] = True
        return self.spent[ballots]

    def _after(self, voters: int, counts: Ints) -> Fraction:
        """What is left of the start of so many voters, of whom `counts` paid each purchase."""
        begun = voters * self.start.numerator * (self.parts // self.start.denominator)
        return Fraction(
            begun - sum(paid * int(count) for paid, count in zip(self.paid, counts, strict=True)), self.parts
        )

    def _write_down(self, level: Fraction) -> None:
        parts = lcm(self.parts, level.denominator)
        self.paid = [paid * (parts // self.parts) for paid in self.paid]
        self.paid.append(level.numerator * (parts // level.denominator))
        self.parts = parts

    def payable(self, project: int) -> bool:
        return self.money(self.election.supporters_of(project)) >= self.election.costs[project]

    def price(self, project: int) -> Price:
        """The exact price of a payable project: who is poor is settled exactly for those on the border."""
        supporters, cost = self.election.supporters_of(project), self.election.costs[project]
        about, weights = self.about[supporters], self.election.weights[supporters]
        level = _level_about(about, weights, float(cost))
        border = BORDER * max(float(self.start), level)
        poor = about < level - border
        open_ = [int(at) for at in np.flatnonzero(~poor & (about <= level + border))]
        exact = {at: self.left(int(supporters[at])) for at in open_}
        while True:
            rich = int(weights[~poor].sum())
            if rich == 0:
                return Price(max(self.left(int(ballot)) for ballot in supporters), supporters, poor)
            price = (cost - self.money(supporters[poor])) / rich
            poorer = [at for at in open_ if not poor[at] and exact[at] < price]
            if not poorer:
                return Price(price, supporters, poor)
            poor[poorer] = True


def _level_about(left: Floats, weights: Ints, cost: float) -> float:
    """The price in rounded money."""
    order = np.argsort(left)
    money = np.concatenate(([0.0], np.cumsum((left * weights)[order])[:-1]))
    rich = np.cumsum(weights[order][::-1])[::-1]
    levels = (cost - money) / rich
    fits = np.flatnonzero(levels <= left[order])
    return float(levels[fits[0]] if len(fits) else left[order[-1]])
