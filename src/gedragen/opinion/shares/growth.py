"""Bounds on how fast money grows and prices fall between two starts, per unit of money more at the start."""

from typing import NamedTuple

import numpy as np

from gedragen.opinion.arrays import Floats
from gedragen.opinion.shares.books import Books, Field
from gedragen.opinion.shares.price import compiled, price, price_by_array

LOWERED, RAISED = 1 - 1e-12, 1 + 1e-12  # for the rounding of the bounds themselves


class Growth(NamedTuple):
    """Per ballot: the least and the most by which its voters' money grows, anywhere between the two starts."""

    least: Floats
    most: Floats


def at_the_start(field: Field) -> Growth:
    return Growth(np.ones(len(field.weight)), np.ones(len(field.weight)))


def fall_by_array(field: Field, low: Books, high: Books, growth: Growth, project: int) -> tuple[float, float]:
    """The least and the most by which the price of a unit of the project's utility falls.

    A price falls by what its poor supporters gain, spread over the rich; who is poor at the higher start is
    poor all the way, who is rich at the lower one is rich all the way.
    """
    who = field.supporters[field.starts[project] : field.starts[project + 1]]
    weight, unit = field.weight[who], float(field.utility[project])
    before, after = border(low, project, unit, 1), border(high, project, unit, -1)
    maybe_poor = low.left[who] - low.error[who] <= before
    surely_poor = high.left[who] + high.error[who] < after
    rich = float(weight[~maybe_poor].sum())
    most = float((weight * growth.most[who])[maybe_poor].sum()) / rich / unit if rich > 0 else np.inf
    least = float((weight * growth.least[who])[surely_poor].sum()) / float(weight[~surely_poor].sum()) / unit
    return least * LOWERED, most * RAISED


@compiled
def border(books: Books, project: int, unit: float, side: int) -> float:
    """The price of the project for one supporter, moved up or down by its rounding."""
    return float(books.asked[project] + side * books.asked_error[project]) * unit


@compiled
def fall_by_loop(field: Field, low: Books, high: Books, growth: Growth, project: int) -> tuple[float, float]:
    """The same, supporter by supporter."""
    unit = field.utility[project]
    before, after = border(low, project, unit, 1), border(high, project, unit, -1)
    least, most, rich, rich_after = 0.0, 0.0, 0.0, 0.0
    for at in range(field.starts[project], field.starts[project + 1]):
        who = field.supporters[at]
        weight = field.weight[who]
        if low.left[who] - low.error[who] <= before:
            most += weight * growth.most[who]
        else:
            rich += weight
        if high.left[who] + high.error[who] < after:
            least += weight * growth.least[who]
        else:
            rich_after += weight
    return least / rich_after / unit * LOWERED, (most / rich / unit * RAISED if rich > 0 else np.inf)


def pay_by_array(
    field: Field, low: Books, high: Books, growth: Growth, project: int, least: float, most: float
) -> None:
    """Bring the bounds past the purchase of the project, whose price falls by `least` to `most` a unit of utility."""
    who = field.supporters[field.starts[project] : field.starts[project + 1]]
    unit = float(field.utility[project])
    spent = high.left[who] + high.error[who] < border(high, project, unit, -1)
    maybe_poor = low.left[who] - low.error[who] <= border(low, project, unit, 1)
    growth.least[who] = np.where(spent | maybe_poor, 0.0, growth.least[who] + least * unit)
    growth.most[who] = np.where(spent, 0.0, growth.most[who] + most * unit)


@compiled
def pay_by_loop(field: Field, low: Books, high: Books, growth: Growth, project: int, least: float, most: float) -> None:
    """The same, supporter by supporter."""
    unit = field.utility[project]
    before, after = border(low, project, unit, 1), border(high, project, unit, -1)
    for at in range(field.starts[project], field.starts[project + 1]):
        who = field.supporters[at]
        if high.left[who] + high.error[who] < after:
            growth.least[who], growth.most[who] = 0.0, 0.0
        elif low.left[who] - low.error[who] <= before:
            growth.least[who] = 0.0
            growth.most[who] += most * unit
        else:
            growth.least[who] += least * unit
            growth.most[who] += most * unit


@compiled
def lowest_lead(before: float, after: float, way: float, least: float, most: float) -> float:
    """The least a lead can be on the way, from its two ends and bounds on its change per unit of way."""
    if least >= 0:
        return before
    if most <= 0:
        return after
    if most - least == np.inf:
        return max(before + least * way, after - most * way)
    meets = (after - most * way - before) / (least - most)
    return before + least * min(max(meets, 0.0), way)


fall = fall_by_array if price is price_by_array else fall_by_loop
pay = pay_by_array if price is price_by_array else pay_by_loop
