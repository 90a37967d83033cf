"""From a personal link or a card code to a seat."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gedragen.access.doing import NotFound
from gedragen.cases.engine.way_in import WayIn
from gedragen.cases.models import Seat
from gedragen.people.cards import code_digest, read_code
from gedragen.people.links import link_token, opens, seat_in


@dataclass(frozen=True)
class Entrance:
    """The seat behind a link or a code, and the `way` that leads there: a cookie of an older one is worthless."""

    case_id: int
    seat_id: int
    address: str
    way: WayIn
    was_entered: bool
    has_joined: bool
    language: str


class CardWaits(Exception):
    """This card opens nothing as long as its person has not said yes to it. `entrance`: what it would open."""

    def __init__(self, entrance: Entrance) -> None:
        super().__init__()
        self.entrance = entrance


def entrance_by_link(token: str) -> Entrance:
    """Raises NotFound for a link that is wrong, renewed since, or of somebody who was erased."""
    seat_id = seat_in(token)
    seat = _seats().filter(id=seat_id).first() if seat_id is not None else None
    if seat is None or not opens(token, seat.pk, seat.link_generation):
        raise NotFound
    return _entrance(seat)


def entrance_by_code(typed: str) -> Entrance:
    """Raises CardWaits for a card without a yes, NotFound for anything that is no code. The caller counts failures."""
    code = read_code(typed)
    digest = code_digest(code) if code else ""
    seat = _seats().filter(Q(card__digest=digest) | Q(waiting_card__digest=digest)).first() if code else None
    if seat is None:
        raise NotFound
    if seat.card is None or seat.card.digest != digest:
        raise CardWaits(_entrance(seat))
    return _entrance(seat, card=seat.card_id)


def entrance_of(seat_id: int) -> Entrance:
    """The entrance of a seat whose right to enter was proven otherwise. Raises NotFound."""
    seat = _seats().filter(id=seat_id).first()
    if seat is None:
        raise NotFound
    return _entrance(seat)


def still_opens(way: WayIn, seat_id: int) -> bool:
    """Whether who came in this way is still in."""
    seat = _seats().filter(id=seat_id).first()
    return seat is not None and way.opens(seat)


def my_link(seat_id: int) -> str:
    """The token of this seat's own newest personal link, for its owner's eyes."""
    seat = _seats().filter(id=seat_id).first()
    if seat is None:
        raise NotFound
    return link_token(seat.pk, seat.link_generation)


def _seats() -> QuerySet[Seat]:
    return Seat.objects.filter(erased_at__isnull=True).select_related("case", "card")


def _entrance(seat: Seat, card: int | None = None) -> Entrance:
    return Entrance(
        case_id=seat.case_id,
        seat_id=seat.pk,
        address=seat.case.address,
        way=WayIn(seat.link_generation, card),
        was_entered=seat.was_entered,
        has_joined=seat.standing.has_joined,
        language=seat.language,
    )


def case_of_seat(seat: int) -> int:
    return Seat.objects.get(id=seat).case_id
