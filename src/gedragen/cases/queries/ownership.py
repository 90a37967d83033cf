"""Ownership is direction and responsibility together: who decided, who carries it out, and who does both."""

from dataclasses import dataclass

from django.db.models import Count

from gedragen.cases.models import RoundAnswer, Task
from gedragen.cases.plan_state import ItemStand
from gedragen.method.items import ItemState
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class Ownership:
    """People, counted once. `decided`: gave an answer. `carry`: carry it, or said yes to a task. `both`: did both."""

    decided: int
    carry: int
    both: int


def ownership(stands: list[ItemStand]) -> tuple[dict[int, Ownership], Ownership]:
    """Per number of an item that has passed, and over all of them. Four queries, however many items."""
    passed = [stand for stand in stands if stand.state is ItemState.PASSED and stand.round is not None]
    carry = {stand.item.pk: {seat.pk for seat in stand.version.bound.all()} for stand in passed}
    living = Task.objects.filter(item__in=carry, state__in=[TaskState.ACTIVE, TaskState.DONE])
    for item_id, owner_id in living.values_list("item", "owner"):
        carry[item_id].add(owner_id)
    carriers = set().union(*carry.values())
    answers = RoundAnswer.objects.filter(round__in=[stand.round for stand in passed if stand.round])
    decided = dict(answers.values_list("round__item").annotate(number=Count("id")))
    both = set(answers.filter(seat__in=carriers).values_list("round__item", "seat"))
    per_item = {
        stand.item.number: Ownership(
            decided=decided.get(stand.item.pk, 0),
            carry=len(carry[stand.item.pk]),
            both=sum((stand.item.pk, seat) in both for seat in carry[stand.item.pk]),
        )
        for stand in passed
    }
    whole = Ownership(
        decided=answers.values("seat").distinct().count(),
        carry=len(carriers),
        both=len({seat for _, seat in both}),
    )
    return per_item, whole
