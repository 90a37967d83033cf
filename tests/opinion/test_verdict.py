import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gedragen.opinion.groups.verdict import Z, judge, support, votes_needed, wilson
from tests.opinion.votes import unhurried


def test_wilson_of_eight_in_ten() -> None:
    lower, upper = wilson(8, 10)
    assert (round(lower, 4), round(upper, 4)) == (0.5408, 0.9314)


def test_nobody_voted_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert judge(0, [support(0, 0, 0, 5)], 0.6).votes_needed is None


@unhurried
@given(some.integers(1, 400), some.integers(0, 400))
def test_the_bounds_are_where_the_score_test_turns(agree: int, disagree: int) -> None:
    total = agree + disagree
    lower, upper = wilson(agree, total)
    assert 0 <= lower <= agree / total <= upper <= 1
    for bound in (lower, upper):
        if 0 < bound < 1:
            turned = abs(agree / total - bound) / math.sqrt(bound * (1 - bound) / total)
            assert math.isclose(turned, Z, rel_tol=1e-6)


def test_yes_no_and_unclear() -> None:
    assert judge(0, [support(0, 90, 10, 0), support(1, 40, 2, 9)], 0.6).answer == "yes"
    no = judge(0, [support(0, 90, 10, 0), support(1, 4, 20, 0)], 0.6)
    assert (no.answer, no.no_in, no.votes_needed) == ("no", (1,), 0)
    assert judge(0, [support(0, 90, 10, 0), support(1, 5, 2, 0)], 0.6).answer == "unclear"


@unhurried
@given(some.integers(0, 60), some.integers(0, 60), some.sampled_from([0.5, 0.6, 0.75]))
def test_about_that_many_more_votes_settle_it(agree: int, disagree: int, threshold: float) -> None:
    group = support(0, agree, disagree, 0)
    verdict = judge(0, [group], threshold)
    if verdict.answer != "unclear" or verdict.votes_needed is None:
        return
    fraction, total = agree / (agree + disagree), agree + disagree + verdict.votes_needed

    def bounds(votes: int) -> tuple[float, float]:
        middle = (fraction * votes + Z * Z / 2) / (votes + Z * Z)
        reach = Z / (votes + Z * Z) * math.sqrt(votes * fraction * (1 - fraction) + Z * Z / 4)
        return middle - reach, middle + reach

    settled = bounds(total)[0] >= threshold - 1e-9 or bounds(total)[1] <= threshold + 1e-9
    early = bounds(total - 1)
    assert settled
    assert verdict.votes_needed == 1 or (early[0] < threshold + 1e-9 and early[1] > threshold - 1e-9)


def test_one_group_under_the_line_settles_it_with_a_no() -> None:
    above, below = support(0, 7, 3, 0), support(1, 5, 4, 0)
    assert votes_needed([above, below], 0.6) == votes_needed([below], 0.6)


def test_every_open_group_must_reach_its_yes() -> None:
    first, second = support(0, 8, 3, 0), support(1, 9, 4, 0)
    alone = [votes_needed([group], 0.6) for group in (first, second)]
    assert None not in alone
    assert votes_needed([first, second], 0.6) == sum(needed or 0 for needed in alone)


def test_a_group_right_on_the_line_is_never_settled() -> None:
    assert judge(0, [support(0, 3, 2, 0)], 0.6).votes_needed is None


@pytest.mark.parametrize("threshold", [0, 1, -1, 2])
def test_a_threshold_is_a_share(threshold: float) -> None:
    from gedragen.opinion.groups.verdict import check_threshold

    with pytest.raises(ValueError, match="between 0 and 1"):
        check_threshold(threshold)
