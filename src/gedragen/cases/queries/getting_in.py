"""From a personal link or a card code to a seat."""

from dataclasses import dataclass

from django.db.models import QuerySet

from gedragen.access.doing import NotFound
from gedragen.cases.models import Seat
from gedragen.people.cards import code_digest, read_code
from gedragen.people.links import link_token, opens, seat_in


@dataclass(frozen=True)
class Entrance:
    """The seat behind a link or a code. `generation`: a cookie made with an older one no longer counts."""

    case_id: int
    seat_id: int
    address: str
    generation: int
    has_joined: bool
    language: str


def entrance_by_link(token: str) -> Entrance:
    """Raises NotFound for a link that is wrong, renewed since, or of somebody who was erased."""
    seat_id = seat_in(token)
    seat = _seats().filter(id=seat_id).first() if seat_id is not None else None
    if seat is None or not opens(token, seat.pk, seat.link_generation):
        raise NotFound
    return _entrance(seat)


def entrance_by_code(typed: str) -> Entrance:
    """Raises NotFound for anything that is no code of a seat. The caller counts failures."""
    code = read_code(typed)
    seat = _seats().filter(card_digest=code_digest(code)).first() if code else None
    if seat is None:
        raise NotFound
    return _entrance(seat)


def entrance_of(seat_id: int) -> Entrance:
    """The entrance of a seat whose right to enter was proven otherwise. Raises NotFound."""
    seat = _seats().filter(id=seat_id).first()
    if seat is None:
        raise NotFound
    return _entrance(seat)


def my_link(seat_id: int) -> str:
    """The token of this seat's own newest personal link, for its owner's eyes."""
    seat = _seats().filter(id=seat_id).first()
    if seat is None:
        raise NotFound
    return link_token(seat.pk, seat.link_generation)


def _seats() -> QuerySet[Seat]:
    return Seat.objects.filter(erased_at__isnull=True).select_related("case")


def _entrance(seat: Seat) -> Entrance:
    return Entrance(
        case_id=seat.case_id,
        seat_id=seat.pk,
        address=seat.case.address,
        generation=seat.link_generation,
        has_joined=seat.standing.has_joined,
        language=seat.language,
    )
