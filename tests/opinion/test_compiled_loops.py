"""Each compiled loop against the plain one, at sizes where it takes its parts, its bits and its threads."""

from dataclasses import fields

import numpy as np
import pytest

from gedragen.opinion.arrays import Bytes, Int32s
from gedragen.opinion.groups.pairs import PairState
from gedragen.opinion.loops import compiled_pairs
from gedragen.opinion.loops.kernels import Kernels, compiled_kernels, plain_kernels
from gedragen.opinion.votes import VoteRows, VotesRefused, group_votes

FAST, PLAIN = compiled_kernels(), plain_kernels()


def loose_votes(people: int, statements: int, density: float, seed: int = 3) -> tuple[Int32s, Int32s, Bytes]:
    """Some of all possible votes, in random order."""
    chance = np.random.Generator(np.random.PCG64(seed))
    cells = chance.permutation(np.flatnonzero(chance.random(people * statements) < density))
    vote = chance.choice(np.array([-1, 0, 1, 1], dtype=np.int8), len(cells))
    return (cells // statements).astype(np.int32), (cells % statements).astype(np.int32), vote


def rows_by(tools: Kernels, people: int, statements: int, density: float) -> VoteRows:
    return group_votes(
        *loose_votes(people, statements, density), participants=people, statements=statements, using=tools
    )


def test_both_kinds_of_loops_are_complete() -> None:
    assert all(callable(getattr(FAST, part.name)) for part in fields(Kernels) if part.name != "name")


@pytest.mark.parametrize(
    ("people", "statements", "density"), [(9_000, 60, 0.3), (300_000, 3, 0.5), (70, 4_000, 0.5), (200_000, 9, 0.0)]
)
def test_rows_of_many_parts_are_those_of_one_sort(people: int, statements: int, density: float) -> None:
    fast, plain = (rows_by(tools, people, statements, density) for tools in (FAST, PLAIN))
    assert np.array_equal(fast.starts, plain.starts)
    assert np.array_equal(fast.codes, plain.codes)


def test_wide_whole_numbers_may_name_people_and_statements() -> None:
    person, statement, vote = loose_votes(2_000, 60, 0.5)
    wide = group_votes(person.astype(np.int64), statement.astype(np.int64), vote, participants=2_000, statements=60)
    assert np.array_equal(wide.codes, rows_by(PLAIN, 2_000, 60, 0.5).codes)


@pytest.mark.parametrize("tools", [FAST, PLAIN], ids=lambda tools: tools.name)
@pytest.mark.parametrize(("column", "value"), [(0, -1), (0, 5_000), (1, -1), (1, 60), (2, -2), (2, 2)])
def test_one_number_outside_the_table_is_found_among_many(tools: Kernels, column: int, value: int) -> None:
    columns = loose_votes(5_000, 60, 0.5)
    columns[column][77_777] = value
    with pytest.raises(VotesRefused):
        group_votes(*columns, participants=5_000, statements=60, using=tools)


@pytest.mark.parametrize("tools", [FAST, PLAIN], ids=lambda tools: tools.name)
def test_the_first_double_vote_is_found_among_many_parts(tools: Kernels) -> None:
    person, statement, vote = loose_votes(9_000, 60, 0.3)
    twice = [np.flatnonzero(person == who)[0] for who in (8_765, 4_322, 4_321)]
    with pytest.raises(VotesRefused, match="number 4321 voted twice"):
        group_votes(
            np.append(person, person[twice]), np.append(statement, statement[twice]), np.append(vote, -vote[twice]),
            participants=9_000, statements=60, using=tools,
        )  # fmt: skip


@pytest.mark.parametrize("density", [0.02, 0.1, 0.9])
@pytest.mark.parametrize("busy", [0.0, 1 / 64, 1.0], ids=["by bits", "either way", "pair by pair"])
def test_pairs_by_bits_and_pair_by_pair_are_the_same(
    density: float, busy: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_by(FAST, 35_000, 40, density)
    monkeypatch.setattr(compiled_pairs, "BUSY", busy)
    found = FAST.pairs(rows.starts, rows.codes, rows.statements)
    expected = PLAIN.pairs(rows.starts, rows.codes, rows.statements)
    assert all(np.array_equal(one, other) for one, other in zip(found, expected, strict=True))


def test_the_centred_gram_matrix_is_the_same_bit_for_bit() -> None:
    state = PairState.of(rows_by(FAST, 2_000, 60, 0.3))
    assert np.array_equal(state.centred_gram(using=FAST), state.centred_gram(using=PLAIN))


def test_silhouettes_centres_and_labels_are_the_same() -> None:
    chance = np.random.Generator(np.random.PCG64(4))
    points = chance.integers(-(2**28), 2**28, (1_500, 2))
    weights, groups = chance.integers(1, 40, 1_500), np.array([2, 3, 4])
    seeds = points[chance.integers(0, 1_500, (8, 4))].astype(np.float64)
    fast, plain = (tools.lloyd(points, weights, seeds, groups.tolist(), 60) for tools in (FAST, PLAIN))
    for one, other in zip(fast, plain, strict=True):
        assert np.array_equal(one[0], other[0])
        assert np.array_equal(one[1], other[1])
    labels = np.stack([label for _, label, _ in fast])
    spots = points.astype(np.float64)
    apart, expected = (tools.silhouettes(spots, weights, labels, groups) for tools in (FAST, PLAIN))
    assert np.allclose(apart, expected, rtol=0, atol=1e-12)
    assert np.array_equal(FAST.nearest(spots, fast[2][0]), PLAIN.nearest(spots, fast[2][0]))
