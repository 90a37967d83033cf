"""Where each person stands on the map, and who is active enough to be grouped."""

import numpy as np

from gedragen.opinion.arrays import Flags, Floats, Ints
from gedragen.opinion.kernels import Kernels, kernels
from gedragen.opinion.votes import VoteRows

ENOUGH_VOTES = 7
ENOUGH_PEOPLE = 15
FIXED_POINT = 2.0**42  # weights become whole numbers, so a sum of votes does not depend on their order


def project(rows: VoteRows, axes: Floats, means: Floats, kept: Flags, *, using: Kernels | None = None) -> Floats:
    """Coordinates (participants x 2): centred votes along the axes, times sqrt(statements / votes of the person).

    A moderated-out statement counts as seen by everybody and moves nobody.
    """
    tools = using or kernels()
    weights = np.ascontiguousarray(np.where(kept, axes, 0).T)
    vote_weight = np.rint(weights * FIXED_POINT).astype(np.int64)
    seen_weight = np.rint(weights * means[:, None] * FIXED_POINT).astype(np.int64)
    places = tools.project(rows.starts, rows.codes, vote_weight, seen_weight) / FIXED_POINT
    places *= np.sqrt(rows.statements / np.maximum(votes_for_scale(rows, kept), 1))[:, None]
    return places


def votes_for_scale(rows: VoteRows, kept: Flags) -> Ints:
    """Votes of each person, every moderated-out statement counted as voted on by everybody (participants)."""
    if kept.all():
        return rows.per_participant
    running = np.zeros(rows.votes + 1, dtype=np.int32)
    np.cumsum(kept[rows.codes >> 2], out=running[1:])
    return np.diff(running[rows.starts]).astype(np.int64) + int((~kept).sum())


def extremity(axes: Floats, means: Floats, kept: Flags) -> Floats:
    """How far a lone vote (for or against alike on average: the agreeing one) stands from the middle (statements)."""
    lone = np.where(kept, (1 - means) * axes, 0) * np.sqrt(axes.shape[1])
    length: Floats = np.hypot(lone[0], lone[1])
    return length


def grouped_people(votes: Ints, statements: int, before: Flags | None = None) -> Flags:
    """Who is grouped: min(7, statements) votes or more, and everyone who was grouped `before`.

    If these are fewer than 15, the most active others are added up to 15; nobody without a vote is.
    """
    grouped = votes >= max(1, min(ENOUGH_VOTES, statements))
    if before is not None:
        grouped = grouped | (before & (votes > 0))
    missing = ENOUGH_PEOPLE - int(grouped.sum())
    if missing > 0:
        others = np.flatnonzero(~grouped & (votes > 0))
        most_active = others[np.argsort(-votes[others], kind="stable")[:missing]]
        grouped = grouped.copy()
        grouped[most_active] = True
    return grouped
