"""Whether a name stands beside an answer."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.constitution.levels import Level
from gedragen.method.stages.names import names_shown, numbers_tell

LEVELS = st.lists(st.sampled_from([None, *Level]), max_size=4)
NUMBERS = st.integers(min_value=0, max_value=40)


@given(LEVELS, st.booleans(), st.booleans())
def test_no_name_without_a_tick_where_an_answer_can_cost_somebody_something(
    levels: list[Level | None], in_organisation: bool, depends: bool
) -> None:
    shown = names_shown(levels, in_organisation=in_organisation, depends=depends, ticked=False)
    assert shown is not (Level.CONFLICT in levels or in_organisation or depends)


@given(LEVELS, LEVELS)
def test_what_comes_later_opens_nothing(before: list[Level | None], later: list[Level | None]) -> None:
    for in_organisation, depends in product((False, True), repeat=2):
        if not names_shown(before, in_organisation=in_organisation, depends=depends, ticked=False):
            assert not names_shown([*before, *later], in_organisation=in_organisation, depends=depends, ticked=False)


@given(LEVELS, st.booleans(), st.booleans())
def test_who_wants_their_name_beside_it_gets_it(
    levels: list[Level | None], in_organisation: bool, depends: bool
) -> None:
    assert names_shown(levels, in_organisation=in_organisation, depends=depends, ticked=True)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_numbers_say_who_said_what_when_all_said_the_same(yes: int, abstained: int, objections: int) -> None:
    given = [yes, abstained, objections]
    assert numbers_tell(*given) is (sum(given) > 0 and max(given) == sum(given))


def test_one_answer_alone_is_told_by_its_number() -> None:
    assert numbers_tell(0, 0, 1)
    assert not numbers_tell(1, 0, 1)
    assert not numbers_tell(0, 0, 0)
