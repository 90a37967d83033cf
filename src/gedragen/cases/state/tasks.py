"""Who was asked for a task and reads the plan for it, the days to look back, and who keeps an eye on it.

A yes or a no is its owner's own act.
"""

from django.db.models import QuerySet

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Case, CheckIn, Keeper, PlanShare, Seat, Task
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.store.entries import Topic
from gedragen.method.follow_through import CheckInKind
from gedragen.method.stages.sharing import Reach, Share
from gedragen.method.tasks import PROMISED


@part(Topic.TASKS)
def task_owners(seen: Snapshot) -> frozenset[tuple[int, int]]:
    """Item and owner, by key, of every task that was ever offered."""
    return frozenset(Task.objects.filter(case=seen.case_id).values_list("item", "owner"))


def owners(seen: Snapshot) -> frozenset[int]:
    """Who was ever asked for a task."""
    return frozenset(owner for _, owner in task_owners(seen))


@part(Topic.DECLARATIONS)
def shares(seen: Snapshot) -> dict[int, Share]:
    """What was said about what somebody reads of the plan, by the key of their seat."""
    return {one.seat_id: one.stands for one in PlanShare.objects.filter(case=seen.case_id)}


@part(Topic.CASE, Topic.SEATS, Topic.PEOPLE)
def works_by_the_plan(seen: Snapshot) -> tuple[Seat, ...]:
    """Who takes part, reads the plan only as far as it is shared with them, and can be asked to work by it."""
    case = seen.case
    if not case.approach_key or not case.approach.plan_is_shared_with:
        return ()
    here = Seat.objects.filter(case=case, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True)
    some = here.filter(role__in=case.approach.plan_is_shared_with, decides=False).order_by("number")
    return tuple(some.select_related("name"))


def asked_and_reads_nothing(seen: Snapshot) -> frozenset[int]:
    """By their number: who was asked for something, and may not read what it is part of."""
    said = shares(seen)
    blind = [one for one in works_by_the_plan(seen) if said.get(one.pk, Share()).reach is Reach.NOTHING]
    return frozenset(one.number for one in blind if one.pk in owners(seen))


def promised_by(seat: Seat) -> frozenset[int]:
    """By number: the items for which this seat said that it would do something."""
    said = Task.objects.filter(owner=seat, state__in=PROMISED)
    return frozenset(said.values_list("item__number", flat=True))


@part(Topic.FOLLOW_THROUGH)
def check_ins(seen: Snapshot) -> tuple[CheckIn, ...]:
    found = CheckIn.objects.filter(case=seen.case_id)
    return tuple(found.select_related("words").order_by("due_on", "number"))


def days_to_agree(seen: Snapshot) -> tuple[int, ...]:
    """After how many months people look back, as long as they have not agreed on a day for it themselves."""
    approach = seen.case.approach
    if not approach.days_are_agreed:
        return ()
    agreed = {one.months for one in check_ins(seen)}
    return tuple(months for months in approach.review_months if months not in agreed)


@part(Topic.FOLLOW_THROUGH)
def _is_anybody_asked_to_keep(seen: Snapshot) -> bool:
    return Keeper.objects.filter(case=seen.case_id, ended_at__isnull=True).exists()


def keeper(seen: Snapshot) -> Keeper | None:
    """Who was asked and still decides, whether they said yes or not. As long as nobody was, nobody who comes in is."""
    return _keeper(seen) if _is_anybody_asked_to_keep(seen) else None


@part(Topic.FOLLOW_THROUGH, Topic.SEATS, Topic.PEOPLE)
def _keeper(seen: Snapshot) -> Keeper | None:
    return asked_to_keep(seen.case_id).select_related("seat__name").first()


def asked_to_keep(case: Case | int) -> QuerySet[Keeper]:
    return Keeper.objects.filter(case=case, ended_at__isnull=True, seat__in=deciders_of(case).values("id"))


def has_followed_up(case: Case | int) -> bool:
    """Whether the call was made: until then the follow-up is with the facilitator."""
    return CheckIn.objects.filter(case=case, kind=CheckInKind.CALL, done_at__isnull=False).exists()


def keeps_after_the_call(case: Case) -> Seat | None:
    """With whom the follow-up is by now. None: with the facilitator."""
    found = asked_to_keep(case).filter(said_yes_at__isnull=False).select_related("seat").first()
    return found.seat if found is not None and has_followed_up(case) else None
