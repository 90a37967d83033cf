"""The rooms of an approach: who reads what is written in each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from gedragen.method.constitution.keys.sides import Side
from gedragen.method.constitution.tables import Table

ROLES = ("participant", "facilitator", "authority", "professional", "advocate")
# Besides a role: whoever is the main person, and whoever decides, whatever their role.
READERS = (*ROLES, "main_person", "decider")
CIRCLES = ("person", "network", "professional")
# The commands write in these rooms whatever the approach. In the last two they write where a file asks for it.
NEEDED_ROOMS = ("open", "plan", "information", "circle", "private", "ballot")
ROOMS = (*NEEDED_ROOMS, "counsel", "closed")

# In which of the rooms that are always there the end can take away readers or words: what people say to each other.
KEPT_IN = ("circle", "information")
# What was put before the authority lies beside the plan: they read that, and nothing else of it.
ASKED_ROOM = "plan-asked"
# Whoever writes in it or answers about it reads it at once. In a room of its own nobody must.
_WHOSE_PLAN = frozenset({"participant", "facilitator", "decider", "main_person"})
AT_ONCE: Mapping[str, frozenset[str]] = {"plan": _WHOSE_PLAN, ASKED_ROOM: _WHOSE_PLAN | {"authority"}}

_LATER = ("lock",)
_SINCE_2 = ("side", "from", "authority_from", "kept", "shared_with")
# Who can be let read a part of the plan, where they are no reader of it.
_SHARED_WITH = ("professional",)


class Kept(StrEnum):
    """Who keeps what was said once it has ended: who read it, the participants alone, or nobody: it is erased."""

    BY_READERS = "readers"
    BY_PARTICIPANTS = "participants"
    BY_NOBODY = "nobody_after_close"


_KEPT = (Kept.BY_PARTICIPANTS, Kept.BY_NOBODY)


@dataclass(frozen=True)
class RoomRule:
    """Who reads what is written in a room. `public`: anyone at all; `own`: everyone their own words.

    `circles`, `sides`: readers of these only; empty: of any. `invited`: also before they said yes to taking part.
    `per_side`: each side has one of its own, which the people of other sides do not read.
    `waits_for`: the stage until which only who must be reads along; `authority_waits`: who sets the limits reads what
    is put before them, once it is. `kept`: by whom, when it has ended.
    `shared_with`: with whom those who decide can share what they agreed on, as much of it as they say.
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
    waits_for: str = ""
    authority_waits: bool = False
    kept: Kept = Kept.BY_READERS
    shared_with: frozenset[str] = frozenset()

    @property
    def is_own(self) -> bool:
        """Whether only this approach has it: what its own declarations or papers ask for lies there."""
        return self.key not in ROOMS

    @property
    def at_once(self) -> frozenset[str]:
        """Who reads it from the moment that it is written; of what is public, anyone."""
        if self.public:
            return frozenset(READERS)
        readers = self.readers & AT_ONCE.get(self.key, frozenset()) if self.waits_for else self.readers
        return readers - {"authority"} if self.authority_waits else readers

    @property
    def later(self) -> frozenset[str]:
        """Its readers who wait for a stage."""
        return self.readers - AT_ONCE.get(self.key, frozenset()) if self.waits_for else frozenset()

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


def _refuse_absent_readers(top: Table, rooms: Mapping[str, RoomRule], *, has_advocates: bool) -> None:
    """Nobody stands beside another here. In the room 'open' it says that everybody reads it, whatever their role."""
    if top.reading.format < 2 or has_advocates or not top.reading.is_sound("rooms", "seats.advocates"):
        return
    for number, room in enumerate(rooms.values(), 1):
        if "advocate" in room.readers and room.key != "open":
            mend = "leave out 'advocate', or write advocates = true under [seats]: nobody is one"
            top.refuse(f"rooms[{number}].readers", mend)


def room_of_side(key: str, side: str) -> str:
    return f"{key}-{side}"


