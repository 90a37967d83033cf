"""How a browser came in to a seat, and whether that way still stands."""

from dataclasses import dataclass

from gedragen.cases.models import Seat


@dataclass(frozen=True)
class Way:
    """By a link of this generation, or by this card while that was the newest link. Kept in the session."""

    generation: int
    card: int | None = None

    def opens(self, seat: Seat) -> bool:
        return self.generation == seat.link_generation and self.card in (None, seat.card_id)
