"""One more vote into the state, in plain numpy: only one row of the cells changes."""

import numpy as np

from gedragen.opinion.arrays import Int32s, Ints
from gedragen.opinion.loops.ballots import NO_ROOM


def cast(cells: Int32s, people: Ints, codes: Int32s, person: int, statement: int, vote: int) -> int:
    """Write a new or changed vote into `PairState.of_cells` and the ballots: 1 if new, 0 if changed, or NO_ROOM."""
    if not (0 <= person < len(people) and 0 <= statement < len(cells) and -1 <= vote <= 1):
        return NO_ROOM
    first, count, room = people[person].tolist()
    own = codes[first : first + count]
    seen, voted = own >> 2, (own & 3) - 1
    hits = np.flatnonzero(seen == statement)
    new = int(len(hits) == 0)
    if new and count == room:
        return NO_ROOM
    at = count if new else int(hits[0])
    before = 0 if new else int(voted[at])
    change = vote - before
    others, voted = seen[seen != statement], voted[seen != statement]
    row = cells[statement]
    row[others, 0] += new
    row[others, 1] += new * voted
    row[others, 2] += change
    row[others, 3] += voted * change
    row[statement] += np.array([new, change, 0, vote * vote - before * before], dtype=np.int32)
    codes[first + at] = statement * 4 + vote + 1
    people[person, 1] += new
    return new
