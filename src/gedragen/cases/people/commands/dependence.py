"""That somebody depends on another who decides, or on the authority: kept for who guides and for whom it is about."""

from dataclasses import dataclass

from gedragen.access.doing import CAN_DECIDE, Action, NotFound, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.store.entries import Topic
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken


@dataclass(frozen=True)
class RecordDependence:
    """`seat`: who depends. Whoever does not guide records it of themselves alone."""

    seat: int


@act(Action.RECORD_DEPENDENCE)
def record_dependence(change: Change, asked: RecordDependence) -> None:
    """From now on no name stands beside an answer here. No entry tells of it, not even that there is one."""
    seat = row(change.case.seats, id=asked.seat, erased_at__isnull=True, role__in=CAN_DECIDE)
    if change.actor.role != Role.FACILITATOR and seat.pk != change.actor.pk:
        raise NotFound
    if seat.depends:
        raise RuleBroken("dependence-is-recorded")
    seat.depends = True
    seat.save(update_fields=["depends"])
    # All that people read of answers is read anew.
    change.keep_quiet(Topic.CASE, Topic.SEATS, Topic.PEOPLE)
