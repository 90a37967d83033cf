"""One count from one start: rounded money buys, exact money decides where rounding could."""

from dataclasses import dataclass
from fractions import Fraction

from gedragen.opinion.shares.books import Books, Field, open_books
from gedragen.opinion.shares.buying import FINISHED, NEARLY_PAYABLE, buy
from gedragen.opinion.shares.election import Election, Utility
from gedragen.opinion.shares.ledger import Ledger


@dataclass(frozen=True, eq=False)
class Counted:
    """What was bought, in order, when everybody began with `start`."""

    start: Fraction
    bought: tuple[int, ...]
    cost: Fraction


def count_from(election: Election, field: Field, utility: Utility, start: Fraction) -> Counted:
    books = open_books(field, float(start))
    ledger: Ledger | None = None
    choice = -1
    while True:
        status = buy(field, books, choice)
        if status == FINISHED:
            break
        ledger = ledger or Ledger(election, start)
        for project in books.bought[len(ledger.bought) : books.made[0]]:
            ledger.buy(int(project))
        unsure = [int(project) for project in books.open[: books.made[1]]]
        choice = -1
        if status == NEARLY_PAYABLE:
            settle_payable(ledger, books, unsure[0])
        else:
            choice = min(unsure, key=lambda project: (unit_price(ledger, utility, project), project))
    bought = tuple(int(project) for project in books.bought[: books.made[0]])
    return Counted(start, bought, sum((election.costs[project] for project in bought), Fraction(0)))


def settle_payable(ledger: Ledger, books: Books, project: int) -> None:
    if ledger.payable(project):
        books.payable[project] = 1
    else:
        books.alive[project] = 0


def unit_price(ledger: Ledger, utility: Utility, project: int) -> Fraction:
    """What one unit of utility costs a supporter who pays in full (rho)."""
    level = ledger.price(project).level
    return level / ledger.election.costs[project] if utility == "cost" else level
