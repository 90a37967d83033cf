"""Proof that every start between two buys the same in the same order, from the two counts alone.

While the purchases stay the same, more money at the start leaves nobody with less and makes nothing dearer.
So a purchase is safe if its price at the lower start is under the rival's price at the higher one. Closer
than that it is safe if it is cheaper at both ends by more than bounds on the change of both prices allow in
between. Exact money may still decide if neither price bends, which shows in equal numbers of voters who pay
in full, or if the rival only falls behind, or only comes closer.
"""

from typing import NamedTuple

import numpy as np

from gedragen.opinion.arrays import Bytes, Floats, Ints
from gedragen.opinion.shares.books import Books, Field
from gedragen.opinion.shares.buying import ask, floor_order, take
from gedragen.opinion.shares.growth import Growth, fall, lowest_lead, pay
from gedragen.opinion.shares.price import compiled

PROVEN, NOT_PROVEN, TOO_CLOSE, UNSURE = 0, 1, 2, 3  # of which price is lower; whether the rival can be paid
RULED_OUT, PAYABLE = 1, 2  # what exact money settled of a rival
HALF, NEARLY = 0.5, 0.98


class Span(NamedTuple):
    """Books at the two starts, the growth and the way between, and what is settled exactly (rounds x projects)."""

    low: Books
    high: Books
    growth: Growth
    way: float
    settled: Bytes


class Trouble(NamedTuple):
    """Where a proof stopped. `at[0]` the round (the number of purchases: at the end), `at[1]` the rival.

    `reach[0]` is the part of the way from the lower to the higher start that may still be safe.
    """

    at: Ints
    reach: Floats


def no_trouble() -> Trouble:
    return Trouble(np.zeros(2, dtype=np.int64), np.zeros(1))


@compiled
def prove(field: Field, span: Span, bought: Ints, first: int, trouble: Trouble) -> int:
    """PROVEN, NOT_PROVEN, or what rounded money cannot tell. Fresh books; rounds before `first` need no proof."""
    straight = True
    low, high = span.low, span.high
    for round_ in range(len(bought)):
        choice = bought[round_]
        trouble.at[0], trouble.at[1], trouble.reach[0] = round_, choice, HALF
        # It was bought at the lower start, and more money pays for it all the more, however close it was.
        low.payable[choice] = high.payable[choice] = 1
        if not (ask(field, low, choice) and ask(field, high, choice)):
            return NOT_PROVEN
        if low.alive[choice] == 0 or high.alive[choice] == 0:
            return NOT_PROVEN
        least, most = fall(field, low, high, span.growth, choice)
        straight = straight and low.rich[choice] == high.rich[choice]
        if round_ >= first:
            for rival in range(len(high.alive)):
                if rival == choice or high.alive[rival] == 0 or span.settled[round_, rival] == RULED_OUT:
                    continue
                if span.settled[round_, rival] == PAYABLE:
                    low.payable[rival] = high.payable[rival] = 1
                status = _against(field, span, choice, rival, straight, least, most, trouble)
                if status != PROVEN:
                    trouble.at[1] = rival
                    return status
        pay(field, low, high, span.growth, choice, least, most)
        take(field, low, choice)
        take(field, high, choice)
    return _nothing_more(field, span, len(bought), trouble)


@compiled
def _against(
    field: Field, span: Span, choice: int, rival: int, straight: bool, least: float, most: float, trouble: Trouble
) -> int:
    """Whether the rival stays behind; the price of the choice falls by `least` to `most`."""
    low, high = span.low, span.high
    highest = low.asked[choice] + low.asked_error[choice]
    if high.asked[rival] - high.asked_error[rival] > highest or _always_first(field, low, choice, rival):
        return PROVEN
    trouble.reach[0] = HALF
    if not ask(field, high, rival):
        return UNSURE
    if high.alive[rival] == 0 or high.asked[rival] - high.asked_error[rival] > highest:
        return PROVEN
    if low.alive[rival] and not ask(field, low, rival):
        return UNSURE
    if low.alive[rival] == 0:
        trouble.reach[0] = _payable_from(field, span, rival)
        return NOT_PROVEN
    return _side_by_side(field, span, choice, rival, straight, least, most, trouble)


@compiled
def _side_by_side(
    field: Field, span: Span, choice: int, rival: int, straight: bool, least: float, most: float, trouble: Trouble
) -> int:
    """Whether the rival stays dearer all the way, when both can be paid at both ends."""
    low, high = span.low, span.high
    before, after = low.asked[rival] - low.asked[choice], high.asked[rival] - high.asked[choice]
    before_error = low.asked_error[rival] + low.asked_error[choice]
    after_error = high.asked_error[rival] + high.asked_error[choice]
    rival_least, rival_most = fall(field, low, high, span.growth, rival)
    slowest, fastest = least - rival_most, most - rival_least
    if lowest_lead(before - before_error, after - after_error, span.way, slowest, fastest) > 0:
        return PROVEN
    straight = straight and low.rich[rival] == high.rich[rival]
    ahead = before if before > before_error else max(before + before_error, 0.0)
    if after < 0:
        trouble.reach[0] = ahead / (ahead - after) * (1.0 if straight else NEARLY)
    ends_decide = straight or slowest >= 0 or fastest <= 0
    return TOO_CLOSE if ends_decide and before >= -before_error and after >= -after_error else NOT_PROVEN


@compiled
def _always_first(field: Field, low: Books, choice: int, rival: int) -> bool:
    """Twins by name; and a price that all supporters share evenly, which no higher start changes."""
    if field.twin[rival] == field.twin[choice]:
        return choice < rival
    if low.even[choice] == 0:
        return False
    order = floor_order(field, choice, rival)
    return order < 0 or (order == 0 and choice < rival)


@compiled
def _nothing_more(field: Field, span: Span, round_: int, trouble: Trouble) -> int:
    """Whether no project can be paid any more at the higher start, and so at none below it."""
    trouble.at[0] = round_
    for rival in range(len(span.high.alive)):
        if span.high.alive[rival] == 0 or span.settled[round_, rival] == RULED_OUT:
            continue
        trouble.at[1], trouble.reach[0] = rival, HALF
        if not ask(field, span.high, rival):
            return UNSURE
        if span.high.alive[rival]:
            trouble.reach[0] = _payable_from(field, span, rival)
            return NOT_PROVEN
    return PROVEN


@compiled
def _payable_from(field: Field, span: Span, project: int) -> float:
    """The part of the way after which its supporters can pay for a project: their money is almost a straight line."""
    before, after = _money(field, span.low, project), _money(field, span.high, project)
    return (field.cost[project] - before) / (after - before) if before < field.cost[project] < after else HALF


@compiled
def _money(field: Field, books: Books, project: int) -> float:
    who = field.supporters[field.starts[project] : field.starts[project + 1]]
    return float((books.left[who] * field.weight[who]).sum())
