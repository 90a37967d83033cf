"""The rooms of an approach: who reads what is written in each."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.method.constitution.tables import Table

ROLES = ("participant", "facilitator", "authority", "professional", "advocate")
# Besides a role: whoever is the main person, and whoever decides, whatever their role.
READERS = (*ROLES, "main_person", "decider")
CIRCLES = ("person", "network", "professional")
# The commands write in these rooms whatever the approach. In the last two they write where a file asks for it.
NEEDED_ROOMS = ("open", "plan", "information", "circle", "private", "ballot")
ROOMS = (*NEEDED_ROOMS, "counsel", "closed")

_LATER = ("side", "from", "authority_from", "kept", "lock", "shared_with")


@dataclass(frozen=True)
class RoomRule:
    """Who reads what is written in a room. `public`: anyone at all; `own`: everyone their own words.

    `circles`: readers of these circles only; empty: of any. `invited`: also before they said yes to taking part.
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


def _room(row: Table) -> RoomRule:
    row.only("key", "readers", "public", "own", "circles", "invited", "closed", later=_LATER)
    room = RoomRule(
        key=row.choice("key", ROOMS),
        readers=frozenset(row.choices("readers", READERS)),
        public=row.flag("public"),
        own=row.flag("own"),
        circles=frozenset(row.choices_if_any("circles", CIRCLES)),
        invited=row.flag_if_any("invited"),
        closed=row.flag_if_any("closed"),
    )
    if room.closed and (room.public or room.invited):
        row.refuse("closed", "a closed room is for its readers: leave out public and invited")
    if room.closed != (room.key == "closed") and row.reading.is_sound(f"{row.path}key"):
        row.refuse("closed", "the room 'closed' is closed, and no other")
    return room
