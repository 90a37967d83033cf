"""Whom one can choose: everybody where few take part; of many who was chosen already, and some, found by name."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from gedragen.access.doing import Role
from gedragen.cases.engine.sight import Eyes, readable
from gedragen.cases.models import Seat

# Up to so many people are all listed. Of more, a page shows some.
LISTED, FOUND = 100, 10
MOST_WORDS = 4


@dataclass(frozen=True)
class Sought:
    """What a page asks for: a part of somebody's name, and the seats that were chosen on it already."""

    name: str = ""
    chosen: tuple[int, ...] = ()


ANYBODY = Sought()


@dataclass(frozen=True)
class Listed:
    """`is_cut`: there are too many to list. Then `found`: how many have the name; `more`: others have it too."""

    is_cut: bool = False
    found: int = 0
    more: bool = False


@dataclass(frozen=True)
class Choices:
    """Seat, name and role of those to choose from; who has no name for these eyes is not among them."""

    people: tuple[tuple[int, str, Role], ...]
    listed: Listed

    @property
    def names(self) -> list[tuple[int, str]]:
        return [(seat, name) for seat, name, _role in self.people]


def choices(eyes: Eyes, seats: QuerySet[Seat], sought: Sought) -> Choices:
    shown, listed = list_of(eyes, seats.filter(readable(eyes, "name__")), sought)
    named = ((seat.pk, eyes.name(seat), Role(seat.role)) for seat in shown)
    return Choices(tuple(row for row in named if row[1]), listed)


def list_of(eyes: Eyes, seats: QuerySet[Seat], sought: Sought) -> tuple[tuple[Seat, ...], Listed]:
    """All of these seats, or of very many some. Who looks and who was chosen are always among those."""
    seats = seats.select_related("name").order_by("number")
    first = tuple(seats[: LISTED + 1])
    if len(first) <= LISTED:
        return first, Listed()
    matches = _by_name(eyes, seats, sought.name) if sought.name else first
    kept = tuple(seats.filter(id__in=[*sought.chosen, eyes.sight.seat or 0]))
    others = tuple(seat for seat in matches[:FOUND] if seat not in kept)
    # Whom one looked for stands first, under the box.
    shown = (*others, *kept) if sought.name else (*kept, *others)
    return shown, Listed(is_cut=True, found=min(len(matches), FOUND), more=len(matches) > FOUND)


def _by_name(eyes: Eyes, seats: QuerySet[Seat], name: str) -> tuple[Seat, ...]:
    """Those with all these words in their name, one more than is shown; a name these eyes may not read finds nobody."""
    seats = seats.filter(readable(eyes, "name__"))
    for word in name.split()[:MOST_WORDS]:
        # SQLite takes capitals for small letters in plain letters alone, not in Ö.
        spelt = {word, word.lower(), word.capitalize(), word.upper()}
        seats = seats.filter(reduce(or_, (Q(name__text__icontains=one) for one in sorted(spelt))))
    return tuple(seats[: FOUND + 1])
