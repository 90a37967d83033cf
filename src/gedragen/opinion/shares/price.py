"""What every supporter would have to pay for a project, and what is left after paying: the two heavy loops.

Compiled where numba is installed, numpy otherwise. Prices come with a bound on their rounding error.
"""

import os
from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np

from gedragen.opinion.shares.books import Books, Field

PAYABLE, UNPAYABLE, DOUBTFUL = 0, 1, 2
ROUNDING = 2.0**-52

Loop = TypeVar("Loop", bound=Callable[..., object])


def _compiler() -> Callable[[Loop], Loop] | None:
    if os.environ.get("GEDRAGEN_PLAIN_MATHS") == "1":
        return None
    try:
        from numba import njit
    except ImportError:
        return None
    return cast("Callable[[Loop], Loop]", njit(nogil=True, cache=True))


_compile = _compiler()


def compiled(loop: Loop) -> Loop:
    """Compile the loop if numba is there."""
    return loop if _compile is None else _compile(loop)


def price_by_array(field: Field, books: Books, project: int) -> tuple[int, float, float, int]:
    """The level at which supporters, each paying it or all that is left, pay the cost together.

    Gives: whether it can be paid, the level, how far rounding may have put it off, and 1 if nobody pays less;
    writes down in the books how many voters would pay in full.
    Newton's steps from below need no sorting; the lower bound of last time is a good place to start.
    """
    who = field.supporters[field.starts[project] : field.starts[project + 1]]
    left, weight, cost = books.left[who], field.weight[who], field.cost[project]
    total, off = float(left @ weight), float(books.error[who] @ weight)
    off += (len(who) + 2) * ROUNDING * max(total, cost)
    if total < cost - off:
        return UNPAYABLE, 0.0, 0.0, 0
    if total <= cost + off and books.payable[project] == 0:
        return DOUBTFUL, 0.0, 0.0, 0
    level = _first_level(field, books, project)
    rich = float(weight.sum())
    while True:
        poor = left < level
        still_rich = float(weight[~poor].sum())
        if still_rich == 0:
            level = float(left.max())
            break
        rich = still_rich
        higher = (cost - float((left * weight)[poor].sum())) / rich
        if not higher > level * (1 + ROUNDING):
            break
        level = higher
    books.rich[project] = still_rich
    error = off / rich + level * 4 * ROUNDING
    even = int((left - books.error[who]).min() > level + error)
    return PAYABLE, level, error, even


@compiled
def _first_level(field: Field, books: Books, project: int) -> float:
    """No higher than the price can be: everybody pays, or the last price, lowered by its rounding."""
    before = books.asked[project] - books.asked_error[project]
    level = max(field.cost[project] / field.support[project], before * field.utility[project])
    return float(level * (1 - 1e-13))


@compiled
def price_by_loop(field: Field, books: Books, project: int) -> tuple[int, float, float, int]:
    """The same, supporter by supporter."""
    first, last = field.starts[project], field.starts[project + 1]
    cost, level = field.cost[project], _first_level(field, books, project)
    total, off, rich, poor, least = 0.0, 0.0, 0.0, 0.0, np.inf
    for at in range(first, last):
        who = field.supporters[at]
        left, weight = books.left[who], field.weight[who]
        total += left * weight
        off += books.error[who] * weight
        least = min(least, left - books.error[who])
        if left < level:
            poor += left * weight
        else:
            rich += weight
    off += (last - first + 2) * ROUNDING * max(total, cost)
    if total < cost - off:
        return UNPAYABLE, 0.0, 0.0, 0
    if total <= cost + off and books.payable[project] == 0:
        return DOUBTFUL, 0.0, 0.0, 0
    before = rich
    while rich > 0:
        before = rich
        higher = (cost - poor) / rich
        if not higher > level * (1 + ROUNDING):
            break
        level = higher
        poor, rich = _poor_and_rich(field, books, project, level)
    if rich == 0:
        level = _most_left(field, books, project)
    books.rich[project] = rich
    error = off / max(before, 1.0) + level * 4 * ROUNDING
    return PAYABLE, level, error, 1 if least > level + error else 0


@compiled
def _poor_and_rich(field: Field, books: Books, project: int, level: float) -> tuple[float, float]:
    """The money of supporters who have less than the level, and the number of the others."""
    poor, rich = 0.0, 0.0
    for at in range(field.starts[project], field.starts[project + 1]):
        who = field.supporters[at]
        if books.left[who] < level:
            poor += books.left[who] * field.weight[who]
        else:
            rich += field.weight[who]
    return poor, rich


@compiled
def _most_left(field: Field, books: Books, project: int) -> float:
    most = 0.0
    for at in range(field.starts[project], field.starts[project + 1]):
        most = max(most, books.left[field.supporters[at]])
    return most


def charge_by_array(field: Field, books: Books, project: int, level: float, error: float) -> None:
    """Every supporter pays the level, or all that is left."""
    who = field.supporters[field.starts[project] : field.starts[project + 1]]
    left, off = books.left[who], books.error[who]
    books.error[who] = np.where(left + off + error < level, 0.0, off + error + left * ROUNDING)
    books.left[who] = np.maximum(left - level, 0.0)


@compiled
def charge_by_loop(field: Field, books: Books, project: int, level: float, error: float) -> None:
    """The same, supporter by supporter."""
    for at in range(field.starts[project], field.starts[project + 1]):
        who = field.supporters[at]
        left, off = books.left[who], books.error[who]
        books.error[who] = 0.0 if left + off + error < level else off + error + left * ROUNDING
        books.left[who] = max(left - level, 0.0)


price = price_by_array if _compile is None else price_by_loop
charge = charge_by_array if _compile is None else charge_by_loop
