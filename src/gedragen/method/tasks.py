"""A right to decide, not a duty to help: a task is offered, and lives only by its owner's own yes."""

from enum import StrEnum

from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Answer
from gedragen.method.texts import is_blank


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


# Whoever said yes once promised it, also where it was done, or given back.
PROMISED = (TaskState.ACTIVE, TaskState.DONE, TaskState.GIVEN_BACK)

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


def is_asked_first(answer: Answer | None, *, said_late_yes: bool) -> bool:
    """Whether who volunteers is asked "will this do for you?" before they do it.

    Nobody carries what they did not say yes to: silence and leaving it to the group are no yes. `answer`: in the newest
    round about the text that is over.
    """
    return answer is not Answer.YES and not said_late_yes


def check_no(answer: Answer | None, *, is_on_the_table: bool) -> None:
    """Raises RuleBroken when everybody was asked about this no already, or is still to find another text for one."""
    if is_on_the_table or answer is Answer.OBJECTION:
        raise RuleBroken("no-was-said")


def check_refusal(*, is_authority: bool, reason: str) -> None:
    """Raises RuleBroken when who promised something says no and not why. Others never have to say why."""
    if is_authority and is_blank(reason):
        raise RuleBroken("authority-says-why")


def check_move(old: TaskState, new: TaskState) -> None:
    """Raises RuleBroken when a task cannot go from `old` to `new`."""
    if (old, new) not in MOVES:
        raise RuleBroken("task-cannot-change", old=old.value, new=new.value)
