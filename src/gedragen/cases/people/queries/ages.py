"""What is recorded of how old somebody is, for who guides, its person, and who stands beside them."""

from dataclasses import dataclass

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.sight import eyes_inside
from gedragen.cases.models import Seat
from gedragen.cases.people.commands.ages import is_theirs
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.store.rows import row
from gedragen.method.children.ages import Age, is_said_je


@dataclass(frozen=True)
class AgeSheet:
    """`is_mine`: it is of who looks. `is_doubted`: somebody said that it is not right."""

    head: CaseHead
    seat: int
    name: str
    age: Age
    says_je: bool
    is_doubted: bool
    is_mine: bool


def age_sheet(case_id: int, *, viewer: int, seat_id: int | None = None) -> AgeSheet:
    """Of this seat, or of oneself or whom one stands beside. Raises NotFound for who is neither of these nor guides."""
    eyes = eyes_inside(case_id, viewer)
    if eyes.seat is None:
        raise NotFound
    seat = row(Seat.objects.filter(case=case_id), id=seat_id or eyes.seat.supports_id or viewer, erased_at__isnull=True)
    if seat.role != Role.PARTICIPANT or (eyes.seat.role != Role.FACILITATOR and not is_theirs(eyes.seat, seat)):
        raise NotFound
    return AgeSheet(
        head=head_of(eyes),
        seat=seat.pk,
        name=eyes.name(seat),
        age=Age(seat.age),
        says_je=is_said_je(Age(seat.age), chosen=seat.says_je),
        is_doubted=seat.age_doubted_at is not None,
        is_mine=seat.pk == viewer,
    )
