"""Buying in rounds, with rounded money that knows its own error: where rounding could decide, it stops and asks.

numba compiles these lines as they stand; without numba they run as Python over the numpy loops of `price`.
"""

import numpy as np

from gedragen.opinion.arrays import Floats, Ints
from gedragen.opinion.shares.books import Books, Field
from gedragen.opinion.shares.price import DOUBTFUL, UNPAYABLE, charge, compiled, price

FINISHED, TIED, NEARLY_PAYABLE = 0, 1, 2  # why buying stopped


@compiled
def buy(field: Field, books: Books, choice: int) -> int:
    """Buy until nothing can be paid, or until `books.open` needs an exact decision.

    `choice` is the project that settles the tie of last time, or -1.
    """
    queue = np.flatnonzero(books.alive)
    while True:
        if choice < 0:
            if not _ask_around(field, books, queue):
                return NEARLY_PAYABLE
            if books.made[1] == 0:
                return FINISHED
            choice = _first_of_tie(field, books)
            if choice < 0:
                return TIED
        take(field, books, choice)
        choice = -1


@compiled
def _ask_around(field: Field, books: Books, queue: Ints) -> bool:
    """Put into `open` the projects that may have the lowest price. False: the one there may be just payable."""
    _sort(queue, books.asked)
    books.made[1] = 0
    lowest, waiting = np.inf, 0
    for project in queue:
        if books.alive[project] == 0:
            continue
        if books.asked[project] - books.asked_error[project] > lowest:
            break
        if not ask(field, books, project):
            books.open[0], books.made[1] = project, 1
            return False
        if books.alive[project] == 0:
            continue
        books.open[waiting] = project
        waiting += 1
        lowest = min(lowest, books.asked[project] + books.asked_error[project])
    for at in range(waiting):
        project = books.open[at]
        if books.asked[project] - books.asked_error[project] <= lowest:
            books.open[books.made[1]] = project
            books.made[1] += 1
    return True


@compiled
def ask(field: Field, books: Books, project: int) -> bool:
    """Refresh what a project asks; it is out when it cannot be paid. False when rounding hides whether it can."""
    status, level, error, even = price(field, books, project)
    if status == DOUBTFUL:
        return False
    if status == UNPAYABLE:
        books.alive[project] = 0
        return True
    books.asked[project] = level / field.utility[project]
    books.asked_error[project] = error / field.utility[project]
    books.even[project] = even
    return True


@compiled
def _sort(queue: Ints, key: Floats) -> None:
    """Insertion sort: the order hardly changes from round to round."""
    for at in range(1, len(queue)):
        project = queue[at]
        place = at
        while place > 0 and key[queue[place - 1]] > key[project]:
            queue[place] = queue[place - 1]
            place -= 1
        queue[place] = project


@compiled
def _first_of_tie(field: Field, books: Books) -> int:
    """The project to buy from `open`: the only one, or the first by name of an exact tie; -1 when unknown."""
    best = books.open[0]
    for at in range(1, books.made[1]):
        project = books.open[at]
        if field.twin[project] == field.twin[best]:
            best = min(best, project)
            continue
        if books.even[project] == 0 or books.even[best] == 0:
            return -1
        order = floor_order(field, project, best)
        if order == 2:
            return -1
        if order < 0 or (order == 0 and project < best):
            best = project
    return int(best)


@compiled
def floor_order(field: Field, one: int, other: int) -> int:
    """Compare two prices that all supporters share evenly, in whole numbers: -1, 0 or 1; 2 if too large."""
    left, right = field.support[other], field.support[one]
    if not field.by_cost:
        if field.whole[one] == 0:
            return 2
        left, right = field.whole[one] * left, field.whole[other] * right
    return int(left > right) - int(left < right)


@compiled
def take(field: Field, books: Books, project: int) -> None:
    """Charge the supporters what the project asks now and write the purchase down."""
    at = books.made[0]
    books.bought[at], books.rho[at] = project, books.asked[project]
    books.rho_error[at] = books.asked_error[project]
    books.made[0] = at + 1
    unit = field.utility[project]
    charge(field, books, project, books.asked[project] * unit, books.asked_error[project] * unit)
    books.alive[project] = 0
    books.payable[:] = 0
