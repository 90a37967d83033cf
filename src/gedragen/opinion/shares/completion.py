"""add1: raise everybody's start by one unit of money until the result uses the budget up; skip what changes nothing.

The number of counts depends on how often the order of purchases changes, not on the unit of the currency.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from gedragen.opinion.shares.books import Field, open_books
from gedragen.opinion.shares.count import Counted, count_from, unit_price
from gedragen.opinion.shares.election import Election, Utility
from gedragen.opinion.shares.growth import at_the_start
from gedragen.opinion.shares.ledger import Ledger
from gedragen.opinion.shares.proof import (
    HALF,
    NOT_PROVEN,
    PAYABLE,
    PROVEN,
    RULED_OUT,
    TOO_CLOSE,
    Span,
    no_trouble,
    prove,
)

CLOSER = 16
STRAIGHT_LINES = 2  # strides in a row that a straight line may shorten; then they are halved
FASTER = 4  # the next stride after one that was proven whole

Progress = Callable[[int], None]


def silent(_raises: int) -> None:
    """Progress that nobody reads."""


@dataclass(frozen=True, eq=False)
class Completed:
    """The last count that fits the budget, how many units were added, and how many counts and proofs that took.

    `exhausted`: nothing else that somebody supports fits; otherwise one unit more would exceed the budget.
    """

    counted: Counted
    raises: int
    counts: int
    exhausted: bool


def complete(election: Election, field: Field, utility: Utility, progress: Progress = silent) -> Completed:
    """The result of raising by one unit at a time; `progress` hears how many raises are done."""
    first = Fraction(election.budget) / election.voters
    here = count_from(election, field, utility, first)
    raises, counts, changes, stride = 0, 1, 0, 1
    while not exhausts(election, here):
        progress(raises)
        search = SafeRaises(election, field, utility, here)
        search.go(stride)
        counts += search.tries
        raises += search.raises
        here = Counted(first + raises, here.bought, here.cost)
        if search.cut_short:
            further = count_from(election, field, utility, first + raises + 1)
            counts, changes, raises = counts + 1, changes + 1, raises + 1
            if further.cost > election.budget:
                return Completed(here, raises - 1, counts, False)
            here, stride = further, max(1, raises // changes)
        else:
            stride = search.raises * FASTER
    return Completed(here, raises, counts, True)


def exhausts(election: Election, counted: Counted) -> bool:
    """Whether no other project that somebody supports fits in what is left of the budget."""
    rest = election.budget - counted.cost
    return not any(
        0 < cost <= rest and support > 0 and project not in counted.bought
        for project, (cost, support) in enumerate(zip(election.costs, election.support, strict=True))
    )


class SafeRaises:
    """How many raises surely buy the same as `here`: strides that are proven, shorter after each that is not."""

    def __init__(self, election: Election, field: Field, utility: Utility, here: Counted) -> None:
        self.election, self.field, self.utility, self.here = election, field, utility, here
        self.bought = np.array(here.bought, dtype=np.int64)
        self.raises = self.tries = self.proven_rounds = 0
        self.cut_short = False
        self.ledgers: dict[Fraction, Ledger] = {}

    def go(self, stride: int) -> None:
        """One stride if it is proven; otherwise as far as shorter strides get before a purchase changes."""
        limit, near, again = stride, False, False  # nothing beyond the limit is safe, once a stride was cut short
        in_vain = 0
        while stride > 0:
            reach = self._stride(stride)
            in_vain = 0 if reach is None else in_vain + 1
            if reach is not None:
                self.cut_short = True
                # Where a lead is used up and then stays nothing, a straight line points to the end of every stride.
                reach = min(reach, HALF) if in_vain > STRAIGHT_LINES else reach
                limit, near, again = self.raises + stride - 1, reach != HALF, False
                stride = min(int(stride * reach), stride - 1)
                continue
            self.raises += stride
            if not self.cut_short:
                return
            # Where the change is in sight, look from near by: prices are almost straight lines there.
            stride = max(stride // CLOSER, 1) if near and not again else stride * (CLOSER if again else 1)
            stride, again = min(stride, limit - self.raises), True

    def _stride(self, stride: int) -> float | None:
        """None when proven; otherwise the part of the stride that may be. Rounds proven before need no new proof."""
        start = self.here.start + self.raises
        settled = np.zeros((len(self.bought) + 1, len(self.election.projects)), dtype=np.int8)
        trouble = no_trouble()
        while True:
            self.tries += 1
            low, high = open_books(self.field, float(start)), open_books(self.field, float(start + stride))
            span = Span(low, high, at_the_start(self.field), float(stride), settled)
            status = prove(self.field, span, self.bought, self.proven_rounds, trouble)
            if status == PROVEN:
                return None
            round_, rival, reach = int(trouble.at[0]), int(trouble.at[1]), float(trouble.reach[0])
            if status != NOT_PROVEN:
                lead = self._lead if status == TOO_CLOSE else self._lacks
                first, last = (lead(begin, round_, rival) for begin in (start, start + stride))
                settled[round_, rival] = self._settled(status, first, last, round_, rival)
                if settled[round_, rival]:
                    continue
                reach = float(first / (first - last)) if first > 0 >= last else 0.0
            self.proven_rounds = max(self.proven_rounds, round_)
            return reach

    def _settled(self, status: int, first: Fraction, last: Fraction, round_: int, rival: int) -> int:
        """What exact money says of the rival at both ends, and so everywhere between; 0 when it changes."""
        if status == TOO_CLOSE:
            both = self._suffices(first, round_, rival) and self._suffices(last, round_, rival)
            return RULED_OUT if both else 0
        if last > 0:
            return RULED_OUT
        return PAYABLE if first <= 0 else 0

    def _lead(self, start: Fraction, round_: int, rival: int) -> Fraction:
        """By how much the rival is dearer than the purchase of this round."""
        ledger, choice = self._ledger(start, round_), self.here.bought[round_]
        return unit_price(ledger, self.utility, rival) - unit_price(ledger, self.utility, choice)

    def _lacks(self, start: Fraction, round_: int, rival: int) -> Fraction:
        """What the rival's supporters are short of its cost."""
        ledger = self._ledger(start, round_)
        return self.election.costs[rival] - ledger.money(self.election.supporters_of(rival))

    def _ledger(self, start: Fraction, round_: int) -> Ledger:
        """Exact accounts before this round. From one start to a nearer end trouble comes later, so most are at hand."""
        ledger = self.ledgers.get(start)
        if ledger is None or len(ledger.bought) > round_:
            ledger = self.ledgers[start] = Ledger(self.election, start)
        for project in self.here.bought[len(ledger.bought) : round_]:
            ledger.buy(project)
        return ledger

    def _suffices(self, lead: Fraction, round_: int, rival: int) -> bool:
        return lead > 0 or (lead == 0 and self.here.bought[round_] < rival)
