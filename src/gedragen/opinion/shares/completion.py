"""add1: raise everybody's start by one unit of money until the result uses the budget up; skip what changes nothing.

With the same purchases in the same order, more money at the start leaves nobody with less and makes nothing
dearer. So two counts that bear the same purchases, the second with a margin over the first, prove that every
start between them does too. The number of counts then depends on how often the order of purchases changes,
not on the unit of the currency.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from gedragen.opinion.arrays import Bytes, Floats, Ints
from gedragen.opinion.shares.books import Books, Field, open_books
from gedragen.opinion.shares.buying import ask, floor_order, take
from gedragen.opinion.shares.count import Counted, count_from
from gedragen.opinion.shares.election import Election, Utility
from gedragen.opinion.shares.price import compiled

HOLDS = -1


@dataclass(frozen=True, eq=False)
class Completed:
    """The last count that fits the budget, how many units were added, and how many counts that took."""

    counted: Counted
    raises: int
    counts: int
    exhausted: bool


def complete(
    election: Election, field: Field, utility: Utility, progress: Callable[[int], None] = lambda raises: None
) -> Completed:
    """The result of raising by one unit at a time; `progress` is told the raises done."""
    first = Fraction(election.budget) / election.voters
    here = count_from(election, field, utility, first)
    raises, counts, step = 0, 1, 1
    while not exhausts(election, field, here):
        progress(raises)
        after = same_purchases(field, here, float(first + raises + step)) if step > 1 else None
        counts += 1
        if after is not None:
            raises += step
            here = Counted(first + raises, here.bought, here.cost, after)
            step *= 2
        elif step > 1:
            step //= 2
        else:
            further = count_from(election, field, utility, first + raises + 1)
            if further.cost > election.budget:
                return Completed(here, raises, counts, False)
            raises += 1
            here = further
            step = 2
    return Completed(here, raises, counts, True)


def exhausts(election: Election, field: Field, counted: Counted) -> bool:
    """Whether no other project that somebody supports fits in what is left of the budget."""
    rest = election.budget - counted.cost
    return not any(
        cost <= rest and cost > 0 and support > 0 and field.utility[project] > 0 and project not in counted.bought
        for project, (cost, support) in enumerate(zip(election.costs, election.support, strict=True))
    )


def same_purchases(field: Field, before: Counted, start: float) -> Books | None:
    """The books at `start` if it and every start from `before` up to it buy the same, in the same order."""
    books = open_books(field, start)
    bought = before.books.bought[: len(before.bought)]
    earlier = before.books
    proven = _bears(field, books, bought, earlier.rho, earlier.rho_error, earlier.even)
    return books if proven == HOLDS else None


@compiled
def _bears(field: Field, books: Books, bought: Ints, rho: Floats, rho_error: Floats, even: Bytes) -> int:
    """HOLDS, or the round in which these purchases are not proven.

    `rho` (per purchase) and `even` (per project) are the prices at the lower start, and whether all supporters
    paid the same there; then they do at every higher start, for the same price.
    """
    projects = len(books.alive)
    for at in range(len(bought)):
        choice = bought[at]
        highest = rho[at] + rho_error[at]
        if not ask(field, books, choice) or books.alive[choice] == 0:
            return at
        for project in range(projects):
            if project == choice or books.alive[project] == 0:
                continue
            if books.asked[project] - books.asked_error[project] > highest:
                continue
            if field.twin[project] == field.twin[choice] and choice < project:
                continue
            if even[choice]:
                order = floor_order(field, choice, project)
                if order < 0 or (order == 0 and choice < project):
                    continue
            if not ask(field, books, project):
                return at
            if books.alive[project] and books.asked[project] - books.asked_error[project] <= highest:
                return at
        take(field, books, choice)
    for project in range(projects):
        if books.alive[project]:
            if not ask(field, books, project) or books.alive[project]:
                return len(bought)
    return HOLDS
