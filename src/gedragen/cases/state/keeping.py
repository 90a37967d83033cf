"""Who keeps an eye on the plan, where the circle chooses that: the follow-up goes to them after the call."""

from django.db.models import QuerySet

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Case, CheckIn, Keeper, Seat
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.store.entries import Topic
from gedragen.method.follow_through import CheckInKind


@part(Topic.FOLLOW_THROUGH, Topic.SEATS, Topic.PEOPLE)
def keeper(seen: Snapshot) -> Keeper | None:
    """Who was asked and still decides, whether they said yes or not."""
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
