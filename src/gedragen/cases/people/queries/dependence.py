"""Whether somebody depends on another who decides: for who guides, and for this person."""

from dataclasses import dataclass

from gedragen.access.doing import CAN_DECIDE, NotFound, Role
from gedragen.cases.engine.sight import eyes_inside
from gedragen.cases.models import Seat
from gedragen.cases.state.head import CaseHead, head_of


@dataclass(frozen=True)
class DependenceSheet:
    """`name`: whom it is about, empty where that is who looks."""

    head: CaseHead
    seat_id: int
    name: str
    is_recorded: bool


def dependence_sheet(case_id: int, seat_id: int, *, viewer: int) -> DependenceSheet:
    """Raises NotFound about another than who looks, for whoever does not guide."""
    eyes = eyes_inside(case_id, viewer)
    guides = eyes.seat is not None and eyes.seat.role == Role.FACILITATOR and eyes.seat.standing.has_joined
    people = Seat.objects.filter(case=eyes.case, erased_at__isnull=True, role__in=CAN_DECIDE).select_related("name")
    seat = people.filter(id=seat_id).first() if guides or seat_id == viewer else None
    if seat is None:
        raise NotFound
    return DependenceSheet(head_of(eyes), seat.pk, eyes.name(seat) if guides else "", seat.depends)
