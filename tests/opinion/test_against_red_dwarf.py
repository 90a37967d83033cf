"""The published formulas and the method against red-dwarf, an independent implementation of Polis."""

import warnings
from typing import Any

import numpy as np
import pytest

from gedragen.opinion.analysis import Analysis, analyse
from gedragen.opinion.conversation import Conversation
from gedragen.opinion.formulas import GroupCounts, group_numbers
from gedragen.opinion.kernels import kernels
from gedragen.opinion.representative import representative
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


@pytest.fixture(scope="module", params=SETS)
def both(request: pytest.FixtureRequest) -> tuple[Conversation, Analysis, Any]:
    talk = real(request.param)
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
    rows = talk.rows
    counts = GroupCounts.of(kernels().count(rows.starts, rows.codes, 2, labels, rows.statements))
    picks = representative(counts, group_numbers(counts), ~talk.moderated)
    for group in range(2):
        expected = [(pick["tid"], pick["repful-for"]) for pick in theirs.repness[group]]
        assert [(pick.statement, pick.direction) for pick in picks[group]] == expected


def test_the_same_majority_statements(both: tuple[Conversation, Analysis, Any]) -> None:
    _, ours, theirs = both
    for side in ("agree", "disagree"):
        expected = [pick["tid"] for pick in getattr(theirs.consensus, side, None) or theirs.consensus[side]]
        assert [pick.statement for pick in ours.majority if pick.direction == side] == expected


def test_the_same_map(both: tuple[Conversation, Analysis, Any]) -> None:
    _, ours, theirs = both
    places = theirs.participants_df[["x", "y"]].to_numpy()
    for axis in (0, 1):
        assert abs(np.corrcoef(ours.map.coordinates[:, axis], places[:, axis])[0, 1]) >= 0.9999


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
