"""Where each person stands on the map, and who is active enough to be grouped."""

import numpy as np

from gedragen.opinion.arrays import Flags, Floats, Ints
from gedragen.opinion.loops.kernels import Kernels, kernels
from gedragen.opinion.votes import AGREE, DISAGREE, PASS, VoteRows

ENOUGH_VOTES = 7
ENOUGH_PEOPLE = 15
FIXED_POINT = 2.0**42  # weights become whole numbers, so a sum of votes does not depend on their order


def project(part: VoteRows, axes: Floats, means: Floats, moderated: int = 0, *, using: Kernels | None = None) -> Floats:
    """Coordinates (participants x 2): centred votes along the axes, times sqrt(statements / votes of the person).

    `part` leaves out as many statements as are `moderated` out: each counts as seen by everybody and moves nobody.
    """
    vote_weight, seen_weight = np.rint(axes * FIXED_POINT), np.rint(axes * means * FIXED_POINT)
    worth = np.zeros((part.statements, 4, 2), dtype=np.int64)
    for vote in (DISAGREE, PASS, AGREE):
        worth[:, vote + 1] = (vote * vote_weight - seen_weight).T
    places = (using or kernels()).project(part.starts, part.codes, worth.reshape(-1, 2)) / FIXED_POINT
    votes = part.per_participant + moderated
    places *= np.sqrt((part.statements + moderated) / np.maximum(votes, 1))[:, None]
    return places


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
