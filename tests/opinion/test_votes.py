import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from gedragen.opinion.loops.kernels import compiled_kernels, plain_kernels
from gedragen.opinion.votes import VotesRefused, group_votes
from tests.opinion.votes import matrix_of, rows_of, unhurried

TABLES = some.integers(1, 6).flatmap(
    lambda width: some.lists(
        some.lists(some.sampled_from([1, 0, -1, None]), min_size=width, max_size=width), min_size=1, max_size=12
    )
)


@unhurried
@given(TABLES)
def test_rows_hold_every_vote_once(table: list[list[int | None]]) -> None:
    assert matrix_of(rows_of(table)) == table


@unhurried
@given(TABLES)
def test_the_order_of_arrival_changes_nothing(table: list[list[int | None]]) -> None:
    rows = rows_of(table)
    person = np.repeat(np.arange(rows.participants, dtype=np.int32), rows.per_participant)
    statement, vote = rows.seen_and_voted()
    order = np.random.Generator(np.random.PCG64(len(vote))).permutation(len(vote))
    shuffled = group_votes(
        person[order],
        statement[order],
        vote[order].astype(np.int8),
        participants=rows.participants,
        statements=rows.statements,
    )
    assert np.array_equal(shuffled.codes, rows.codes)
    assert np.array_equal(shuffled.starts, rows.starts)


@unhurried
@given(TABLES)
def test_numba_and_numpy_give_the_same_rows_and_pairs(table: list[list[int | None]]) -> None:
    fast, plain = rows_of(table, using=compiled_kernels()), rows_of(table, using=plain_kernels())
    assert np.array_equal(fast.codes, plain.codes)
    pairs = [
        tools.pairs(plain.starts, plain.codes, plain.statements) for tools in (compiled_kernels(), plain_kernels())
    ]
    assert all(np.array_equal(one, other) for one, other in zip(*pairs, strict=True))


@pytest.mark.parametrize(("participant", "statement", "vote"), [(0, 0, 2), (5, 0, 1), (-1, 0, 1), (0, 9, 1)], ids=str)
def test_a_vote_outside_the_table_is_refused(participant: int, statement: int, vote: int) -> None:
    with pytest.raises(VotesRefused):
        group_votes(
            np.array([participant], np.int32), np.array([statement], np.int32), np.array([vote], np.int8),
            participants=2, statements=3,
        )  # fmt: skip


def test_two_votes_of_one_person_on_one_statement_are_refused() -> None:
    for tools in (compiled_kernels(), plain_kernels()):
        with pytest.raises(VotesRefused, match="number 1 voted twice"):
            group_votes(
                np.array([0, 1, 1], np.int32), np.array([0, 2, 2], np.int32), np.array([1, 1, -1], np.int8),
                participants=2, statements=3, using=tools,
            )  # fmt: skip


def test_a_million_statements_are_refused_in_words() -> None:
    none = np.empty(0, np.int32)
    with pytest.raises(VotesRefused, match="at most 10,000"):
        group_votes(none, none, none.astype(np.int8), participants=1, statements=1_000_000)
