"""Every odd conversation has a defined answer."""

import numpy as np
import pytest

from gedragen.opinion.groups.analysis import analyse
from gedragen.opinion.groups.projection import project
from gedragen.opinion.groups.representative import Pick
from tests.opinion.votes import rows_of, two_camps


def test_two_camps_are_two_groups() -> None:
    analysis = analyse(rows_of(two_camps()))
    assert (analysis.k, analysis.sizes) == (2, [14, 10])
    assert set(analysis.labels[:14].tolist()) == {0}
    assert analysis.consensus.argmax() == 7


def test_nobody_voted() -> None:
    analysis = analyse(rows_of([[None, None], [None, None]]))
    assert (analysis.map.drawn, analysis.k, analysis.sizes) == ("nobody", 0, [])
    assert analyse(rows_of([])).k == 0


def test_one_voter_is_one_group_and_no_map() -> None:
    analysis = analyse(rows_of([[1, 1, -1]]))
    assert (analysis.map.drawn, analysis.k, analysis.sizes) == ("few-voters", 1, [1])
    assert analysis.consensus[0] == 2 / 3


def test_nine_voters_are_too_few_for_a_map() -> None:
    assert analyse(rows_of(two_camps(12)[:9])).map.drawn == "few-voters"


def test_everybody_the_same_is_one_group() -> None:
    analysis = analyse(rows_of([[1, -1, 0, 1]] * 20))
    assert (analysis.map.drawn, analysis.k, analysis.sizes) == ("everybody-alike", 1, [20])
    assert not analysis.map.coordinates.any()


def test_only_passes_is_everybody_the_same() -> None:
    assert analyse(rows_of([[0, 0]] * 12)).map.drawn == "everybody-alike"


def test_a_statement_nobody_saw_moves_nobody_and_counts_as_half_in_each_group() -> None:
    table = [[*line, None] for line in two_camps()]
    analysis = analyse(rows_of(table))
    assert analysis.consensus[8] == 0.25
    assert not analysis.map.axes[:, 8].any()
    assert all(Pick(8, "agree") not in picks for picks in analysis.representative)


def test_a_pass_counts_as_seen_and_as_neither() -> None:
    counts = analyse(rows_of([[0, 1]] * 12)).counts
    assert (counts.seen[0, 0], counts.agree[0, 0], counts.passed[0, 0]) == (12, 0, 12)


def test_a_moderated_statement_moves_nobody_and_is_not_picked() -> None:
    moderated = np.zeros(8, dtype=np.bool_)
    moderated[1] = True
    analysis = analyse(rows_of(two_camps()), moderated=moderated)
    assert not analysis.map.axes[:, 1].any()
    assert all(pick.statement != 1 for picks in analysis.representative for pick in picks)


def test_a_moderated_statement_counts_as_seen_by_everybody_in_the_scale() -> None:
    rows = rows_of([[1, None, -1], [1, 1, None]]).only(np.array([True, True, False]))
    places = project(rows, np.ones((2, 2)), np.zeros(2), moderated=1)
    assert np.allclose(places[:, 0], [np.sqrt(3 / 2), 2 * np.sqrt(3 / 3)])


def test_with_few_active_voters_the_most_active_others_join() -> None:
    table = [
        [1, -1] * 4 if person < 4 else [1, None] * (person % 3) + [None] * (8 - 2 * (person % 3))
        for person in range(30)
    ]
    grouped = analyse(rows_of(table)).map.grouped
    assert grouped.sum() == 15
    assert not grouped[[person for person in range(4, 30) if person % 3 == 0]].any()


def test_who_was_grouped_stays_grouped() -> None:
    table = [*two_camps(), [1, None, None, None, None, None, None, None]]
    before = np.zeros(25, dtype=np.bool_)
    before[24] = True
    assert not analyse(rows_of(table)).map.grouped[24]
    assert analyse(rows_of(table), before=before).map.grouped[24]


def test_very_many_statements_take_the_way_without_pair_matrices(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_of(two_camps())
    by_pairs = analyse(rows)
    monkeypatch.setattr("gedragen.opinion.groups.analysis.PAIRS_UP_TO", 2)
    by_rows = analyse(rows)
    assert np.allclose(by_rows.map.coordinates, by_pairs.map.coordinates, atol=1e-9)
    assert np.array_equal(by_rows.labels, by_pairs.labels)