def check_own_rooms(
    top: Table, rooms: Mapping[str, RoomRule], sides: Collection[Side], used: Collection[str], *, has_advocates: bool
) -> None:
    """`used`: the rooms in which what this approach asks for is written."""
    _refuse_absent_readers(top, rooms, has_advocates=has_advocates)
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


def check_waiting_rooms(
    top: Table, rooms: Mapping[str, RoomRule], stages: Sequence[tuple[str, tuple[str, ...]]], papers: Collection[str]
) -> None:
    """`stages`: each with the rooms that are open in it, along the road. `papers`: the rooms in which one signs."""
    if not top.reading.is_sound("rooms", "stages", "documents"):
        return
    keys = [key for key, _ in stages]
    for number, room in enumerate(rooms.values(), 1):
        path = f"rooms[{number}]"
        if room.key in papers and room.kept is Kept.BY_NOBODY:
            top.refuse(f"{path}.kept", "a paper lies there, and what people sign is kept: choose another room for one")
        if not room.waits_for:
            continue
        if room.waits_for not in keys:
            top.refuse(f"{path}.from", f"{room.waits_for!r} is no stage; use one of {', '.join(keys)}")
        elif room.key in papers and room.is_own:
            top.refuse(f"{path}.from", "a paper lies there, and whoever signs reads it at once: leave this out")
        elif not any(room.key in opened for _, opened in stages[: keys.index(room.waits_for)]):
            top.refuse(f"{path}.from", f"nothing is written there before {room.waits_for!r}: leave this out")


def _check_later(row: Table, room: RoomRule) -> None:
    """Refuse what takes nothing from anybody, or from whom it may not be taken."""
    if not row.reading.is_sound(f"{row.path}key", f"{row.path}readers"):
        return
    if room.waits_for and not (room.is_own or room.key in AT_ONCE):
        row.refuse("from", "leave it out: this is for a room of your own, or for 'plan'")
    elif room.waits_for and (room.public or not room.later):
        row.refuse("from", "leave it out: nobody among the readers waits for that")
    if room.authority_waits and (room.key != "plan" or room.public or "authority" not in room.readers):
        row.refuse("authority_from", "leave it out: this is for the room 'plan', where 'authority' is a reader of it")
    if room.shared_with and (room.key != "plan" or room.public or room.shared_with & room.readers):
        row.refuse("shared_with", "leave it out: this is for the room 'plan', with who is no reader of it")
    if room.kept is not Kept.BY_READERS and not (room.is_own or room.key in KEPT_IN):
        row.refuse("kept", "leave it out: this is for a room of your own, 'circle' or 'information'")
    elif room.kept is Kept.BY_PARTICIPANTS and not room.readers - {"participant", "main_person"}:
        row.refuse("kept", "leave it out: nobody else reads it")


def _room(row: Table) -> RoomRule:
    row.only("key", "readers", "public", "own", "circles", "invited", "closed", later=_LATER, since_2=_SINCE_2)
    room = RoomRule(
        key=row.name("key") if row.reading.format >= 2 else row.choice("key", ROOMS),
        readers=frozenset(row.choices("readers", READERS)),
        public=row.flag("public"),
        own=row.flag("own"),
        circles=frozenset(row.choices_if_any("circles", CIRCLES)),
        invited=row.flag_if_any("invited"),
        closed=row.flag_if_any("closed"),
        per_side="side" in row.values and row.choice("side", ("own",)) == "own",
        waits_for=row.name("from") if "from" in row.values else "",
        authority_waits="authority_from" in row.values and bool(row.choice("authority_from", ("frame_test",))),
        kept=Kept(row.choice("kept", _KEPT)) if "kept" in row.values else Kept.BY_READERS,
        shared_with=frozenset(row.choices_if_any("shared_with", _SHARED_WITH)),
    )
    _check_later(row, room)
    if room.closed and (room.public or room.invited):
        row.refuse("closed", "a closed room is for its readers: leave out public and invited")
    if room.closed != (room.key == "closed") and row.reading.is_sound(f"{row.path}key"):
        row.refuse("closed", "the room 'closed' is closed, and no other")
    return room
