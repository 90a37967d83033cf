"""What a count keeps while it buys: everybody's money left, how sure that is, and what each project asks."""

from typing import NamedTuple

import numpy as np

from gedragen.opinion.arrays import Bytes, Floats, Int32s, Ints
from gedragen.opinion.shares.election import Election, Utility


class Field(NamedTuple):
    """The election as the loops read it. `utility` is 1 or the cost; `whole` are whole costs, or 0 if too large."""

    cost: Floats
    utility: Floats
    whole: Ints
    starts: Ints
    supporters: Int32s
    weight: Floats
    support: Ints
    twin: Ints
    by_cost: bool


class Books(NamedTuple):
    """Changes in place while buying.

    Per ballot: `left`, the money of each such voter, and `error`, how far rounding may have put it off.
    Per project: `asked`, the last price of one unit of utility (rho), which only rises; `asked_error`, its
    rounding; `rich`, how many voters would pay in full; `even`, 1 if all would for sure; `alive`, 1 while it
    may be bought; `payable`, 1 once exact sums found it just payable. Per purchase: `bought`, the project, and
    its `rho`, `rho_error`. `made[0]` purchases were made; those in `open[: made[1]]` need an exact decision.
    """

    left: Floats
    error: Floats
    asked: Floats
    asked_error: Floats
    rich: Floats
    even: Bytes
    alive: Bytes
    payable: Bytes
    bought: Ints
    rho: Floats
    rho_error: Floats
    open: Ints
    made: Ints


def field_of(election: Election, utility: Utility) -> Field:
    cost = election.costs_rounded
    return Field(
        cost=cost,
        utility=cost if utility == "cost" else np.ones_like(cost),
        whole=election.costs_whole,
        starts=election.starts,
        supporters=election.supporters,
        weight=election.weights.astype(np.float64),
        support=election.support,
        twin=election.twins,
        by_cost=utility == "cost",
    )


def open_books(field: Field, start: float) -> Books:
    """Everybody has `start`; projects without supporters or without cost cannot be bought in rounds."""
    ballots, projects = len(field.weight), len(field.cost)
    alive = (field.support > 0) & (field.cost > 0)
    asked = np.full(projects, np.inf)
    asked[alive] = field.cost[alive] / (field.support[alive] * field.utility[alive])
    return Books(
        left=np.full(ballots, start),
        error=np.full(ballots, start * 2.0**-52),
        asked=asked,
        asked_error=np.zeros(projects),
        rich=np.zeros(projects),
        even=np.zeros(projects, dtype=np.int8),
        alive=alive.astype(np.int8),
        payable=np.zeros(projects, dtype=np.int8),
        bought=np.zeros(projects, dtype=np.int64),
        rho=np.zeros(projects),
        rho_error=np.zeros(projects),
        open=np.zeros(projects, dtype=np.int64),
        made=np.zeros(2, dtype=np.int64),
    )
