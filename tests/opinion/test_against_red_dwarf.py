"""The published formulas and the method against red-dwarf, an independent implementation of Polis.

On three real conversations, and on made-up ones of one to three camps with passes, gaps and moderation.
"""

import warnings
from typing import Any

import numpy as np
import pytest

from gedragen.opinion.files.conversation import Conversation, conversation
from gedragen.opinion.groups.analysis import Analysis, analyse, everybody_counts
from gedragen.opinion.groups.formulas import GroupCounts, group_numbers, share, share_test
from gedragen.opinion.groups.representative import representative
from gedragen.opinion.loops.kernels import kernels
from tests.opinion.votes import SETS, real


def red_dwarf(talk: Conversation) -> Any:
    person = np.repeat(np.arange(talk.rows.participants), talk.rows.per_participant)
    statement, vote = talk.rows.seen_and_voted()
    votes = [
        {"participant_id": who, "statement_id": what, "vote": said, "modified": 0}
        for who, what, said in zip(person.tolist(), statement.tolist(), vote.tolist(), strict=True)
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from reddwarf.implementations.base import run_pipeline  # type: ignore[import-untyped]

        return run_pipeline(votes=votes, mod_out_statement_ids=np.flatnonzero(talk.moderated).tolist(), random_state=1)


MADE = range(8)


def made(seed: int) -> Conversation:
    chance = np.random.Generator(np.random.PCG64(seed))
    people, topics, camps = int(chance.integers(30, 120)), int(chance.integers(9, 40)), int(chance.integers(1, 4))
    leaning = chance.uniform(-2, 2, (camps, topics))[chance.integers(0, camps, people)]
    vote = np.where(chance.random((people, topics)) < 1 / (1 + np.exp(-leaning)), 1, -1)
    vote[chance.random((people, topics)) < chance.choice([0, 0.1, 0.4])] = 0
    seen = chance.random((people, topics)) < chance.choice([0.6, 0.8, 1])
    seen[: people // 2, :7] = True  # enough people vote often enough
    person, statement = np.nonzero(seen)
    names = [str(number) for number in range(topics)]
    moderated = frozenset(name for name in names if chance.random() < chance.choice([0, 0.2]))
    return conversation(
        [str(number) for number in range(people)],
        names,
        person.astype(np.int32),
        statement.astype(np.int32),
        vote[seen].astype(np.int8),
        moderated,
    )


@pytest.fixture(scope="module", params=[*SETS, *MADE])
def both(request: pytest.FixtureRequest) -> tuple[Conversation, Analysis, Any]:
    talk = real(request.param) if request.param in SETS else made(request.param)
    return talk, analyse(talk.rows, moderated=talk.moderated), red_dwarf(talk)


def labels_of(talk: Conversation, theirs: Any) -> "np.ndarray":
    labels = np.full(len(talk.participants), -1, dtype=np.int32)
    grouped = theirs.participants_df["cluster_id"].dropna()
    labels[grouped.index.to_numpy()] = grouped.to_numpy(dtype=np.int32)
    return labels


def test_the_same_people_are_grouped(both: tuple[Conversation, Analysis, Any]) -> None:
    talk, ours, theirs = both
    assert np.array_equal(ours.map.grouped, labels_of(talk, theirs) >= 0)


def test_the_same_numbers_for_the_same_groups(both: tuple[Conversation, Analysis, Any]) -> None:
    talk, _, theirs = both
    labels = labels_of(talk, theirs)
    k = int(labels.max()) + 1
    rows = talk.rows
    numbers = group_numbers(GroupCounts.of(kernels().count(rows.starts, rows.codes, k, labels, rows.statements)))
    names = {
        "pa": numbers.agree_share, "pd": numbers.disagree_share, "pat": numbers.agree_test,
        "pdt": numbers.disagree_test, "ra": numbers.agree_ratio, "rd": numbers.disagree_ratio,
        "rat": numbers.agree_ratio_test, "rdt": numbers.disagree_ratio_test,
    }  # fmt: skip
    for name, own in names.items():
        other = theirs.group_comment_stats[name].to_numpy().reshape(k, rows.statements)
        assert np.abs(own - other).max() <= 1e-12, name
    consensus = theirs.statements_df["group-aware-consensus"].to_numpy()
    assert np.abs(numbers.consensus - consensus).max() <= 1e-12


def test_the_same_statements_represent_the_same_groups(both: tuple[Conversation, Analysis, Any]) -> None:
    talk, _, theirs = both
    labels = labels_of(talk, theirs)
    k = int(labels.max()) + 1
    rows = talk.rows
    counts = GroupCounts.of(kernels().count(rows.starts, rows.codes, k, labels, rows.statements))
    picks = representative(counts, group_numbers(counts), ~talk.moderated)
    for group in range(k):
        expected = [(pick["tid"], pick["repful-for"]) for pick in theirs.repness[group]]
        # Of a group that agrees with nothing it drops what the group disagrees with.
        if expected:
            assert [(pick.statement, pick.direction) for pick in picks[group]] == expected
        assert picks[group]


def test_the_same_majority_statements(both: tuple[Conversation, Analysis, Any]) -> None:
    talk, ours, theirs = both
    everybody = everybody_counts(talk.rows, using=kernels())
    for side, votes in (("agree", everybody.agree), ("disagree", everybody.disagree)):
        strength = (share(votes, everybody.seen) * share_test(votes, everybody.seen))[0]
        expected = [pick["tid"] for pick in getattr(theirs.consensus, side, None) or theirs.consensus[side]]
        found = [pick.statement for pick in ours.majority if pick.direction == side]
        # It leaves ties as they come; ours go in order of statement.
        assert strength[found].tolist() == strength[expected].tolist()
        assert found == sorted(found, key=lambda statement: (-strength[statement], statement))


def test_the_same_map(both: tuple[Conversation, Analysis, Any]) -> None:
    _, ours, theirs = both
    places = theirs.participants_df[["x", "y"]].to_numpy()
    for axis in (0, 1):
        assert abs(np.corrcoef(ours.map.coordinates[:, axis], places[:, axis])[0, 1]) >= 0.9999


@pytest.mark.parametrize("both", SETS, indirect=True)
def test_groups_that_fit_as_well_or_better(both: tuple[Conversation, Analysis, Any]) -> None:
    talk, ours, theirs = both
    places = ours.map.coordinates

    def inertia(labels: "np.ndarray") -> float:
        parts = [places[labels == group] for group in range(int(labels.max()) + 1)]
        return float(sum(((part - part.mean(axis=0)) ** 2).sum() for part in parts))

    assert inertia(ours.labels) <= inertia(labels_of(talk, theirs)) * (1 + 1e-12)


def test_the_same_priorities(both: tuple[Conversation, Analysis, Any]) -> None:
    talk, ours, theirs = both
    kept = ~talk.moderated
    # Its solver is a randomised one on larger tables, good to four digits.
    assert np.allclose(ours.priority[kept], theirs.statements_df["priority"].to_numpy(dtype=float)[kept], rtol=1e-3)
