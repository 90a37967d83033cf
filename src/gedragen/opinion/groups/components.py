"""The two axes of the map: main directions of the centred votes, from the state or straight from the rows."""

from collections.abc import Callable

import numpy as np

from gedragen.opinion.arrays import Floats
from gedragen.opinion.groups.pairs import PairState
from gedragen.opinion.loops.kernels import Kernels, kernels
from gedragen.opinion.votes import VoteRows

WIDTH = 4  # directions followed at once; two are kept
WIDTH_OF_ROWS = 8  # where each step passes over the votes: wider, so fewer
CONVERGED = 1e-12  # rest of an axis beside the axis itself, relative to the largest direction
FLAT = 1e-10  # a direction with less than this part of the largest spread is no direction
TIED = 1e-9  # directions this close in spread cannot be told apart
MOST_STEPS = 300
FADING = 1e-3  # part of the largest spread below which nothing needs to fade
DROWNING = 20.0  # the filter may strengthen the first direction e to this power times
MOST_DEGREE = 9
THREADS_WAKE = 2**18  # multiplications
DIRECT_BELOW = 120  # statements: solving at once costs less than iterating

Spread = Callable[[Floats], Floats]  # statements x b -> centred Gram matrix times it


def components_of_state(state: PairState, *, warm: Floats | None = None, using: Kernels | None = None) -> Floats:
    """Two axes (2 x statements) of unit length, zero where there is no spread; `warm`: the axes of last time."""
    gram = state.centred_gram(using=using)
    if state.statements < DIRECT_BELOW:
        return _all_directions(gram)
    found = _iterate(lambda block: _times(gram, block), state.statements, warm, WIDTH)
    return _all_directions(gram) if found is None else found


def components_of_rows(
    rows: VoteRows, means: Floats, *, warm: Floats | None = None, using: Kernels | None = None
) -> Floats:
    """The same without pair matrices, for very many statements: a pass over the votes for each step.

    Raises ArithmeticError if the axes do not settle.
    """
    tools = using or kernels()
    axes = _iterate(
        lambda block: tools.spread(rows.starts, rows.codes, means, block),
        rows.statements,
        warm,
        WIDTH_OF_ROWS,
        CONVERGED * 100,
    )
    if axes is None:
        raise ArithmeticError("The two main directions of these votes do not settle.")
    return axes


def _times(matrix: Floats, block: Floats) -> Floats:
    """Their product, in parts for which numpy's solver does not wake its threads: waiting for them takes longer."""
    product = np.empty_like(block)
    rows = max(1, THREADS_WAKE // block.size)
    for first in range(0, len(matrix), rows):
        np.matmul(matrix[first : first + rows], block, out=product[first : first + rows])
    return product


def _all_directions(gram: Floats) -> Floats:
    values, vectors = np.linalg.eigh(gram)
    return _axes(values[::-1], vectors[:, ::-1])


def _iterate(
    spread: Spread, statements: int, warm: Floats | None, width: int, converged: float = CONVERGED
) -> Floats | None:
    """Subspace iteration with Rayleigh-Ritz steps and a filter between them; None when it does not settle."""
    block = _first_block(statements, min(width, statements))
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
        block = _filtered(spread, vectors, moved, values)
    return None


def _filtered(spread: Spread, vectors: Floats, moved: Floats, values: Floats) -> Floats:
    """A Chebyshev polynomial of the matrix times the block: what lies below the smallest of these directions fades.

    `moved` is the matrix times `vectors`. The degree keeps the second direction from drowning in the first.
    """
    half = float(max(values[-1], values[0] * FADING)) / 2
    degree = int(np.clip(DROWNING / np.log(4 * values[0] / half), 2, MOST_DEGREE))
    before, block = vectors, moved / half - vectors
    for _ in range(degree - 1):
        before, block = block, 2 * (spread(block) / half - block) - before
    return block


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
