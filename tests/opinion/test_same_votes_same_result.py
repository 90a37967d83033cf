"""Order, chunks, threads and the compiled path change nothing: the same k, labels and ids, floats within 1e-9."""

import os

import numpy as np
import pytest

from gedragen.opinion.files.conversation import Conversation, conversation
from gedragen.opinion.files.report import opinion_report
from gedragen.opinion.groups.analysis import Analysis, analyse
from gedragen.opinion.groups.pairs import PairState
from gedragen.opinion.loops.compiled import thread_count
from gedragen.opinion.loops.kernels import compiled_kernels, plain_kernels
from tests.opinion.votes import BIODIVERSITY, SETS, real


def same(one: Analysis, other: Analysis) -> bool:
    return (
        one.k == other.k
        and np.array_equal(one.labels, other.labels)
        and np.allclose(one.map.coordinates, other.map.coordinates, rtol=0, atol=1e-9)
        and np.allclose(one.consensus, other.consensus, rtol=0, atol=1e-9)
        and one.representative == other.representative
    )


@pytest.mark.parametrize("name", SETS)
def test_in_any_order_of_lines_and_columns(name: str) -> None:
    talk = real(name)
    chance = np.random.Generator(np.random.PCG64(7))
    people, topics = chance.permutation(len(talk.participants)), chance.permutation(len(talk.statements))
    person = np.repeat(np.arange(talk.rows.participants), talk.rows.per_participant)
    statement, vote = talk.rows.seen_and_voted()
    order = chance.permutation(talk.rows.votes)
    shuffled = conversation(
        [talk.participants[at] for at in people],
        [talk.statements[at] for at in topics],
        np.argsort(people)[person][order].astype(np.int32),
        np.argsort(topics)[statement][order].astype(np.int32),
        vote[order].astype(np.int8),
    )
    assert shuffled.participants == talk.participants
    assert same(analyse(shuffled.rows), analyse(talk.rows))


@pytest.mark.parametrize("name", SETS)
def test_with_and_without_numba(name: str) -> None:
    rows = real(name).rows
    assert same(analyse(rows, using=plain_kernels()), analyse(rows, using=compiled_kernels()))


def mirrored(people: int) -> Conversation:
    """Everybody has an opposite, and a third stands right in the middle: many places are tied."""
    chance = np.random.Generator(np.random.PCG64(11))
    half = chance.choice([1, 1, 1, -1, 0], (people // 3, 12)) * np.where(np.arange(12) < 6, 1, -1)
    votes = np.concatenate([half, -half, np.zeros_like(half)])
    person, statement = np.indices(votes.shape).reshape(2, -1)
    names = [str(number) for number in range(len(votes))]
    return conversation(
        names, names[:12], person.astype(np.int32), statement.astype(np.int32), votes.ravel().astype(np.int8)
    )


@pytest.mark.parametrize("people", [600, 3_000])
def test_with_ties_and_on_the_grid(people: int) -> None:
    talk = mirrored(people)
    one = opinion_report(talk)
    assert one.analysis.k > 1
    order = np.random.Generator(np.random.PCG64(12)).permutation(len(talk.participants))
    person, (statement, vote) = np.repeat(np.arange(len(order)), 12), talk.rows.seen_and_voted()
    shuffled = conversation(
        [talk.participants[at] for at in order],
        talk.statements,
        np.argsort(order)[person].astype(np.int32),
        statement,
        vote.astype(np.int8),
    )
    assert same(opinion_report(shuffled).analysis, one.analysis)
    plain = analyse(talk.rows, using=plain_kernels(), k=one.analysis.k)
    assert same(plain, one.analysis)
    assert np.allclose(
        list(plain.map.silhouettes.values()), list(one.analysis.map.silhouettes.values()), rtol=0, atol=1e-9
    )


@pytest.mark.parametrize("threads", ["1", "2", "3"])
def test_with_any_number_of_threads(threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = real(BIODIVERSITY)
    one = analyse(talk.rows)
    monkeypatch.setenv("NUMBA_NUM_THREADS", threads)
    monkeypatch.setattr("gedragen.opinion.loops.compiled.THREADS_PAY_FROM_VOTES", 100)
    assert same(analyse(talk.rows), one)


def test_from_a_state_in_chunks() -> None:
    talk = real(BIODIVERSITY)
    state = PairState.empty(talk.rows.statements)
    for first in range(0, 536, 67):
        state = state + PairState.of(talk.rows.part(first, min(first + 67, 536)))
    chunked = analyse(talk.rows, state=state, moderated=talk.moderated)
    assert same(chunked, analyse(talk.rows, moderated=talk.moderated))


def test_threads_are_counted_where_a_process_cannot_ask_for_its_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only Linux tells which processors are ours."""
    monkeypatch.delenv("NUMBA_NUM_THREADS", raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert thread_count() == os.cpu_count()
