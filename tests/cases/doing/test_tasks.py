"""Tasks and requests: offered, and alive only by the owner's own yes."""

from datetime import date

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.doing.entries import TASK_OFFERED, TASK_REPORTED
from gedragen.cases.models import Task
from gedragen.cases.people.commands.seats import decline
from gedragen.method.tasks import TaskKind, TaskState
from tests.support.cast import Cast, come_in, invited, question_of, with_items
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied


def offer(cast: Cast, owner: int, *, item: int = 1, what: str = "De kas bijhouden", checker: int | None = None) -> int:
    asked = Offer(item_number=item, what=what, owner=owner, checker=checker, due_on=date(2026, 5, 1))
    return offer_task(cast.case, asked, by=cast.anna, at=cast.at)


def reply(cast: Cast, seat: int, *, accepts: bool = True) -> None:
    answer_task(cast.case, AnswerTask(1, accepts=accepts), by=seat, at=cast.at)


def report(cast: Cast, seat: int, state: TaskState = TaskState.DONE) -> None:
    report_task(cast.case, ReportTask(1, state=state, text="Gedaan."), by=seat, at=cast.at)


def task() -> Task:
    return Task.objects.get()


def test_who_decided_is_offered_a_task_that_waits_for_their_yes(carrying_out: Cast) -> None:
    with tells(carrying_out, TASK_OFFERED):
        offer(carrying_out, carrying_out.bram, checker=carrying_out.anna)
    assert (task().kind, task().state, task().checker_id) == (TaskKind.TASK, TaskState.OFFERED, carrying_out.anna)


@pytest.mark.parametrize("who", ["petra", "otto"])
def test_institutions_are_asked(carrying_out: Cast, who: str) -> None:
    offer(carrying_out, getattr(carrying_out, who))
    assert task().kind == TaskKind.REQUEST


def test_who_did_not_decide_is_first_invited_to(carrying_out: Cast) -> None:
    kees = come_in(carrying_out, "Kees", Role.PARTICIPANT)
    for seat in (kees, carrying_out.ria):
        with unchanged(), breaks("invite-to-decide-first"):
            offer(carrying_out, seat)


def test_nobody_outside_or_gone_is_asked_or_checks(carrying_out: Cast) -> None:
    cast, xander = carrying_out, question_of("xander", carrying_out.at)
    decline(cast.case, by=cast.fatima, at=cast.at)
    for owner, checker in ((xander, None), (cast.fatima, None), (cast.bram, xander), (cast.bram, cast.petra)):
        with unchanged(), pytest.raises(NotFound):
            offer(cast, owner, checker=checker)


def test_a_task_belongs_to_an_item_that_passed_and_says_what(deciding: Cast) -> None:
    with_items(deciding)
    with unchanged(), breaks("item-has-not-passed"):
        offer(deciding, deciding.bram)
    with unchanged(), pytest.raises(NotFound):
        offer(deciding, deciding.bram, item=9)


def test_a_task_needs_words(carrying_out: Cast) -> None:
    with unchanged(), breaks("task-needs-text"):
        offer(carrying_out, carrying_out.bram, what=" ")


@pytest.mark.parametrize(("accepts", "state"), [(True, TaskState.ACTIVE), (False, TaskState.DECLINED)])
def test_yes_and_no_are_the_owners_own_and_no_costs_nothing(
    carrying_out: Cast, accepts: bool, state: TaskState
) -> None:
    offer(carrying_out, carrying_out.bram)
    with tells(carrying_out):
        reply(carrying_out, carrying_out.bram, accepts=accepts)
    assert (task().state, task().answered_at, bool(task().leaf)) == (state, carrying_out.at, True)
    with unchanged(), breaks("task-cannot-change"):
        reply(carrying_out, carrying_out.bram)


def test_nobody_says_yes_for_somebody_else(carrying_out: Cast) -> None:
    offer(carrying_out, carrying_out.bram)
    with unchanged(), pytest.raises(NotFound):
        reply(carrying_out, carrying_out.anna)
    with unchanged(), denied("not-your-role"):
        reply(carrying_out, carrying_out.ria)


def test_who_has_not_joined_has_no_task_to_answer(carrying_out: Cast) -> None:
    kees = invited(carrying_out, "Kees", Role.PROFESSIONAL)
    offer(carrying_out, kees)
    with unchanged(), denied("join-first"):
        reply(carrying_out, kees)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.GIVEN_BACK])
def test_a_task_is_reported_done_or_given_back(carrying_out: Cast, state: TaskState) -> None:
    offer(carrying_out, carrying_out.bram)
    with unchanged(), breaks("task-cannot-change"):
        report(carrying_out, carrying_out.bram, state)
    reply(carrying_out, carrying_out.bram)
    with tells(carrying_out, TASK_REPORTED):
        report(carrying_out, carrying_out.bram, state)
    assert (task().state, entries(carrying_out)[-1].data["state"]) == (state, state.value)


def test_only_the_owner_reports(carrying_out: Cast) -> None:
    offer(carrying_out, carrying_out.bram)
    reply(carrying_out, carrying_out.bram)
    with unchanged(), pytest.raises(NotFound):
        report(carrying_out, carrying_out.anna)
