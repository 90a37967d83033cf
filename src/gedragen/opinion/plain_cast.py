"""One more vote into the state, in plain numpy: only one row of the cells changes."""

import numpy as np

from gedragen.opinion.arrays import Int32s


def cast(cells: Int32s, codes: Int32s, count: int, code: int) -> int:
    """Write a new or changed vote into `PairState.of_cells` and the codes of the person; how many these are now."""
    statement, vote = code >> 2, (code & 3) - 1
    seen, voted = codes[:count] >> 2, (codes[:count] & 3) - 1
    found = np.flatnonzero(seen == statement)
    at = int(found[0]) if len(found) else count
    new = at == count
    before = 0 if new else int(voted[at])
    change = vote - before
    others, voted = seen[seen != statement], voted[seen != statement]
    row = cells[statement]
    row[others, 0] += new
    row[others, 1] += new * voted
    row[others, 2] += change
    row[others, 3] += voted * change
    row[statement] += np.array([new, change, 0, vote * vote - before * before], dtype=np.int32)
    codes[at] = code
    return count + new
