"""How a browser came in to a seat, whether that way still stands, and ending it."""

from dataclasses import dataclass
from typing import Literal

from gedragen.cases.models import Card, Seat

Place = Literal["card", "waiting_card"]


@dataclass(frozen=True)
class WayIn:
    """By a link of this generation, or by this card while that was the newest link. Kept in the session."""

    generation: int
    card: int | None = None

    def opens(self, seat: Seat) -> bool:
        return self.generation == seat.link_generation and self.card in (None, seat.card_id)


def end_cards(seat: Seat, *places: Place) -> None:
    """Whoever came in by these cards is out at their next request."""
    ids = [getattr(seat, f"{place}_id") for place in places]
    for place in places:
        setattr(seat, place, None)
    seat.save(update_fields=places)
    Card.objects.filter(pk__in=[card for card in ids if card is not None]).delete()
