"""One more vote into the state, in plain numpy: only rows and columns of the statements this person saw change."""

import numpy as np

from gedragen.opinion.arrays import Bytes, Int32s


def cast(
    both_seen: Int32s,
    seen_vote: Int32s,
    vote_vote: Int32s,
    statements: Int32s,
    votes: Bytes,
    count: int,
    statement: int,
    vote: int,
) -> int:
    """Write a new or changed vote into the three matrices and the person's arrays; how many votes these hold now."""
    found = np.flatnonzero(statements[:count] == statement)
    at = int(found[0]) if len(found) else count
    new = at == count
    before = 0 if new else int(votes[at])
    others = np.delete(np.arange(count), at) if not new else np.arange(count)
    seen, voted = statements[others], votes[others].astype(np.int32)
    change = vote - before
    if new:
        both_seen[seen, statement] += 1
        both_seen[statement, seen] += 1
        both_seen[statement, statement] += 1
        seen_vote[statement, seen] += voted
    seen_vote[seen, statement] += change
    seen_vote[statement, statement] += change
    vote_vote[seen, statement] += voted * change
    vote_vote[statement, seen] += voted * change
    vote_vote[statement, statement] += vote * vote - before * before
    statements[at], votes[at] = statement, vote
    return count + new
