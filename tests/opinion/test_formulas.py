import math

import numpy as np

from gedragen.opinion.groups.formulas import GroupCounts, group_numbers, ratio_test, routing_priority, share, share_test


def one(number: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array([number])


def test_a_share_is_smoothed_towards_one_half() -> None:
    assert share(one(3), one(4))[0] == 4 / 6
    assert share(one(0), one(0))[0] == 0.5


def test_the_test_of_a_share() -> None:
    assert math.isclose(share_test(one(8), one(9))[0], 2 * math.sqrt(10) * (9 / 10 - 0.5))


def test_the_test_of_two_shares_is_nothing_when_all_agree() -> None:
    assert ratio_test(one(5), one(7), one(5), one(7))[0] == 0


def test_consensus_is_the_product_over_groups() -> None:
    counts = GroupCounts(np.array([[3], [1]]), np.array([[0], [1]]), np.array([[4], [2]]))
    assert math.isclose(group_numbers(counts).consensus[0], (4 / 6) * (2 / 4))


def test_a_statement_nobody_saw_asks_strongest() -> None:
    counts = GroupCounts(np.array([[5, 0]]), np.array([[5, 0]]), np.array([[10, 0]]))
    priority = routing_priority(counts, np.zeros(2))
    assert priority[1] > priority[0]
    assert math.isclose(priority[1], (0.25 * 9) ** 2)


def test_a_statement_about_people_has_a_fixed_priority() -> None:
    counts = GroupCounts(np.array([[5]]), np.array([[5]]), np.array([[10]]))
    assert routing_priority(counts, np.zeros(1), meta=np.array([True]))[0] == 49
