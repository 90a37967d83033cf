"""To whom somebody can say aloud that a new card is theirs: a second person, never who made the card."""

from gedragen.access.doing import Role
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Seat
from gedragen.cases.store.entries import Topic
from gedragen.people.contacts import contact_digest

CIRCLE = (Role.PARTICIPANT, Role.ADVOCATE)
OTHERS = (Role.AUTHORITY, Role.PROFESSIONAL)


@part(Topic.SEATS)
def _with_waiting_card(seen: Snapshot) -> tuple[int, ...]:
    waits = Seat.objects.filter(case=seen.case_id, waiting_card__isnull=False, erased_at__isnull=True)
    return tuple(waits.order_by("number").values_list("id", flat=True))


@part(Topic.SEATS, Topic.PEOPLE)
def waiting_cards(seen: Snapshot) -> tuple[Seat, ...]:
    """Whose new card waits for their yes."""
    seats = _with_waiting_card(seen)
    if not seats:
        return ()
    rows = Seat.objects.filter(id__in=seats).select_related("name", "waiting_card__made_by__account")
    return tuple(rows.order_by("number"))


def may_hear(hearer: Seat, seat: Seat) -> bool:
    """Whether `hearer` may write down the yes to the card that waits for `seat`.

    Somebody of the circle who takes part; as long as nobody else of it does, an authority or a professional who does.
    """
    maker = seat.waiting_card.made_by if seat.waiting_card is not None else None
    if hearer.pk == seat.pk or not hearer.standing.has_joined or hearer.erased_at is not None:
        return False
    if maker is not None and _are_one_person(hearer, maker):
        return False
    if hearer.role in CIRCLE:
        return True
    return hearer.role in OTHERS and not any(may_hear(other, seat) for other in _taking_part(seat, CIRCLE))


def somebody_may_hear(seat: Seat) -> bool:
    """Whether there is anybody by now who may."""
    return any(may_hear(other, seat) for other in _taking_part(seat, (*CIRCLE, *OTHERS)))


def _taking_part(seat: Seat, roles: tuple[Role, ...]) -> list[Seat]:
    joined = Seat.objects.filter(
        case=seat.case_id, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True
    )
    # A handful is enough: only the person and who made the card fall out, with whatever seats those two hold.
    return list(joined.filter(role__in=roles).exclude(pk=seat.pk).order_by("number")[:20])


def _are_one_person(hearer: Seat, maker: Seat) -> bool:
    """Who made the card does not write down the yes from another seat of theirs either."""
    addresses = {maker.mail_digest, maker.contact_digest}
    if maker.account is not None:
        addresses.add(contact_digest(maker.account.email))
    is_same_account = maker.account_id is not None and hearer.account_id == maker.account_id
    has_same_address = not addresses.isdisjoint({hearer.mail_digest, hearer.contact_digest} - {""})
    return hearer.pk == maker.pk or is_same_account or has_same_address
