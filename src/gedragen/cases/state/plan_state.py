"""Where the items of a case stand, read from its tables in a fixed number of queries."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet

from gedragen.cases.models import Case, FrameTest, ItemVersion, PlanItem, Round, Seat
from gedragen.method.consent import Outcome
from gedragen.method.frame_test import TestResult
from gedragen.method.items import ItemFacts, ItemKind, ItemState, state


@dataclass(frozen=True)
class ItemStand:
    """One item with its newest version, the newest round that still counts, and its state."""

    item: PlanItem
    version: ItemVersion
    versions: tuple[ItemVersion, ...]
    round: Round | None
    state: ItemState


def deciders_of(case: Case | OuterRef) -> QuerySet[Seat]:
    """Who decides in this case now: a seat that decides, said yes to joining, and is still in."""
    return Seat.objects.filter(
        case=case, decides=True, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True
    ).order_by("number")


def item_stands(case: Case, numbers: Collection[int] | None = None) -> dict[int, ItemStand]:
    """The items of the case by number, all of them or those in `numbers`."""
    items = PlanItem.objects.filter(case=case).order_by("number")
    if numbers is not None:
        items = items.filter(number__in=numbers)
    versions = ItemVersion.objects.order_by("number").select_related(
        "title", "what", "why", "when", "changed_because", "by__name"
    )
    items = items.select_related("dropped_why").prefetch_related(
        Prefetch("versions", versions.prefetch_related("bound__name")),
        Prefetch("rounds", Round.objects.order_by("number")),
    )
    return {item.number: _stand(item) for item in items}


def _stand(item: PlanItem) -> ItemStand:
    versions = tuple(item.versions.all())
    newest = versions[-1]
    by_id = {version.pk: version for version in versions}
    for round_ in item.rounds.all():
        round_.version = by_id[round_.version_id]
    counted = [r for r in item.rounds.all() if r.version_id == newest.pk and r.voided_at is None]
    last = counted[-1] if counted else None
    facts = ItemFacts(
        dropped=item.dropped_at is not None,
        round_open=last is not None and last.closed_at is None,
        outcome=Outcome(last.outcome) if last is not None and last.outcome else None,
    )
    return ItemStand(item, newest, versions, last, state(facts))


def newest_test(case: Case, plan: Collection[ItemVersion]) -> FrameTest | None:
    """The newest test that counts, if it was about this very plan and about the frames as they stand."""
    last = case.frame_tests.exclude(result=TestResult.VOID).order_by("-number").first()
    if last is None or set(last.versions.values_list("id", flat=True)) != {version.pk for version in plan}:
        return None
    return None if case.frames.filter(at__gt=last.asked_at).exists() else last


def plan_is_met(case: Case) -> bool:
    """Whether the plan as it is now was found to meet the frames as they are now."""
    test = newest_test(case, [stand.version for stand in measures(item_stands(case))])
    return test is not None and test.result == TestResult.MET


def measures(stands: dict[int, ItemStand]) -> list[ItemStand]:
    """The items that are part of the plan: no closing item, nothing dropped."""
    return [
        stand
        for stand in stands.values()
        if stand.item.kind == ItemKind.MEASURE and stand.state is not ItemState.DROPPED
    ]
