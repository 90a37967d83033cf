"""Where each person stands on the circle map. Pure arithmetic; the drawing is in parts/circle.html."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Protocol

SIZE = 400
RADII = {"person": 52.0, "network": 112.0, "professional": 174.0}
# The same where the middle is full: the two outer rings stand as close as their dots allow.
WIDE = {"person": 104.0, "network": 140.0, "professional": 178.0}
FULL = 8
# How far to either side of the top, in radians, a ring stays free: its name stands there.
FREE = {"person": 1.0, "network": 0.8, "professional": 0.45}
LARGEST_DOT = 17.0
SMALLEST_DOT = 5.0
# Numbers in dots smaller than this cannot be read; the table still names everyone.
SMALLEST_NUMBERED_DOT = 10.0


class Member(Protocol):
    """What the map needs to know of somebody."""

    @property
    def name(self) -> str: ...
    @property
    def ring(self) -> str: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class Dot:
    """One person on the map."""

    number: int
    member: Member
    x: float
    y: float
    size: float

    @property
    def drawn(self) -> tuple[str, str, str]:
        """Where and how large, as a picture writes it: with a point in every language."""
        return f"{self.x:.1f}", f"{self.y:.1f}", f"{self.size:.1f}"

    @property
    def is_numbered(self) -> bool:
        return self.size >= SMALLEST_NUMBERED_DOT


@dataclass(frozen=True)
class CircleMap:
    """All dots, ring by ring from the inside out; the numbers run along. `rings`: how large each is, by its key."""

    dots: tuple[Dot, ...]
    rings: Mapping[str, float]

    @property
    def drawn(self) -> list[tuple[str, str, str]]:
        """The key of each ring, how large it is, and where its name stands, from the outside in."""
        return [
            (key, f"{large:.0f}", f"{SIZE / 2 - large + 5:.0f}") for key, large in reversed(list(self.rings.items()))
        ]


def draw(members: Iterable[Member]) -> CircleMap:
    """Give everyone a place on their ring, starting right of the top, where the ring's name stands."""
    everyone = list(members)
    rings = WIDE if sum(member.ring == "person" for member in everyone) > FULL else RADII
    dots: list[Dot] = []
    for ring, large in rings.items():
        inside = [member for member in everyone if member.ring == ring]
        for place, member in enumerate(inside):
            dots.append(_dot(len(dots) + 1, member, place, len(inside), large))
    return CircleMap(tuple(dots), rings)


def _dot(number: int, member: Member, place: int, of: int, radius: float) -> Dot:
    if of == 1 and member.ring == "person":
        return Dot(number, member, SIZE / 2, SIZE / 2, LARGEST_DOT)
    free = FREE[member.ring]
    step = 2 * (pi - free) / of
    turn = free + step * (place + 0.5)
    size = max(SMALLEST_DOT, min(LARGEST_DOT, step * radius / 2 - 2))
    x = SIZE / 2 + radius * sin(turn)
    y = SIZE / 2 - radius * cos(turn)
    return Dot(number, member, round(x, 1), round(y, 1), round(size, 1))
