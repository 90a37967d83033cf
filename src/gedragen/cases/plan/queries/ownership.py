"""Ownership is direction and responsibility together: who decided, who carries it out, and who does both."""

from collections.abc import Sequence
from dataclasses import dataclass

from gedragen.cases.models import Task
from gedragen.cases.state.outcomes import Deciding
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class Ownership:
    """People, counted once. `decided`: said yes. `carry`: carry it, or said yes to a task. `both`: did both.

    `left`: left it to the group, and said yes to nothing else.
    """

    decided: int
    carry: int
    both: int
    left: int = 0


def ownership(deciding: Deciding, tasks: Sequence[Task]) -> tuple[dict[int, Ownership], Ownership]:
    """Per number of an item that has passed, and over all of them."""
    carry = {stand.item.pk: {seat.pk for seat in stand.version.bound.all()} for stand in deciding.passed}
    for task in tasks:
        if task.item_id in carry and task.state in (TaskState.ACTIVE, TaskState.DONE):
            carry[task.item_id].add(task.owner_id)
    carriers = set().union(*carry.values())
    per_item = {
        stand.item.number: Ownership(
            decided=deciding.answers.get(stand.item.pk, 0),
            carry=len(carry[stand.item.pk]),
            both=sum((stand.item.pk, seat) in deciding.carriers for seat in carry[stand.item.pk]),
        )
        for stand in deciding.passed
    }
    both = {seat for _, seat in deciding.carriers if seat in carriers}
    return per_item, Ownership(decided=deciding.people, carry=len(carriers), both=len(both), left=deciding.left)
