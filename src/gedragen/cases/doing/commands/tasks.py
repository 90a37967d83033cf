"""Tasks and requests: offered, and alive only by the owner's own yes."""

from dataclasses import dataclass
from datetime import date

from gedragen.access.doing import Action, Role
from gedragen.cases.doing.entries import TASK_OFFERED, TASK_REPORTED
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.kept_rooms import room_before_authority
from gedragen.cases.models import Case, LateYes, PlanItem, Round, Seat, Task
from gedragen.cases.state.plan_state import deciders_of, item_stands
from gedragen.cases.state.tasks import shares, works_by_the_plan
from gedragen.cases.store.evidence.chain import new_salt
from gedragen.cases.store.journal import circle_of
from gedragen.cases.store.leaves import leaf_of
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken, require
from gedragen.method.children.ages import Age
from gedragen.method.items import ItemKind, ItemState, check_is_theirs
from gedragen.method.stages.sharing import Reach, Share
from gedragen.method.tasks import TaskKind, TaskState, check_move, check_refusal, kind_for


@dataclass(frozen=True)
class Offer:
    """What is asked of whom (seats), who checks, and before which day."""

    item_number: int
    what: str
    owner: int
    checker: int | None = None
    due_on: date | None = None


@act(Action.OFFER_TASK)
def offer_task(change: Change, offer: Offer) -> int:
    """Offer a task to someone who decided on its item; ask it of an institution. Returns its number."""
    case = change.case
    row(case.items, number=offer.item_number)
    stand = item_stands(case, [offer.item_number])[offer.item_number]
    check_is_theirs(ItemKind(stand.item.kind))
    if stand.state is not ItemState.PASSED or stand.round is None:
        raise RuleBroken("item-has-not-passed")
    asked = row(case.seats, id=offer.owner, erased_at__isnull=True, declined_at__isnull=True)
    if not Age(asked.age).can_be_bound:
        raise RuleBroken("not-asked-of-a-child")
    kind = kind_for(
        is_decider=decided_on(stand.round, asked),
        is_institution=asked.role in (Role.AUTHORITY, Role.PROFESSIONAL),
    )
    if shares(change.seen).get(asked.pk, Share()).reach is Reach.NOTHING and asked in works_by_the_plan(change.seen):
        raise RuleBroken("share-the-plan-first")
    watching: Seat | None = row(deciders_of(case), id=offer.checker) if offer.checker is not None else None
    return keep_task(change, stand.item, asked, kind, offer.what, checker=watching, due_on=offer.due_on).number


def decided_on(round_: Round, seat: Seat) -> bool:
    """Whether this seat decided on what passed in a round, then or later."""
    late = LateYes.objects.filter(round=round_, seat=seat)
    return round_.decided_by.filter(id=seat.pk).exists() or late.exists()


def keep_task(
    change: Change,
    item: PlanItem,
    owner: Seat,
    kind: TaskKind,
    what: str,
    *,
    checker: Seat | None = None,
    due_on: date | None = None,
) -> Task:
    """Keep what is asked of somebody, inside an act that is already under way."""
    task = Task.objects.create(
        case=change.case,
        number=change.case.tasks.count() + 1,
        item=item,
        kind=kind,
        what=change.write(_room_of(change.case, owner), "task", require(what, "task-needs-text")),
        owner=owner,
        checker=checker,
        due_on=due_on,
        offered_by=change.actor,
        offered_at=change.at,
    )
    change.record(
        TASK_OFFERED,
        task=task.number,
        item=item.number,
        task_kind=kind.value,
        circle=circle_of(owner),
        owner=owner,
        checker=checker,
        due_on=due_on.isoformat() if due_on else None,
        what=task.what,
    )
    return task


def _room_of(case: Case, asked: Seat) -> str:
    """A request to somebody who does not read the plan stands where professionals read what is theirs."""
    reads_plan = asked.role in case.rooms.get(key="plan").readers or asked.decides
    if not reads_plan and asked.role == Role.AUTHORITY:
        return room_before_authority(case)
    return "plan" if reads_plan else "information"


@dataclass(frozen=True)
class AnswerTask:
    """Say yes or no to a task that was offered to you. No costs nothing.

    `reason`: of who sets the limits, who promised to bring something. Of nobody else it is asked.
    """

    number: int
    accepts: bool
    reason: str = ""


@act(Action.ANSWER_TASK)
def answer_task(change: Change, asked: AnswerTask) -> None:
    # Own acts share the lock of the case: a yes and a no of one person at one moment queue here.
    task = row(change.case.tasks.select_for_update(), number=asked.number, owner=change.actor)
    new = TaskState.ACTIVE if asked.accepts else TaskState.DECLINED
    check_move(TaskState(task.state), new)
    if not asked.accepts:
        check_refusal(is_authority=change.actor.role == Role.AUTHORITY, reason=asked.reason)
        task.report = change.write_if_any("circle", "task-report", asked.reason)
        task.save(update_fields=["report"])
    say(change, task, new)


def say(change: Change, task: Task, new: TaskState) -> None:
    """The owner's own yes or no, with its leaf."""
    task.state, task.answered_at, task.salt = new, change.at, new_salt()
    task.leaf = leaf_of(task)
    task.save(update_fields=["state", "answered_at", "salt", "leaf"])


@dataclass(frozen=True)
class ReportTask:
    """Say that your task is done, or give it back."""

    number: int
    state: TaskState
    text: str = ""


@act(Action.REPORT_TASK)
def report_task(change: Change, asked: ReportTask) -> None:
    task = row(change.case.tasks, number=asked.number, owner=change.actor)
    check_move(TaskState(task.state), asked.state)
    task.state, task.reported_at = asked.state, change.at
    task.report = change.write_if_any("circle", "task-report", asked.text)
    task.save(update_fields=["state", "reported_at", "report"])
    change.record(TASK_REPORTED, task=asked.number, state=asked.state.value)
