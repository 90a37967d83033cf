"""A right to decide, not a duty to help: a task is offered, and lives only by its owner's own yes."""

from enum import StrEnum

from gedragen.method.broken import RuleBroken


class TaskKind(StrEnum):
    """A task is for someone who decided on its item; everybody else gets a request."""

    TASK = "task"
    REQUEST = "request"


class TaskState(StrEnum):
    OFFERED = "offered"
    ACTIVE = "active"
    DECLINED = "declined"
    DONE = "done"
    GIVEN_BACK = "given_back"


MOVES: dict[tuple[TaskState, TaskState], None] = dict.fromkeys(
    [
        (TaskState.OFFERED, TaskState.ACTIVE),
        (TaskState.OFFERED, TaskState.DECLINED),
        (TaskState.ACTIVE, TaskState.DONE),
        (TaskState.ACTIVE, TaskState.GIVEN_BACK),
    ]
)


def kind_for(*, is_decider: bool, is_institution: bool) -> TaskKind:
    """What this person can be asked. Raises RuleBroken: others are first invited to decide on it."""
    if is_decider:
        return TaskKind.TASK
    if is_institution:
        return TaskKind.REQUEST
    raise RuleBroken("invite-to-decide-first")


def check_move(old: TaskState, new: TaskState) -> None:
    """Raises RuleBroken when a task cannot go from `old` to `new`."""
    if (old, new) not in MOVES:
        raise RuleBroken("task-cannot-change", old=old.value, new=new.value)
