import numpy as np
import pytest

from gedragen.opinion.groups.alike import alike
from gedragen.opinion.groups.analysis import analyse, with_groups
from gedragen.opinion.groups.choose_k import SteadyK, choose_k
from gedragen.opinion.groups.sensitivity import sensitivities
from gedragen.opinion.groups.stability import agreement, stability_of, stable_k
from tests.opinion.votes import AUSTRIA, BIODIVERSITY, SETS, UBI, real, rows_of, two_camps

CONSENSUS = {
    UBI: {"31": 0.781, "1": 0.729, "64": 0.641},
    BIODIVERSITY: {"290": 0.918, "81": 0.88, "243": 0.828},
    AUSTRIA: {"490": 0.773, "384": 0.769, "152": 0.767},
}
FIRST_PICKS = {
    UBI: ({"2", "15", "19"}, {"18", "66", "2"}),
    BIODIVERSITY: ({"17", "22", "26"}, {"79", "61", "40"}),
    AUSTRIA: ({"43", "31", "33"}, {"51", "43", "31"}),
}


@pytest.mark.parametrize("name", SETS)
def test_real_conversations_show_what_unites_and_what_divides(name: str) -> None:
    talk = real(name)
    analysis = analyse(talk.rows, moderated=talk.moderated)
    assert analysis.k == 2
    best = np.argsort(-np.where(talk.moderated, 0, analysis.consensus), kind="stable")[:3]
    assert [talk.statements[at] for at in best] == list(CONSENSUS[name])
    assert analysis.consensus[best] == pytest.approx(list(CONSENSUS[name].values()), abs=0.002)
    for picks, first in zip(analysis.representative, FIRST_PICKS[name], strict=True):
        assert {talk.statements[pick.statement] for pick in picks[:3]} == first
        assert [pick.direction for pick in picks] == sorted(pick.direction for pick in picks)


def test_k_is_the_highest_silhouette_among_the_stable() -> None:
    assert choose_k({2: 0.5, 3: 0.6, 4: 0.55}) == 3
    assert choose_k({2: 0.5, 3: 0.6, 4: 0.55}, {2: 0.9, 3: 0.4, 4: 0.85}) == 4
    assert choose_k({2: 0.5, 3: 0.6}, {2: 0.1, 3: 0.2}) == 3
    assert choose_k({2: 0.5, 3: 0.5}) == 2


def test_the_number_on_show_changes_after_four_wins_in_a_row() -> None:
    steady = SteadyK(2)
    for won in (3, 3, 3, 2, 3, 3, 3):
        steady = steady.after(won)
    assert steady.shown == 2
    assert steady.after(3).shown == 3


def test_agreement_of_groupings() -> None:
    one = np.array([0, 0, 1, 1], dtype=np.int32)
    assert agreement(one, one) == agreement(one, 1 - one) == 1
    assert agreement(one, np.array([0, 1, 0, 1], dtype=np.int32)) == pytest.approx(-0.5)


def test_clear_camps_are_found_again_among_other_people() -> None:
    rows = rows_of(two_camps(20))
    analysis = analyse(rows)
    stability = stability_of(rows, analysis.map)
    assert stable_k(analysis.map, stability) == 2
    assert stability.sure(2)


@pytest.mark.parametrize(("camps", "size"), [(2, 5), (3, 5), (4, 7)])
def test_clear_camps_of_few_people_are_found_again_as_well(camps: int, size: int) -> None:
    """Four in five of so few people would not be asked for so many groups, or for a map, on their own."""
    apart = [[1 if (at >> bit) & 1 else -1 for at in range(12)] for bit in range(camps)]
    table: list[list[int | None]] = [list(line) for line in apart for _ in range(size)]
    for person, line in enumerate(table):
        line[person % 12] = 0
    rows = rows_of(table)
    analysis = analyse(rows)
    stability = stability_of(rows, analysis.map)
    assert stable_k(analysis.map, stability) == camps
    assert stability.sure(camps)


def test_groups_on_the_grid_are_numbered_from_the_largest() -> None:
    """People on the edge of a cell can make one group larger than another that had more cells."""
    chance = np.random.Generator(np.random.PCG64(1))
    lean = chance.uniform(0.1, 0.9, (3, 12))[np.arange(2100) % 3]
    rows = rows_of(np.where(chance.random((2100, 12)) < lean, 1, -1).tolist())
    sizes = with_groups(rows, analyse(rows).map, 5).sizes
    assert sizes == sorted(sizes, reverse=True)


def test_what_a_verdict_depends_on() -> None:
    rows = rows_of(two_camps(20))
    united, divided = sensitivities(rows, analyse(rows), [7, 1])
    assert (united.without_smallest, united.one_fewer) == ("yes", "yes")
    assert (divided.without_smallest, divided.one_fewer) == ("yes", "unclear")


def test_copied_votes_are_a_sign_and_change_nothing() -> None:
    chance = np.random.Generator(np.random.PCG64(1))
    table: list[list[int | None]] = [[int(vote) for vote in line] for line in chance.integers(-1, 2, (60, 30))]
    table[50:55] = [list(table[0]) for _ in range(5)]
    table[52][3] = None
    found = alike(rows_of(table))
    assert found.groups == ((0, 50, 51, 52, 53, 54),)
    assert (found.people, found.considered) == (6, 60)
