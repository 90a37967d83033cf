"""Sealing own acts that belong to no round: first voices, and yes or no to a task or to taking part."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import CLOCK, Change
from gedragen.cases.engine.version import Version
from gedragen.cases.models import Reply, Task
from gedragen.cases.store.entries import OWN_ACTS_SEALED, TASK_ACTIVE, Topic
from gedragen.cases.store.evidence.chain import merkle_root
from gedragen.cases.store.journal import circle_of, move
from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Answer, Outcome
from gedragen.method.tasks import TaskState

# Every page reads who joined or declined since the last seal: when these are so many, nobody waits for the next tick.
MANY = 200


def seal_if_many(version: Version, *, at: datetime) -> None:
    """After somebody joined or declined, from this version on."""
    if len(version.moved) >= MANY:
        with suppress(RuleBroken):
            # Another one may have been first.
            seal_own_acts(version.case_id, by=CLOCK, at=at)


@act(Action.SEAL)
def seal_own_acts(change: Change) -> None:
    """One entry for everything people did on their own rows since the last seal."""
    voices = change.case.voices.filter(sealed_at__isnull=True).order_by("id")
    tasks = change.case.tasks.filter(sealed_at__isnull=True).exclude(leaf="").order_by("number")
    replies = list(change.case.replies.filter(sealed_at__isnull=True).select_related("seat").order_by("id"))
    voiced, active = [*voices.values_list("leaf", flat=True)], list(tasks.select_related("item", "owner"))
    leaves = [*voiced, *(task.leaf for task in active), *(reply.leaf for reply in replies)]
    numbers = [task.number for task in active]
    if not leaves:
        raise RuleBroken("nothing-to-seal")
    sealed = {"sealed_at": change.at, "sealed_in": change.case.journal_number + 1}
    voices.update(**sealed)
    change.case.tasks.filter(number__in=numbers).update(**sealed)
    Reply.objects.filter(id__in=[reply.pk for reply in replies]).update(**sealed)
    _move_by(change, replies)
    change.record(
        OWN_ACTS_SEALED,
        acts=len(leaves),
        voices=len(voiced),
        joins=sum(reply.joins for reply in replies),
        declines=sum(not reply.joins for reply in replies),
        tasks=numbers,
        joined=[reply.seat.number for reply in replies if reply.joins] or None,
        declined=[reply.seat.number for reply in replies if not reply.joins] or None,
        seal=merkle_root(leaves),
    )
    _tell_active(change, active)


def _tell_active(change: Change, tasks: Iterable[Task]) -> None:
    """Of each task that somebody took: whether they had said yes to its item."""
    for task in tasks:
        if task.state == TaskState.ACTIVE:
            told = {"task": task.number, "item": task.item.number, "circle": circle_of(task.owner)}
            change.record(TASK_ACTIVE, **told, said_yes="yes" if _said_yes(task) else "no")


def _said_yes(task: Task) -> bool:
    """In the round in which the item passed last."""
    passed = task.item.rounds.filter(outcome=Outcome.PASSED).order_by("-number").first()
    if passed is None:
        return False
    said = passed.answers.filter(seat=task.owner, answer=Answer.YES).exists()
    return said or passed.late_yes.filter(seat=task.owner).exists()


def _move_by(change: Change, replies: Sequence[Reply]) -> None:
    """Each moved its topics by one, and does no more once it is sealed: the numbers stay what they were."""
    move(change.case, [Topic.PEOPLE], by=len(replies))
    move(change.case, [Topic.LEAVING], by=sum(not reply.joins or reply.returns for reply in replies))
