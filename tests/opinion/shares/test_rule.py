from fractions import Fraction

import pytest

from gedragen.opinion.shares.election import ElectionRefused, election
from gedragen.opinion.shares.explanation import explain
from gedragen.opinion.shares.rule import equal_shares
from tests.opinion.shares.elections import Made, made, winners


def test_a_minority_gets_its_share() -> None:
    votes = [["park", "pool"]] * 6 + [["path"]] * 4
    costs = {"park": Fraction(60), "pool": Fraction(60), "path": Fraction(40)}
    assert winners(Made(Fraction(100), costs, votes), completion="none") == ["park", "path"]


def test_supporters_pay_the_same_or_all_they_have_left() -> None:
    votes = [["a", "b"], ["a", "b"], ["b"], ["b"]]
    counted = election(40, {"a": 10, "b": 28}, votes)
    outcome = equal_shares(counted, utility="cardinality", completion="none")
    first, second = explain(counted, outcome, "cardinality")
    assert (first.project, first.price, first.paid_in_full) == ("a", Fraction(5), 2)
    assert (second.project, second.price, second.paid_in_full, second.paid_all_left) == ("b", Fraction(9), 2, 2)


def test_who_paid_just_all_before_had_nothing_left() -> None:
    votes = [["a", "b"], ["a"], ["a"], ["b"], ["b"]]
    counted = election(50, {"a": 30, "b": 20}, votes)
    first, second = explain(counted, equal_shares(counted, completion="none"), "cost")
    assert (first.project, first.price, first.paid_in_full) == ("a", Fraction(10), 3)
    assert (second.price, second.paid_in_full, second.paid_all_left, second.had_nothing) == (Fraction(10), 2, 0, 1)


def test_a_lack_too_small_for_two_decimals_is_told_in_words() -> None:
    counted = election(Fraction("39.999"), {"a": 40}, [["a"]])
    (why,) = explain(counted, equal_shares(counted), "cost")
    assert why.short == Fraction("0.001")
    assert "together they have just less than 40 left." in why.reason


def test_the_name_decides_a_tie() -> None:
    assert winners(Made(Fraction(10), {"b": Fraction(10), "a": Fraction(10)}, [["a", "b"]])) == ["a"]


def test_by_cost_and_by_number_differ() -> None:
    votes = [["big", "small"]] * 3 + [["big"]]
    costs = {"big": Fraction(40), "small": Fraction(3)}
    assert winners(Made(Fraction(40), costs, votes), "cost", "none") == ["big"]
    assert winners(Made(Fraction(40), costs, votes), "cardinality", "none") == ["small"]


def test_completion_uses_the_budget_up() -> None:
    votes = [["a"], ["b"], ["b"]]
    costs = {"a": Fraction(10), "b": Fraction(11)}
    assert winners(Made(Fraction(21), costs, votes), completion="none") == ["b"]
    counted = election(21, {"a": 10, "b": 11}, votes)
    outcome = equal_shares(counted)
    assert (outcome.cost, outcome.raises, outcome.exhausted) == (Fraction(21), 3, True)


def test_nobody_voted_and_nobody_approved() -> None:
    assert winners(Made(Fraction(9), {"a": Fraction(1)}, [])) == []
    assert winners(Made(Fraction(9), {"a": Fraction(1)}, [[], []])) == []
    assert winners(Made(Fraction(0), {"a": Fraction(1)}, [["a"]])) == []
    nobody = election(9, {"a": 1}, [])
    assert equal_shares(nobody).exhausted
    assert not equal_shares(nobody, completion="none").exhausted


def test_what_costs_nothing_is_bought_where_each_project_counts() -> None:
    free = Made(Fraction(9), {"a": Fraction(0), "b": Fraction(20)}, [["a", "b"]])
    assert winners(free, "cardinality") == ["a"]
    assert winners(free, "cost") == []


@pytest.mark.parametrize("ballot", [["x"], ["a", "a"]])
def test_a_wrong_ballot_is_refused(ballot: list[str]) -> None:
    with pytest.raises(ElectionRefused):
        election(5, {"a": 1}, [ballot])


@pytest.mark.parametrize("seed", range(30))
def test_payments_add_up_to_the_cost_exactly(seed: int) -> None:
    counted = made(seed).election
    outcome = equal_shares(counted)
    spent = Fraction(0)
    for why in explain(counted, outcome, "cost"):
        if why.bought:
            assert why.price is not None
            assert why.paid_in_full + why.paid_all_left + why.had_nothing == why.supporters
            assert why.paid_in_full * why.price <= why.cost <= why.supporters * why.price
            spent += why.cost
        else:
            assert why.short is None or why.short > 0
    assert spent == outcome.cost <= counted.budget
