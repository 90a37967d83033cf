"""The way from one leaf up to the root: by it one answer is found under a seal, and nothing of the others is told."""

import hashlib
from collections.abc import Sequence
from typing import Literal, NamedTuple

Side = Literal["left", "right"]
# A node joins two hashes of 32 bytes. The first byte keeps leaves and nodes apart.
NODE = b"\1"


class Step(NamedTuple):
    """What the way meets on one floor: the hash beside it, and on which side that stands."""

    side: Side
    hash: str


def merkle_path(leaves: Sequence[str], index: int) -> tuple[Step, ...]:
    """The steps from this leaf to the root. Where it is the odd one out it goes up as it is, and meets nothing.

    Raises IndexError for a place where no leaf stands.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    row, at, steps = list(leaves), index, []
    while len(row) > 1:
        beside = at ^ 1
        if beside < len(row):
            steps.append(Step("left" if beside < at else "right", row[beside]))
        row = [_joined(*row[pair : pair + 2]) for pair in range(0, len(row), 2)]
        at //= 2
    return tuple(steps)


def root_from(leaf: str, path: Sequence[Step]) -> str:
    """The root to which this leaf leads along these steps. Hashes are hexadecimal; raises ValueError for others."""
    found = leaf
    for step in path:
        found = _joined(step.hash, found) if step.side == "left" else _joined(found, step.hash)
    return found


def _joined(left: str, right: str = "") -> str:
    if not right:
        return left
    return hashlib.sha256(NODE + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
