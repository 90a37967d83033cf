"""Under twelve one says and never counts; from twelve one chooses; from sixteen one decides like an adult."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.children.ages import (
    Age,
    check_may_be_given_a_say,
    check_place,
    decides_at_first,
    decides_when_corrected,
    is_said_je,
)
from tests.support.refusals import breaks


@given(st.sampled_from(Age), st.booleans())
def test_nobody_younger_than_sixteen_decides_unasked_or_is_bound(age: Age, by_role: bool) -> None:
    young = age in (Age.UNDER_12, Age.FROM_12)
    assert decides_at_first(age, by_role=by_role) is (by_role and not young)
    assert age.can_be_bound is not young
    assert not (age.is_child and age.chooses)


def test_nobody_gives_a_child_a_say_and_who_is_twelve_takes_it_themselves() -> None:
    with breaks("child-decides-nothing"):
        check_may_be_given_a_say(Age.UNDER_12)
    with breaks("chooses-themselves"):
        check_may_be_given_a_say(Age.FROM_12)
    check_may_be_given_a_say(Age.FROM_16)


@pytest.mark.parametrize("age", [Age.UNDER_12, Age.FROM_12, Age.FROM_16])
def test_a_minor_sets_no_limits_and_helps_nobody_by_profession(age: Age) -> None:
    with breaks("minor-takes-part"):
        check_place(age, takes_part=False, is_main_person=False)
    check_place(age, takes_part=True, is_main_person=False)


def test_no_child_is_the_one_who_guides_the_others() -> None:
    with breaks("child-guides-nothing"):
        check_place(Age.UNDER_12, takes_part=True, is_main_person=True)


@given(st.sampled_from(Age), st.sampled_from(Age), st.booleans(), st.booleans(), st.booleans())
def test_nobody_loses_a_say_by_a_corrected_age_while_people_decide(
    old: Age, new: Age, decides: bool, by_role: bool, is_deciding: bool
) -> None:
    decides = decides and not old.is_child
    stays = (new.can_be_bound or new.chooses) and (new.can_be_bound or not old.can_be_bound)
    with breaks("say-stays") if decides and is_deciding and not stays else nullcontext():
        will = decides_when_corrected(old, new, decides=decides, by_role=by_role, is_deciding=is_deciding)
        assert not (decides and not will and is_deciding)
        assert not (will and new.is_child)


@given(st.sampled_from(Age), st.sampled_from([None, True, False]))
def test_je_is_for_the_young_until_somebody_chooses(age: Age, chosen: bool | None) -> None:
    assert is_said_je(age, chosen=chosen) is (not age.can_be_bound if chosen is None else chosen)
