"""Votes with the names of people and statements as the file gives them, in one fixed order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gedragen.opinion.arrays import Bytes, Flags, Int32s, Ints
from gedragen.opinion.votes import VoteRows, group_votes


@dataclass(frozen=True, eq=False)
class Conversation:
    """`moderated` (statements) marks what the export moderated out."""

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    moderated: Flags
    rows: VoteRows


def conversation(
    participants: Sequence[str],
    statements: Sequence[str],
    participant: Int32s,
    statement: Int32s,
    vote: Bytes,
    moderated: frozenset[str] = frozenset(),
) -> Conversation:
    """Put people and statements in the order of their names, so that the order of a file changes nothing.

    `participant` and `statement` are places in the two lists of names.
    """
    people, topics = _in_order(participants), _in_order(statements)
    names = [statements[at] for at in topics]
    rows = group_votes(
        _places(people)[participant],
        _places(topics)[statement],
        vote,
        participants=len(participants),
        statements=len(statements),
    )
    marks = np.array([name in moderated for name in names], dtype=np.bool_)
    return Conversation(tuple(participants[at] for at in people), tuple(names), marks, rows)


def _in_order(names: Sequence[str]) -> list[int]:
    """Numbers by their size, then other names by their letters."""
    return sorted(range(len(names)), key=lambda at: _sort_key(names[at]))


def _sort_key(name: str) -> tuple[int, int, str]:
    plain = name.isascii() and name.isdigit() and len(name) < 20
    return (0, int(name), name) if plain else (1, 0, name)


def _places(order: list[int]) -> Int32s:
    places = np.empty(len(order), dtype=np.int32)
    places[np.array(order, dtype=np.int64)] = np.arange(len(order), dtype=np.int32)
    return places


def last_votes(participant: Int32s, statement: Int32s, time: Ints) -> Ints:
    """Which entries are the last of their person on their statement; of equal times the later line counts."""
    order = np.lexsort((np.arange(len(time)), time, statement, participant))
    same = (participant[order][1:] == participant[order][:-1]) & (statement[order][1:] == statement[order][:-1])
    return np.sort(order[np.append(~same, np.ones(min(len(order), 1), dtype=np.bool_))])
