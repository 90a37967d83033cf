"""Which loops do the heavy work: compiled by numba when it is installed, plain numpy otherwise.

Both give the same integers bit for bit, so installing numba never changes a result.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from gedragen.opinion.arrays import AnyInts, Bytes, Floats, Int32s, Ints

# participant, statement, vote, participants, statements -> starts, codes, first person with a double vote or the above
Rows: TypeAlias = Callable[[AnyInts, AnyInts, Bytes, int, int], tuple[Ints, Int32s, int]]
# starts, codes, statements -> seen x seen, seen x vote, vote x vote
Pairs: TypeAlias = Callable[[Ints, Int32s, int], tuple[Int32s, Int32s, Int32s]]
# the three of pairs, means -> statements x statements
CentredGram: TypeAlias = Callable[[Int32s, Int32s, Int32s, Floats], Floats]
# starts, codes, worth of each code (4 statements x 2) -> participants x 2
Project: TypeAlias = Callable[[Ints, Int32s, Ints], Ints]
# starts, codes, groups, label of each participant (-1 none), statements -> groups x statements x 3
Count: TypeAlias = Callable[[Ints, Int32s, int, Int32s, int], Int32s]
# starts, codes, means, block (statements x b) -> centred votes' x centred votes x block
Spread: TypeAlias = Callable[[Ints, Int32s, Floats, Floats], Floats]
# points (n x 2), weights, first centres (starts x most groups x 2), choices of k, most steps
# -> centres, labels, inertia of the best start for each k
Lloyd: TypeAlias = Callable[[Ints, Ints, Floats, list[int], int], list[tuple[Floats, Int32s, float]]]
# points (n x 2), centres (k x 2) -> the nearest of these
Nearest: TypeAlias = Callable[[Floats, Floats], Int32s]
# points (n x 2), weights, labels (choices x n), groups of each choice -> silhouette of each choice
Silhouettes: TypeAlias = Callable[[Floats, Ints, Int32s, Ints], Floats]
# cells of the state, people and codes of the ballots, person, statement, vote -> 1 if new, 0 if changed, or NO_ROOM
CastVote: TypeAlias = Callable[[Int32s, Ints, Int32s, int, int, int], int]


@dataclass(frozen=True)
class Kernels:
    name: str
    rows: Rows
    pairs: Pairs
    centred_gram: CentredGram
    project: Project
    count: Count
    spread: Spread
    lloyd: Lloyd
    nearest: Nearest
    silhouettes: Silhouettes
    cast: CastVote


@cache
def plain_kernels() -> Kernels:
    from gedragen.opinion.loops import plain, plain_cast

    return Kernels(
        name="numpy",
        rows=plain.rows,
        pairs=plain.pairs,
        centred_gram=plain.centred_gram,
        project=plain.project,
        count=plain.count,
        spread=plain.spread,
        lloyd=plain.lloyd,
        nearest=plain.nearest,
        silhouettes=plain.silhouettes,
        cast=plain_cast.cast,
    )


@cache
def compiled_kernels() -> Kernels:
    """Raises ImportError where numba is not installed, OSError where its libraries do not load."""
    from gedragen.opinion.loops import compiled, compiled_groups, compiled_pairs, compiled_rows

    return Kernels(
        name="numba",
        rows=compiled_rows.rows,
        pairs=compiled_pairs.pairs,
        centred_gram=compiled_pairs.centred_gram,
        project=compiled.project,
        count=compiled.count,
        spread=compiled.spread,
        lloyd=compiled_groups.lloyd,
        nearest=compiled_groups.nearest,
        silhouettes=compiled_groups.silhouettes,
        cast=compiled.cast,
    )


def kernels() -> Kernels:
    """Compiled when numba is there and loads, unless GEDRAGEN_PLAIN_MATHS=1 asks for numpy."""
    if os.environ.get("GEDRAGEN_PLAIN_MATHS") == "1":
        return plain_kernels()
    try:
        return compiled_kernels()
    except (ImportError, OSError):
        return plain_kernels()
