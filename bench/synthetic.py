"""Made-up votes: three planted groups, activity as uneven as in real conversations. Fixed seeds."""

from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Bytes, Int32s

SEED = 500


@dataclass(frozen=True)
class LooseVotes:
    """One entry a vote, in the random order in which votes might arrive."""

    participant: Int32s
    statement: Int32s
    vote: Bytes
    participants: int
    statements: int

    @property
    def bytes_used(self) -> int:
        return self.participant.nbytes + self.statement.nbytes + self.vote.nbytes


def synthetic(participants: int, statements: int, density: float, seed: int = SEED) -> LooseVotes:
    chance = np.random.Generator(np.random.PCG64(seed))
    activity = chance.lognormal(0.0, 0.7, participants)
    counts = np.clip(activity / activity.mean() * density * statements, 1, statements).astype(np.int64)
    lean = chance.normal(0.0, 1.2, (3, statements))
    group = chance.choice(3, participants, p=(0.5, 0.3, 0.2))
    parts = [
        _block(chance, counts[first : first + 20_000], group[first : first + 20_000], lean, first)
        for first in range(0, participants, 20_000)
    ]
    participant, statement, vote = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = chance.permutation(len(participant))
    return LooseVotes(participant[order], statement[order], vote[order], participants, statements)


def _block(
    chance: np.random.Generator, counts: "np.ndarray", group: "np.ndarray", lean: "np.ndarray", first: int
) -> tuple[Int32s, Int32s, Bytes]:
    statements = lean.shape[1]
    rank = np.argsort(chance.random((len(counts), statements), dtype=np.float32), axis=1)
    chosen = np.arange(statements) < counts[:, None]
    person = np.repeat(np.arange(len(counts)), counts)
    statement = rank[chosen]
    agree = 1 / (1 + np.exp(-lean[group[person], statement]))
    draw = chance.random(len(person))
    vote = np.where(draw < 0.08, 0, np.where(chance.random(len(person)) < agree, 1, -1))
    return (person + first).astype(np.int32), statement.astype(np.int32), vote.astype(np.int8)
