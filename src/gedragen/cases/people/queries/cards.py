"""New cards that wait for a yes: one's own, and those to which one may write down somebody else's yes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action, refusal
from gedragen.cases.engine.sight import Eyes, eyes_of, eyes_of_facilitator
from gedragen.cases.models import Card, Seat
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.hearers import may_hear, somebody_may_hear, waiting_cards
from gedragen.method.phases import Phase

# Of so many people a page shows the names; of more, the name is typed as it stands on the card.
LISTED = 12


@dataclass(frozen=True)
class CardFacts:
    """One card of mine. Empty names: not for you, or forgotten. `heard_at` is None as long as it waits."""

    card_id: int
    made_by: str
    made_at: datetime
    replaces_lost: bool
    heard_by: str
    heard_at: datetime | None


@dataclass(frozen=True)
class MyCardSheet:
    """`waiting`: what I am asked to say yes or no to. `heard`: to which somebody else wrote down my yes."""

    head: CaseHead
    waiting: CardFacts | None
    heard: CardFacts | None


@dataclass(frozen=True)
class CardToHear:
    """Whose card waits. Empty name: not for you, it has to be told to you."""

    seat_id: int
    card_id: int
    name: str


@dataclass(frozen=True)
class HearingSheet:
    """`listed`: those whose names one may read, when they are few. `has_more`: of others the name is typed."""

    head: CaseHead
    listed: tuple[CardToHear, ...]
    has_more: bool


def my_card_sheet(case_id: int, *, viewer: int) -> MyCardSheet:
    eyes = eyes_of(case_id, viewer)
    with_cards = ("card__made_by__name", "card__heard_by__name", "waiting_card__made_by__name")
    seat = Seat.objects.select_related(*with_cards).get(id=viewer)
    heard = seat.card if seat.card is not None and seat.card.heard_by_id is not None else None
    return MyCardSheet(head_of(eyes), _facts(eyes, seat.waiting_card), _facts(eyes, heard))


def hearing_sheet(case_id: int, *, viewer: int) -> HearingSheet:
    """To which cards this person may write down a yes."""
    eyes = eyes_of(case_id, viewer)
    waiting = cards_to_hear(eyes)
    known = tuple(CardToHear(seat.pk, seat.waiting_card_id or 0, eyes.name(seat)) for seat in waiting)
    named = tuple(one for one in known if one.name)
    listed = named if len(named) <= LISTED else ()
    return HearingSheet(head_of(eyes), listed, len(listed) < len(known))


def cards_under_name(case_id: int, name: str, *, viewer: int) -> tuple[CardToHear, ...]:
    """Of the cards to which this person may write down a yes, those with this name, as it stands on the card."""
    eyes = eyes_of(case_id, viewer)
    plain_name = _plain(name)
    return tuple(
        CardToHear(seat.pk, seat.waiting_card_id or 0, name)
        for seat in cards_to_hear(eyes)
        if seat.name is not None and _plain(seat.name.text) == plain_name
    )


def cards_to_hear(eyes: Eyes) -> list[Seat]:
    """Whose waiting cards these eyes may write down a yes to."""
    me, case = eyes.seat, eyes.case
    if me is None or refusal(Action.HEAR_CARD, case.standing_of(me), Phase(case.phase), closed=bool(case.closed_at)):
        return []
    return [seat for seat in waiting_cards(eyes.seen) if may_hear(me, seat)]


def without_hearer(case_id: int, seat_ids: Collection[int], *, viewer: int) -> frozenset[int]:
    """For the facilitator: of these people, those whose card waits and who can say yes aloud to nobody yet."""
    eyes = eyes_of_facilitator(case_id, viewer)
    waiting = [seat for seat in waiting_cards(eyes.seen) if seat.pk in seat_ids]
    return frozenset(seat.pk for seat in waiting if not somebody_may_hear(seat))


def _facts(eyes: Eyes, card: Card | None) -> CardFacts | None:
    if card is None:
        return None
    return CardFacts(
        card_id=card.pk,
        made_by=eyes.name(card.made_by),
        made_at=card.made_at,
        replaces_lost=card.replaces_lost,
        heard_by=eyes.name(card.heard_by),
        heard_at=card.heard_at,
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
