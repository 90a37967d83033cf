"""Voters who are almost the same, however many: the work grows with the votes."""

import numpy as np
import pytest

from gedragen.opinion.arrays import Flags, Ints
from gedragen.opinion.groups import alike as prints
from gedragen.opinion.groups.alike import alike
from gedragen.opinion.votes import VoteRows, group_votes
from tests.opinion.votes import rows_of


def crowd(people: int, statements: int, moved: float) -> VoteRows:
    """Everybody votes by one of three examples, but for a part of votes that moved."""
    chance = np.random.Generator(np.random.PCG64(3))
    votes = chance.integers(-1, 2, (3, statements))[chance.integers(0, 3, people)]
    other = chance.random((people, statements)) < moved
    votes[other] = chance.integers(-1, 2, int(other.sum()))
    return group_votes(
        np.repeat(np.arange(people), statements),
        np.tile(np.arange(statements), people),
        votes.ravel().astype(np.int8),
        participants=people,
        statements=statements,
    )


def test_nine_in_ten_is_the_line() -> None:
    first = [1, -1] * 10
    near, far = [-1, *first[1:]], [-1, 1, *first[2:]]
    assert alike(rows_of([first, near])).groups == ((0, 1),)
    assert alike(rows_of([first, far])).groups == ()


def test_somebody_between_two_joins_them() -> None:
    first = [1, -1] * 10
    between, last = [-1, *first[1:]], [-1, 1, *first[2:]]
    assert alike(rows_of([first, last, between])).groups == ((0, 1, 2),)


def test_with_few_votes_nothing_is_said() -> None:
    found = alike(rows_of([[1] * 11] * 5))
    assert (found.considered, found.groups) == (0, ())


@pytest.mark.parametrize(("moved", "most"), [(0.0, 1), (0.02, 10), (0.15, 150)])
def test_a_crowd_that_votes_the_same_is_not_compared_all_with_all(
    moved: float, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, compared = 4_000, 0

    def counting(rows: VoteRows, one: int, others: Ints) -> Flags:
        nonlocal compared
        compared += len(others)
        return almost(rows, one, others)

    almost = prints._almost
    monkeypatch.setattr(prints, "_almost", counting)
    alike(crowd(people, 20, moved))
    assert 0 < compared <= most * people


def test_in_parts_the_same_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = crowd(400, 20, 0.03)
    at_once = alike(rows)
    monkeypatch.setattr(prints, "PEOPLE_AT_ONCE", 7)
    assert alike(rows) == at_once
    assert at_once.groups
