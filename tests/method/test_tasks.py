"""A task is offered to who decided, asked of institutions, and alive only by its owner's own yes."""

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Answer
from gedragen.method.tasks import TaskKind, TaskState, check_move, check_no, check_refusal, is_asked_first, kind_for
from tests.support.refusals import breaks

OFFERED, ACTIVE, DECLINED = TaskState.OFFERED, TaskState.ACTIVE, TaskState.DECLINED
ROAD = {(OFFERED, ACTIVE), (OFFERED, DECLINED), (ACTIVE, TaskState.DONE), (ACTIVE, TaskState.GIVEN_BACK)}
OFF_ROAD = [(old, new) for old in TaskState for new in TaskState if (old, new) not in ROAD]


def test_who_decided_gets_a_task_and_an_institution_a_request() -> None:
    assert kind_for(is_decider=True, is_institution=False) is TaskKind.TASK
    assert kind_for(is_decider=False, is_institution=True) is TaskKind.REQUEST


def test_a_decider_is_a_decider_whatever_the_badge() -> None:
    assert kind_for(is_decider=True, is_institution=True) is TaskKind.TASK


def test_anyone_else_is_first_invited_to_decide() -> None:
    with breaks("invite-to-decide-first"):
        kind_for(is_decider=False, is_institution=False)


@pytest.mark.parametrize(("old", "new"), sorted(ROAD))
def test_a_task_goes_its_road(old: TaskState, new: TaskState) -> None:
    check_move(old, new)


@pytest.mark.parametrize(("old", "new"), OFF_ROAD)
def test_a_task_goes_no_other_way(old: TaskState, new: TaskState) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_move(old, new)
    assert (refused.value.code, refused.value.details) == ("task-cannot-change", {"old": old.value, "new": new.value})


@given(st.sampled_from([None, *Answer]), st.booleans())
def test_nobody_does_what_they_did_not_say_yes_to(answer: Answer | None, late: bool) -> None:
    assert is_asked_first(answer, said_late_yes=late) is (answer is not Answer.YES and not late)


@given(st.booleans(), st.sampled_from(["", "  ", "Geen geld."]))
def test_only_who_promised_says_why_not(is_authority: bool, reason: str) -> None:
    asks = is_authority and not reason.strip()
    with breaks("authority-says-why") if asks else nullcontext():
        check_refusal(is_authority=is_authority, reason=reason)


@given(st.sampled_from([None, *Answer]), st.booleans())
def test_one_no_is_put_to_everybody_once(answer: Answer | None, is_on_the_table: bool) -> None:
    was_asked = is_on_the_table or answer is Answer.OBJECTION
    with breaks("no-was-said") if was_asked else nullcontext():
        check_no(answer, is_on_the_table=is_on_the_table)
