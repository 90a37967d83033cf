"""How one person would probably vote on a statement not seen yet: what to show next, never what people think.

Votes are missing for a reason, so a filled-in vote never counts as support; group shares come from real votes.
"""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Floats, Int32s, Ints
from gedragen.opinion.votes import VoteRows

RANK = 2
SWEEPS = 40
PERSON_RIDGE = np.array([1.0, 4.0, 4.0])
STATEMENT_RIDGE = np.array([0.5, 2.0, 2.0])
FIRST_SIZE = 0.5
SEED = 2


@dataclass(frozen=True, eq=False)
class Factors:
    """Log-odds of agreeing: a leaning of the person, one of the statement, and two of each that multiply.

    `people` is participants x 3, `statements` statements x 3; column 0 is the leaning.
    """

    people: Floats
    statements: Floats

    def chance(self, person: Ints | Int32s, statement: Ints | Int32s) -> Floats:
        """The chance of agreeing rather than disagreeing, for pairs of a person and a statement."""
        return _logistic(_odds(self.people[person], self.statements[statement]))

    def doubt(self, person: int) -> Floats:
        """How little is known of this person's vote on each statement: 1 even odds, 0 certain (statements)."""
        everything = np.arange(len(self.statements))
        chance = self.chance(np.full(len(everything), person), everything)
        return 1 - np.abs(2 * chance - 1)


def fit(rows: VoteRows, sweeps: int = SWEEPS) -> Factors:
    """Logistic factors of rank 2 from who agreed and who disagreed; passes are left out.

    Each half-sweep bounds the logistic loss by a parabola of constant curvature and solves a small least
    squares problem for every person, then for every statement. Fixed first values: the same votes give the
    same factors.
    """
    statement, vote = rows.seen_and_voted()
    person = np.repeat(np.arange(rows.participants), rows.per_participant)
    said = vote != 0
    person, statement, agreed = person[said], statement[said].astype(np.int64), (vote[said] > 0).astype(np.float64)
    chance = np.random.Generator(np.random.PCG64(SEED))
    people = np.zeros((rows.participants, 1 + RANK))
    statements = np.hstack([np.zeros((rows.statements, 1)), chance.normal(0, FIRST_SIZE, (rows.statements, RANK))])
    for _ in range(sweeps):
        people = _half_sweep(people, statements, person, statement, agreed, PERSON_RIDGE)
        statements = _half_sweep(statements, people, statement, person, agreed, STATEMENT_RIDGE)
    return Factors(people, statements)


def _half_sweep(own: Floats, other: Floats, at: Ints, across: Ints, agreed: Floats, ridge: Floats) -> Floats:
    """New factors for one side: the leaning of the other side is given, its multiplying factors are the design."""
    facing = other[across]
    odds = _odds(own[at], facing)
    target = odds - facing[:, 0] + 4 * (agreed - _logistic(odds))
    design = facing.copy()
    design[:, 0] = 1
    size = own.shape[1]
    left = np.empty((len(own), size, size))
    right = np.empty((len(own), size))
    for row in range(size):
        right[:, row] = np.bincount(at, design[:, row] * target, minlength=len(own))
        for column in range(row + 1):
            total = np.bincount(at, design[:, row] * design[:, column], minlength=len(own))
            left[:, row, column] = left[:, column, row] = total
    left[:, np.arange(size), np.arange(size)] += 4 * ridge
    return np.linalg.solve(left, right[:, :, None])[:, :, 0].astype(np.float64)


def _odds(people: Floats, statements: Floats) -> Floats:
    odds: Floats = people[:, 0] + statements[:, 0]
    for factor in range(1, people.shape[1]):
        odds = odds + people[:, factor] * statements[:, factor]
    return odds


def _logistic(odds: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def log_loss(chance: Floats, agreed: Floats) -> float:
    """Mean surprise in natural units; lower is better."""
    safe = np.clip(chance, 1e-9, 1 - 1e-9)
    return float(-(agreed * np.log(safe) + (1 - agreed) * np.log(1 - safe)).mean())
