"""People of a case by key, as many at hand as fit: of twenty thousand, those who were looked for."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from threading import Lock

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Seat
from gedragen.cases.store.entries import Topic

AT_HAND = 2_000
NEAR = ("name", "contact", "phone", "card")
# Where somebody's name stands until they take part, and for ever after: those who set the frames do so in the open.
UNTIL_JOINING = "private"
ROOM_OF_NAME = {
    Role.PARTICIPANT: "circle",
    Role.FACILITATOR: "open",
    Role.AUTHORITY: "open",
    Role.PROFESSIONAL: "information",
    Role.ADVOCATE: "circle",
    Role.BRINGER: "private",
}


@dataclass
class SeatsAtHand:
    """`number`: of the topic *people* these rows are right for; `moved`: who had joined or declined then, not sealed.

    One caller at a time reads what is not here.
    """

    number: int
    moved: tuple[int, ...]
    rows: dict[int, Seat] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def keep_up(self, seen: Snapshot) -> None:
        """Drop whoever joined or declined since, or everybody when that is not known."""
        number, moved = seen.version.number(Topic.PEOPLE), seen.version.moved
        if number <= self.number:
            return
        sealed, was_sealed = number - len(moved), self.number - len(self.moved)
        since = Counter(moved) - Counter(self.moved) if sealed == was_sealed else Counter(moved)
        is_known = self.number >= sealed
        self.rows = {pk: row for pk, row in self.rows.items() if is_known and pk not in since}
        self.number, self.moved = number, moved

    def add(self, seen: Snapshot, rows: dict[int, Seat]) -> None:
        """Not from who began to read before somebody moved."""
        if seen.version.number(Topic.PEOPLE) < self.number:
            return
        if len(self.rows) + len(rows) > AT_HAND:
            self.rows = {}
        self.rows = self.rows | rows


@part(Topic.SEATS)
def _at_hand(seen: Snapshot) -> SeatsAtHand:
    return SeatsAtHand(seen.version.number(Topic.PEOPLE), seen.version.moved)


def people(seen: Snapshot, seats: Sequence[int], *, ahead: Sequence[int] = ()) -> list[Seat]:
    """People by key, with their names and how they are reached. `ahead`: read with them, when any must be read."""
    at_hand = _at_hand(seen)
    with at_hand.lock:
        at_hand.keep_up(seen)
        rows = at_hand.rows
        unread = [seat for seat in seats if seat not in rows]
        if unread:
            added = Seat.objects.filter(case=seen.case_id).select_related(*NEAR).in_bulk([*unread, *ahead])
            rows = rows | added
            at_hand.add(seen, added)
    return [rows[seat] for seat in seats if seat in rows]


def put_at_hand(seen: Snapshot, seats: Collection[Seat]) -> None:
    """Rows that were read in another way, with all that is `NEAR`."""
    at_hand = _at_hand(seen)
    with at_hand.lock:
        at_hand.keep_up(seen)
        at_hand.add(seen, {seat.pk: seat for seat in seats})


def seat_of(seen: Snapshot, seat: int) -> Seat:
    """One of them, with whom an advocate stands beside. Raises NotFound."""
    rows = people(seen, [seat])
    if not rows:
        raise NotFound
    bring_together(seen, rows)
    return rows[0]


def bring_together(seen: Snapshot, seats: Collection[Seat]) -> None:
    """Give each advocate's seat the one it stands beside, as it is now."""
    beside = {seat.supports_id for seat in seats if seat.supports_id is not None}
    rows = {row.pk: row for row in people(seen, sorted(beside))}
    for seat in seats:
        if seat.supports_id in rows:
            seat.supports = rows[seat.supports_id]


@part(Topic.SEATS)
def _facilitator(seen: Snapshot) -> int | None:
    here = Seat.objects.filter(case=seen.case_id, role=Role.FACILITATOR, erased_at__isnull=True)
    first = here.filter(declined_at__isnull=True).select_related(*NEAR).order_by("number").first()
    if first is None:
        return None
    put_at_hand(seen, [first])
    return first.pk


def facilitator(seen: Snapshot) -> Seat | None:
    """The human on every page."""
    seat = _facilitator(seen)
    return next(iter(people(seen, [seat])), None) if seat is not None else None
