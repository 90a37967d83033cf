import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from gedragen.opinion.groups.live import LiveConversation
from gedragen.opinion.groups.pairs import PairState
from gedragen.opinion.loops.kernels import Kernels, compiled_kernels, plain_kernels
from gedragen.opinion.votes import VotesRefused
from tests.opinion.test_votes import TABLES
from tests.opinion.votes import UBI, real, rows_of, unhurried


@unhurried
@given(TABLES, some.integers(0, 12))
def test_chunks_add_up_to_the_whole_bit_for_bit(table: list[list[int | None]], cut: int) -> None:
    rows = rows_of(table)
    cut = min(cut, rows.participants)
    parts = PairState.of(rows.part(0, cut)) + PairState.of(rows.part(cut, rows.participants))
    assert parts.equals(PairState.of(rows))


@unhurried
@given(TABLES)
def test_the_centred_gram_matrix_is_that_of_the_filled_in_table(table: list[list[int | None]]) -> None:
    votes = np.array([[np.nan if vote is None else vote for vote in line] for line in table])
    seen = ~np.isnan(votes)
    mean = np.where(seen, votes, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    centred = np.where(seen, votes - mean, 0)
    assert np.allclose(PairState.of(rows_of(table)).centred_gram(), centred.T @ centred, atol=1e-12)


@unhurried
@given(some.lists(some.tuples(some.integers(0, 4), some.integers(0, 4), some.integers(-1, 1)), max_size=40))
def test_vote_by_vote_the_state_is_what_a_recompute_gives(votes: list[tuple[int, int, int]]) -> None:
    table: list[list[int | None]] = [[None] * 5 for _ in range(5)]
    live = [LiveConversation(5, using=tools) for tools in (compiled_kernels(), plain_kernels())]
    for conversation in live:
        for person in range(5):
            conversation.cast(person, 0, 0)
    for line in table:
        line[0] = 0
    for person, statement, vote in votes:
        table[person][statement] = vote
        for conversation in live:
            conversation.cast(person, statement, vote)
    whole = PairState.of(rows_of(table))
    assert all(conversation.state.equals(whole) for conversation in live)


@pytest.mark.parametrize("tools", [compiled_kernels(), plain_kernels()], ids=lambda tools: tools.name)
def test_what_is_no_vote_is_refused_and_counts_for_nothing(tools: Kernels) -> None:
    live = LiveConversation(3, using=tools)
    live.cast(0, 1, 1)
    for person, statement, vote in [(-1, 0, 1), (2, 0, 1), (0, 3, 1), (0, -1, 1), (0, 0, 2), (0, 0, -2)]:
        with pytest.raises(VotesRefused):
            live.cast(person, statement, vote)
    assert (live.votes, live.ballots.count) == (1, 1)
    assert live.state.equals(PairState.of(rows_of([[None, 1, None]])))


def test_a_living_conversation_ends_in_the_same_groups() -> None:
    from gedragen.opinion.groups.analysis import analyse

    rows = real(UBI).rows
    live = LiveConversation(rows.statements)
    person = np.repeat(np.arange(rows.participants), rows.per_participant)
    statement, vote = rows.seen_and_voted()
    drawings = 0
    for at, (who, what, said) in enumerate(zip(person.tolist(), statement.tolist(), vote.tolist(), strict=True)):
        live.cast(who, what, said)
        if at > 6_000 and live.worth_drawing:
            live.draw()
            drawings += 1
    end = live.draw()
    assert 2 <= drawings <= 40
    assert np.array_equal(end.labels, analyse(rows).labels)
