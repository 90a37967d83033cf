"""The rooms of an approach: who reads what is written in each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gedragen.method.constitution.keys.sides import Side
from gedragen.method.constitution.tables import Table

ROLES = ("participant", "facilitator", "authority", "professional", "advocate")
# Besides a role: whoever is the main person, and whoever decides, whatever their role.
READERS = (*ROLES, "main_person", "decider")
CIRCLES = ("person", "network", "professional")
# The commands write in these rooms whatever the approach. In the last two they write where a file asks for it.
NEEDED_ROOMS = ("open", "plan", "information", "circle", "private", "ballot")
ROOMS = (*NEEDED_ROOMS, "counsel", "closed")

_LATER = ("from", "authority_from", "kept", "lock", "shared_with")


@dataclass(frozen=True)
class RoomRule:
    """Who reads what is written in a room. `public`: anyone at all; `own`: everyone their own words.

    `circles`, `sides`: readers of these only; empty: of any. `invited`: also before they said yes to taking part.
    `per_side`: each side has one of its own, which the people of other sides do not read.
    `closed`: for its readers only, locked with a key of its own; `ended_at`: who joined later never gets in.
    """

    key: str
    readers: frozenset[str]
    public: bool
    own: bool
    circles: frozenset[str] = frozenset()
    invited: bool = False
    closed: bool = False
    ended_at: datetime | None = None
    sides: frozenset[str] = frozenset()
    per_side: bool = False

    @property
    def is_own(self) -> bool:
        """Whether only this approach has it: what its own declarations or papers ask for lies there."""
        return self.key not in ROOMS

    @property
    def who_reads(self) -> frozenset[str]:
        """Its readers; of what is public, anyone."""
        return frozenset(READERS) if self.public else self.readers

    def of_side(self, side: str) -> "RoomRule":
        """The one of this side, where each side has one."""
        return replace(self, key=room_of_side(self.key, side), sides=frozenset({side}))


def read_rooms(top: Table) -> dict[str, RoomRule]:
    rooms: dict[str, RoomRule] = {}
    for row in top.tables("rooms"):
        room = _room(row)
        if room.key in rooms and row.reading.is_sound(f"{row.path}key"):
            row.refuse("key", f"{room.key!r} stands twice; give each room a name of its own")
        rooms[room.key] = room
    for key in NEEDED_ROOMS:
        if key not in rooms and isinstance(top.values.get("rooms"), list):
            top.refuse("rooms", f"add the room {key!r}")
    return rooms


def room_of_side(key: str, side: str) -> str:
    return f"{key}-{side}"


def check_own_rooms(top: Table, rooms: Mapping[str, RoomRule], sides: Collection[Side], used: Collection[str]) -> None:
    """`used`: the rooms in which what this approach asks for is written."""
    if not top.reading.is_sound("rooms", "sides", "declarations", "documents"):
        return
    for number, room in enumerate(rooms.values(), 1):
        if room.is_own and room.key not in used:
            top.refuse(f"rooms[{number}].key", f"nothing is written in {room.key!r}: leave it out, or write there")
        if room.per_side and not room.is_own:
            top.refuse(
                f"rooms[{number}].side", "leave it out: this room is for all; give the sides a room of another name"
            )
        if room.per_side and not sides:
            top.refuse(f"rooms[{number}].side", "leave it out, or write [[sides]]")


def _room(row: Table) -> RoomRule:
    row.only("key", "readers", "public", "own", "circles", "invited", "closed", later=_LATER, since_2=("side",))
    room = RoomRule(
        key=row.name("key") if row.reading.format >= 2 else row.choice("key", ROOMS),
        readers=frozenset(row.choices("readers", READERS)),
        public=row.flag("public"),
        own=row.flag("own"),
        circles=frozenset(row.choices_if_any("circles", CIRCLES)),
        invited=row.flag_if_any("invited"),
        closed=row.flag_if_any("closed"),
        per_side="side" in row.values and row.choice("side", ("own",)) == "own",
    )
    if room.closed and (room.public or room.invited):
        row.refuse("closed", "a closed room is for its readers: leave out public and invited")
    if room.closed != (room.key == "closed") and row.reading.is_sound(f"{row.path}key"):
        row.refuse("closed", "the room 'closed' is closed, and no other")
    return room
