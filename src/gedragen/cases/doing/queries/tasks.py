"""Tasks and requests: one's own, and those on the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.sight import Eyes, eyes_inside
from gedragen.cases.models import ItemVersion, Task
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import plan
from gedragen.cases.state.tasks import owners
from gedragen.method.items import ItemState
from gedragen.method.tasks import TaskKind, TaskState


@dataclass(frozen=True)
class TaskCard:
    """A task or request. Empty `owner`: not for you. Declined tasks name nobody: declining costs nothing."""

    number: int
    item_number: int
    kind: TaskKind
    state: TaskState
    what: str
    owner: str
    owner_role: Role
    checker: str
    due_on: date | None
    is_mine: bool
    i_check: bool
    report: str


@dataclass(frozen=True)
class WithoutTask:
    """An item that was agreed and for which nobody has a task. `carried_by`: who said yes to carry it."""

    number: int
    title: str
    carried_by: tuple[str, ...]


@dataclass(frozen=True)
class TasksSheet:
    """`mine`: offered to or accepted by this seat. `without`: for who may ask somebody."""

    head: CaseHead
    mine: tuple[TaskCard, ...]
    all: tuple[TaskCard, ...]
    without: tuple[WithoutTask, ...]


def tasks_sheet(case_id: int, *, viewer: int | None) -> TasksSheet:
    eyes = eyes_inside(case_id, viewer)
    cards, head = tasks_of(eyes), head_of(eyes)
    asks = Action.OFFER_TASK in head.can and eyes.reads_whole("plan")
    return TasksSheet(
        head=head,
        mine=tuple(card for card in cards if card.is_mine),
        all=cards,
        without=_without(eyes, cards) if asks else (),
    )


def _without(eyes: Eyes, cards: Iterable[TaskCard]) -> tuple[WithoutTask, ...]:
    busy = {card.item_number for card in cards if card.state not in (TaskState.DECLINED, TaskState.GIVEN_BACK)}
    passed = [stand for stand in plan(eyes.seen) if stand.state is ItemState.PASSED]
    return tuple(
        WithoutTask(one.item.number, eyes.text(one.version.title), carriers(eyes, one.version))
        for one in passed
        if one.item.number not in busy
    )


def carriers(eyes: Eyes, version: ItemVersion) -> tuple[str, ...]:
    """The names of those who carry it or are bound by it, as far as they are for these eyes."""
    bound = sorted(version.bound.all(), key=lambda seat: seat.number)
    return tuple(name for seat in bound if (name := eyes.name(seat)))


def tasks_of(eyes: Eyes) -> tuple[TaskCard, ...]:
    return tuple(task_card(eyes, task) for task in visible_tasks(eyes))


def visible_tasks(eyes: Eyes) -> list[Task]:
    """Those on the plan for who reads that; for others those asked of them. A yes or a no is its owner's own act."""
    if not owners(eyes.seen):
        return []
    found = Task.objects.filter(case=eyes.case).order_by("number")
    if not eyes.reads_whole("plan"):
        found = found.filter(owner=eyes.seat)
    return list(found.select_related("what", "report", "owner__name", "checker__name", "item"))


def task_card(eyes: Eyes, task: Task) -> TaskCard:
    mine = task.owner_id == eyes.sight.seat
    given_up = task.state in (TaskState.DECLINED, TaskState.GIVEN_BACK)
    return TaskCard(
        number=task.number,
        item_number=task.item.number,
        kind=TaskKind(task.kind),
        state=TaskState(task.state),
        what=eyes.text(task.what),
        owner=eyes.name(task.owner) if mine or not given_up else "",
        owner_role=Role(task.owner.role),
        checker=eyes.name(task.checker),
        due_on=task.due_on,
        is_mine=mine,
        i_check=task.checker_id is not None and task.checker_id == eyes.sight.seat,
        report=eyes.text(task.report),
    )
