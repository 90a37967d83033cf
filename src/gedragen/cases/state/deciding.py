"""Who decided on the items that have passed, among all those who could come to carry one."""

from dataclasses import dataclass

from django.db.models import Count, F

from gedragen.cases.models import RoundAnswer, Task
from gedragen.cases.state.plan_state import ItemStand
from gedragen.method.items import ItemState


@dataclass(frozen=True)
class Deciding:
    """`answers`: how many gave one, by item. `people`: how many over all items, each counted once.

    `carriers`: by item, those who carry it or were ever asked a task for it, and gave an answer.
    """

    passed: tuple[ItemStand, ...]
    answers: dict[int, int]
    people: int
    carriers: frozenset[tuple[int, int]]


def deciding_on(plan: list[ItemStand]) -> Deciding:
    """Four queries, however many items."""
    passed = tuple(stand for stand in plan if stand.state is ItemState.PASSED and stand.round is not None)
    asked = Task.objects.filter(item__in=[stand.item for stand in passed]).values_list("owner", flat=True)
    carriers = {*asked, *(seat.pk for stand in passed for seat in stand.version.bound.all())}
    rounds = [stand.round for stand in passed if stand.round]
    # Who answered and left before the round closed did not decide.
    given = RoundAnswer.objects.filter(round__in=rounds, round__decided_by=F("seat"))
    return Deciding(
        passed=passed,
        answers=dict(given.values_list("round__item").annotate(number=Count("id"))),
        people=given.values("seat").distinct().count(),
        carriers=frozenset(given.filter(seat__in=carriers).values_list("round__item", "seat")),
    )
