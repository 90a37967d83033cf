"""What somebody who must work by the plan reads of it: less by one person, more by two."""

from dataclasses import dataclass, replace

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import PlanShare, Seat
from gedragen.cases.sharing.entries import PLAN_SHARED
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.state.tasks import shares, works_by_the_plan
from gedragen.cases.store.rows import row
from gedragen.method.stages.sharing import Reach, Share, said


@dataclass(frozen=True)
class SharePlan:
    """`seat`: who reads as much as `reach`."""

    seat: int
    reach: Reach


@act(Action.SHARE_PLAN)
def share_plan(change: Change, asked: SharePlan) -> None:
    """Everybody of the circle hears it, and who it is about."""
    reader = row(Seat.objects.filter(id__in=[one.pk for one in works_by_the_plan(change.seen)]), id=asked.seat)
    share = said(_stands(change, reader), asked.reach, by=change.actor.pk)
    wants = deciders_of(change.case).filter(id=share.asked_by).first() if share.asked_by is not None else None
    more = share.asked.value if share.asked is not None else ""
    found = {"case": change.case, "reach": share.reach.value, "asked": more, "asked_by": wants}
    PlanShare.objects.update_or_create(seat=reader, defaults=found)
    change.record(PLAN_SHARED, seat=reader, reach=share.reach.value, asked=more, asked_by=wants)


def _stands(change: Change, reader: Seat) -> Share:
    """What somebody asked who decides no more, nobody asks."""
    share = shares(change.seen).get(reader.pk, Share())
    still = share.asked_by is not None and deciders_of(change.case).filter(id=share.asked_by).exists()
    return share if still else replace(share, asked=None, asked_by=None)
