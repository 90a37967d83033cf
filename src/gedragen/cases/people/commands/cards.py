"""Cards with a code: made, said yes or no to by their person, and replaced when they are lost.

A card for a seat that nobody entered yet opens it at once. One that is made beside a way in that was used waits: it
opens nothing and ends nothing until its person says yes, so that nobody comes in as somebody else, or throws somebody
out, by making a card.
"""

from collections.abc import Collection
from datetime import datetime

from gedragen.access.doing import Action, Denied, NotFound
from gedragen.cases.engine.change import Change, change_case, own_act
from gedragen.cases.engine.way import Place, Way, end_cards
from gedragen.cases.models import Card, Seat
from gedragen.cases.state.hearers import may_hear
from gedragen.cases.store.journal import Kind
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.people.cards import code_digest, new_code


def come_in(case_id: int, way: Way, *, by: int, at: datetime) -> None:
    """Note that somebody entered this seat. Raises NotFound when the way was replaced meanwhile."""
    with own_act(case_id, Action.COME_IN, by=by, at=at) as change:
        if not way.opens(change.actor):
            raise NotFound
        Seat.objects.filter(id=by, entered_at__isnull=True).update(entered_at=at)


def make_cards(
    case_id: int, seat_ids: Collection[int], *, lost: Collection[int] = (), by: int, at: datetime, once: str = ""
) -> dict[int, str]:
    """New codes for printed cards, by seat. They are shown this once.

    `lost`: the seats whose old card ends now, with all it opened; they get a new one too.
    """
    codes: dict[int, str] = {}
    with change_case(case_id, Action.RENEW_ACCESS, by=by, at=at, once=once) as change:
        chosen = change.case.seats.filter(id__in={*seat_ids, *lost}, erased_at__isnull=True)
        for seat in chosen.order_by("number"):
            codes[seat.pk] = new_code()
            _make_card(change, seat, codes[seat.pk], is_lost=seat.pk in lost)
        if not codes:
            raise RuleBroken("nobody-chosen")
    return codes


def confirm_card(case_id: int, card: int, *, by: int, at: datetime, once: str = "") -> None:
    """Yes, I have this new card: from now on it opens my seat, and the old card no longer does."""
    with change_case(case_id, Action.CONFIRM_CARD, by=by, at=at, once=once) as change:
        _check_waits(change.actor, card)
        _open(change.actor)
        change.record(Kind.CARD_CONFIRMED, seat=change.actor)


def refuse_card(case_id: int, card: int, *, by: int, at: datetime, once: str = "") -> None:
    """No, I did not ask for this: the card is useless. So is one of which somebody else wrote down that I said yes."""
    with change_case(case_id, Action.REFUSE_CARD, by=by, at=at, once=once) as change:
        seat = change.actor
        was_heard = seat.card is not None and seat.card.heard_by_id is not None
        if seat.waiting_card_id == card:
            end_cards(seat, "waiting_card")
        elif seat.card_id == card and was_heard:
            end_cards(seat, "card")
        else:
            raise RuleBroken("another-card")
        change.record(Kind.CARD_REFUSED, seat=seat)


def hear_card(case_id: int, seat_id: int, card: int, *, by: int, at: datetime, once: str = "") -> None:
    """Write down that somebody said aloud that the new card is theirs. Raises Denied for who may not be the one."""
    with change_case(case_id, Action.HEAR_CARD, by=by, at=at, once=once) as change:
        seat: Seat = row(change.case.seats, id=seat_id, erased_at__isnull=True)
        _check_waits(seat, card)
        if not may_hear(change.actor, seat):
            raise Denied("somebody-else-hears")
        Card.objects.filter(pk=card).update(heard_by=change.actor, heard_at=at)
        _open(seat)
        change.record(Kind.CARD_HEARD, seat=seat)


def _make_card(change: Change, seat: Seat, code: str, *, is_lost: bool) -> None:
    waits = seat.was_entered
    if is_lost and waits and seat.card_id is not None:
        end_cards(seat, "card")
        change.record(Kind.CARD_LOST, seat=seat)
    still_lost = is_lost or (seat.waiting_card is not None and seat.waiting_card.replaces_lost)
    place: Place = "waiting_card" if waits else "card"
    end_cards(seat, place)
    card = Card.objects.create(
        digest=code_digest(code), made_by=change.actor, made_at=change.at, replaces_lost=still_lost and waits
    )
    setattr(seat, place, card)
    seat.save(update_fields=[place])
    if waits:
        change.record(Kind.CARD_MADE, seat=seat)
    else:
        change.record(Kind.ACCESS_RENEWED, seat=seat, by_means="card")


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
