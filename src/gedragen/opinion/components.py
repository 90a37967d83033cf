"""The two axes of the map: main directions of the centred votes, from the state or straight from the rows."""

from collections.abc import Callable

import numpy as np

from gedragen.opinion.arrays import Floats
from gedragen.opinion.kernels import Kernels, kernels
from gedragen.opinion.pairs import PairState
from gedragen.opinion.votes import VoteRows

WIDTH = 8  # directions followed at once; two are kept
CONVERGED = 1e-12  # rest of an axis beside the axis itself, relative to the largest direction
FLAT = 1e-10  # a direction with less than this part of the largest spread is no direction
TIED = 1e-9  # directions this close in spread cannot be told apart
MOST_STEPS = 300
DIRECT_BELOW = 120  # statements: solving at once costs less than iterating

Spread = Callable[[Floats], Floats]  # statements x b -> centred Gram matrix times it


def components_of_state(state: PairState, warm: Floats | None = None) -> Floats:
    """Two axes (2 x statements) of unit length, zero where there is no spread; `warm`: the axes of last time."""
    gram = state.centred_gram()
    if state.statements < DIRECT_BELOW:
        return _all_directions(gram)
    found = _iterate(lambda block: gram @ block, state.statements, warm)
    return _all_directions(gram) if found is None else found


def components_of_rows(
    rows: VoteRows, means: Floats, *, warm: Floats | None = None, using: Kernels | None = None
) -> Floats:
    """The same without pair matrices, for very many statements: a pass over the votes for each step.

    Raises ArithmeticError if the axes do not settle.
    """
    tools = using or kernels()
    found = _iterate(
        lambda block: tools.spread(rows.starts, rows.codes, means, block), rows.statements, warm, CONVERGED * 100
    )
    if found is None:
        raise ArithmeticError("The two main directions of these votes do not settle.")
    return found


def _all_directions(gram: Floats) -> Floats:
    values, vectors = np.linalg.eigh(gram)
    return _axes(values[::-1], vectors[:, ::-1])


def _iterate(spread: Spread, statements: int, warm: Floats | None, converged: float = CONVERGED) -> Floats | None:
    """Subspace iteration with Rayleigh-Ritz steps; None when it does not settle."""
    block = _first_block(statements, min(WIDTH, statements))
    if warm is not None:
        block[:, :2] = warm.T
    for _ in range(MOST_STEPS):
        block = np.linalg.qr(block)[0]
        image = spread(block)
        values, turn = np.linalg.eigh(block.T @ image)
        values, turn = values[::-1], turn[:, ::-1]
        vectors, moved = block @ turn, image @ turn
        rest = np.linalg.norm(moved - vectors * values, axis=0)[:2].max()
        if values[0] <= 0 or rest <= converged * values[0]:
            return _axes(values, vectors)
        # Two more turns without a check: cheap, and not enough to lose the second direction behind the first.
        block = spread(spread(moved / values[0]) / values[0])
    return None


def _first_block(statements: int, width: int) -> Floats:
    """A fixed start without pattern, so that no direction is missed and every run is the same."""
    at = np.arange(1, statements * width + 1, dtype=np.float64).reshape(statements, width)
    return np.modf(np.sin(at * 12.9898) * 43758.5453)[0]


def _axes(values: Floats, vectors: Floats) -> Floats:
    """The first two directions, with a fixed choice of sign and, among tied directions, of turn."""
    axes = np.zeros((2, len(vectors)))
    for axis in range(min(2, len(values))):
        if values[axis] <= max(values[0], 0) * FLAT or values[axis] <= FLAT:
            break
        tied = np.abs(values - values[axis]) <= TIED * values[0]
        direction = vectors[:, axis]
        if tied.sum() > 1:
            span = vectors[:, tied]
            reference = _first_block(len(vectors), 2)[:, axis]
            direction = span @ (span.T @ reference)
            direction -= axes[0] * (axes[0] @ direction)
        direction = direction / np.linalg.norm(direction)
        largest = np.abs(direction).round(9).argmax()
        axes[axis] = direction * np.sign(direction[largest])
    return axes
