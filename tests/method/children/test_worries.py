"""A round waits until every worry of a child has an answer in an item, or a sentence that was told to the child."""

from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.children.worries import Answered, check_answer, holds_up
from tests.support.refusals import breaks

WORRY = st.builds(Answered, in_item=st.booleans(), is_said=st.booleans(), is_told=st.booleans())


@given(st.lists(WORRY, max_size=6), WORRY)
def test_one_worry_without_an_answer_is_enough_to_wait_and_answering_never_makes_it_wait(
    others: list[Answered], worry: Answered
) -> None:
    waits = holds_up([*others, worry])
    assert waits >= holds_up(others)
    assert waits is (holds_up(others) or not (worry.in_item or (worry.is_said and worry.is_told)))
    assert holds_up([*others, Answered(in_item=True)]) is holds_up(others)
    assert holds_up([*others, Answered(is_said=True, is_told=True)]) is holds_up(others)


def test_a_sentence_that_nobody_told_the_child_is_no_answer_yet() -> None:
    assert holds_up([Answered(is_said=True)])
    assert holds_up([Answered(is_told=True)])
    assert not holds_up([])


def test_an_answer_names_an_item_or_says_something() -> None:
    check_answer(in_item=True, text="")
    check_answer(in_item=False, text="Je slaapt bij oma.")
    with breaks("child-needs-answer"):
        check_answer(in_item=False, text="  ")
