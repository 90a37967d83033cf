"""Cards with a code: made, said yes or no to by their person, and replaced when they are lost.

A card for a seat that nobody entered yet opens it at once. One that is made beside a way in that was used waits: it
opens nothing and ends nothing until its person says yes, so that nobody comes in as somebody else, or throws somebody
out, by making a card.
"""

from dataclasses import dataclass

from gedragen.access.doing import Action, Denied, NotFound
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.way_in import Place, WayIn, end_cards
from gedragen.cases.models import Card, Seat
from gedragen.cases.people.entries import ACCESS_RENEWED, CARD_CONFIRMED, CARD_HEARD, CARD_LOST, CARD_MADE, CARD_REFUSED
from gedragen.cases.state.hearers import may_hear
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.people.cards import code_digest, new_code


@act(Action.COME_IN)
def come_in(change: Change, way: WayIn) -> None:
    """Note that somebody entered this seat. Raises NotFound when the way was replaced meanwhile."""
    if not way.opens(change.actor):
        raise NotFound
    Seat.objects.filter(id=change.actor.pk, entered_at__isnull=True).update(entered_at=change.at)


@dataclass(frozen=True)
class MakeCards:
    """New codes for printed cards, by seat. They are shown this once.

    `lost`: the seats whose old card ends now, with all it opened; they get a new one too.
    """

    seat_ids: tuple[int, ...]
    lost: tuple[int, ...] = ()


@act(Action.RENEW_ACCESS)
def make_cards(change: Change, asked: MakeCards) -> dict[int, str]:
    codes: dict[int, str] = {}
    chosen = change.case.seats.filter(id__in={*asked.seat_ids, *asked.lost}, erased_at__isnull=True)
    for seat in chosen.order_by("number"):
        codes[seat.pk] = new_code()
        _make_card(change, seat, codes[seat.pk], is_lost=seat.pk in asked.lost)
    if not codes:
        raise RuleBroken("nobody-chosen")
    return codes


@dataclass(frozen=True)
class ConfirmCard:
    """Yes, I have this new card: from now on it opens my seat, and the old card no longer does."""

    card: int


@act(Action.CONFIRM_CARD)
def confirm_card(change: Change, asked: ConfirmCard) -> None:
    _check_waits(change.actor, asked.card)
    _open(change.actor)
    change.record(CARD_CONFIRMED, seat=change.actor)


@dataclass(frozen=True)
class RefuseCard:
    """No, I did not ask for this: the card is useless. So is one of which somebody else wrote down that I said yes."""

    card: int


@act(Action.REFUSE_CARD)
def refuse_card(change: Change, asked: RefuseCard) -> None:
    seat = change.actor
    was_heard = seat.card is not None and seat.card.heard_by_id is not None
    if seat.waiting_card_id == asked.card:
        end_cards(seat, "waiting_card")
    elif seat.card_id == asked.card and was_heard:
        end_cards(seat, "card")
    else:
        raise RuleBroken("another-card")
    change.record(CARD_REFUSED, seat=seat)


@dataclass(frozen=True)
class HearCard:
    """Write down that somebody said aloud that the new card is theirs."""

    seat_id: int
    card: int


@act(Action.HEAR_CARD)
def hear_card(change: Change, asked: HearCard) -> None:
    """Raises Denied for who may not be the one."""
    seat: Seat = row(change.case.seats, id=asked.seat_id, erased_at__isnull=True)
    _check_waits(seat, asked.card)
    if not may_hear(change.actor, seat):
        raise Denied("somebody-else-hears")
    Card.objects.filter(pk=asked.card).update(heard_by=change.actor, heard_at=change.at)
    _open(seat)
    change.record(CARD_HEARD, seat=seat)


def _make_card(change: Change, seat: Seat, code: str, *, is_lost: bool) -> None:
    waits = seat.was_entered
    if is_lost and waits and seat.card_id is not None:
        end_cards(seat, "card")
        change.record(CARD_LOST, seat=seat)
    still_lost = is_lost or (seat.waiting_card is not None and seat.waiting_card.replaces_lost)
    place: Place = "waiting_card" if waits else "card"
    end_cards(seat, place)
    card = Card.objects.create(
        digest=code_digest(code), made_by=change.actor, made_at=change.at, replaces_lost=still_lost and waits
    )
    setattr(seat, place, card)
    seat.save(update_fields=[place])
    if waits:
        change.record(CARD_MADE, seat=seat)
    else:
        change.record(ACCESS_RENEWED, seat=seat, by_means="card")


def _check_waits(seat: Seat, card: int) -> None:
    """The card that the page showed is the one that waits: nobody says yes to another one unseen."""
    if seat.waiting_card_id is None or seat.waiting_card_id != card:
        raise RuleBroken("another-card")


def _open(seat: Seat) -> None:
    """The card that waited is the card from now on."""
    card = seat.waiting_card
    end_cards(seat, "card")
    seat.card, seat.waiting_card = card, None
    seat.save(update_fields=["card", "waiting_card"])
