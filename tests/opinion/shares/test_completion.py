"""Skipping raises changes nothing, and the unit of money changes only numbers of raises."""

from fractions import Fraction
from math import inf

import pytest

from gedragen.opinion.shares.books import field_of
from gedragen.opinion.shares.completion import exhausts
from gedragen.opinion.shares.count import Counted, count_from
from gedragen.opinion.shares.election import Election, Utility, election
from gedragen.opinion.shares.growth import lowest_lead
from gedragen.opinion.shares.rule import equal_shares
from tests.opinion.shares.elections import made


def unit_by_unit(counted: Election, utility: Utility) -> tuple[Counted, int]:
    """The completion as it is defined, without skipping."""
    field, start, raises = field_of(counted, utility), counted.budget / counted.voters, 0
    here = count_from(counted, field, utility, start)
    while not exhausts(counted, here):
        further = count_from(counted, field, utility, start + raises + 1)
        if further.cost > counted.budget:
            break
        here, raises = further, raises + 1
    return here, raises


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@pytest.mark.parametrize("seed", range(40))
def test_skipping_raises_changes_nothing(seed: int, utility: Utility) -> None:
    counted = made(seed).election
    here, raises = unit_by_unit(counted, utility)
    outcome = equal_shares(counted, utility=utility)
    assert (outcome.bought, outcome.raises) == (here.bought, raises)


@pytest.mark.parametrize("seed", range(100, 112))
def test_a_currency_of_small_units_needs_hardly_more_counts(seed: int) -> None:
    outcomes = [equal_shares(made(seed, unit=unit).election) for unit in (10**3, 10**6, 10**9)]
    assert all(outcome.counts <= 100 for outcome in outcomes)
    assert outcomes[2].counts <= outcomes[0].counts + 40


@pytest.mark.parametrize("unit", [10**6, 10**9])
def test_who_catches_up_and_then_stays_level_is_found_without_counting_down(unit: int) -> None:
    """From some start on two prices are equal for ever; that start lies anywhere, and no line points to it."""
    costs = {name: Fraction(cost * unit) for name, cost in zip("abcde", (15, 25, 22, 4, 4), strict=True)}
    votes = [list(names) for names in ("ac", "abcde", "bce", "a", "e", "abce")]
    outcome = equal_shares(election(Fraction(28 * unit), costs, votes))
    assert outcome.counts < 150


def test_a_lead_without_a_bound_on_its_fall_or_its_growth() -> None:
    """Nothing is proven by it, and numpy has nothing to warn about."""
    assert lowest_lead(1.0, 2.0, 10.0, -0.05, 0.2) == pytest.approx(0.8)
    assert lowest_lead(1.0, 2.0, 10.0, -inf, inf) == -inf
    assert lowest_lead(1.0, 2.0, 10.0, -0.05, inf) == pytest.approx(0.5)
    assert lowest_lead(1.0, 2.0, 10.0, -inf, 0.1) == pytest.approx(1.0)


def test_symmetric_neighbourhoods_do_not_count_unit_by_unit() -> None:
    """Everything is tied for ever here: exact money has to see that, from far."""
    unit = 10**6
    votes = [[f"park{side}", f"pool{side}", f"path{side}"] for side in "ab" for _ in range(7)]
    votes += [[f"pool{side}"] for side in "ab" for _ in range(3)] + [[f"path{side}"] for side in "ab" for _ in range(2)]
    costs = {f"{name}{side}": cost * unit for name, cost in (("park", 9), ("pool", 11), ("path", 13)) for side in "ab"}
    outcome = equal_shares(election(Fraction(40 * unit), {name: Fraction(cost) for name, cost in costs.items()}, votes))
    assert outcome.counts < 400


def test_twins_are_told_apart_by_name_only() -> None:
    votes = [["a", "b", "c"]] * 3 + [["a", "b"]] * 2 + [["c"]] * 4
    counted = election(Fraction(3 * 10**9), dict.fromkeys("abc", Fraction(2 * 10**9)), votes)
    outcome = equal_shares(counted)
    assert outcome.counts < 100
    assert [counted.projects[project] for project in outcome.bought] == ["c"]
