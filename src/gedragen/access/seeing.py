"""What a seat may see. Read this file to know what can ever reach a screen, a mail or an export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gedragen.access.doing import Role
from gedragen.method.constitution.keys.rooms import RoomRule


class Rows(StrEnum):
    """Which rows of a kind: none, those of the seat itself, or all."""

    NONE = "none"
    OWN = "own"
    ALL = "all"


@dataclass(frozen=True)
class Sight:
    """What one seat, or the public (`seat` is None), may see of one case. Pure: no query, no clock.

    `words`: free texts per room, people's names and addresses among them.
    `running`: answers of a round that is still open. They are content: an open round tells nobody its outcome.
    `given`: answers of closed rounds.
    `talks`: preparation talks. `bringers`: who brought an opposing view.
    `entries`: of the journal who it was and to the second when; own are those that one did oneself, or is told about.
    """

    seat: int | None
    words: Mapping[str, Rows]
    running: Rows
    given: Rows
    nominations: Rows
    talks: Rows
    bringers: Rows
    entries: Rows

    def reads(self, room: str, author: int | None) -> bool:
        """Whether a text written in `room` by seat `author` may be read."""
        return room in self.words and self.shows(self.words[room], author)

    def shows(self, rows: Rows, owner: int | None) -> bool:
        """Whether a row of `owner` is among `rows`. Nobody owns a row without an owner."""
        if rows is Rows.ALL:
            return True
        return rows is Rows.OWN and owner is not None and owner == self.seat


@dataclass(frozen=True)
class Looker:
    """All that sight may know of who looks. Without a role it is the public. Who has left is no longer invited."""

    role: Role | None = None
    seat: int | None = None
    circle: str = ""
    side: str = ""
    is_main_person: bool = False
    decides: bool = False
    is_invited: bool = False
    joined_at: datetime | None = None

    @property
    def reads_as(self) -> frozenset[str]:
        """The readers in a room that this is one of."""
        if self.role is None:
            return frozenset()
        also = {"main_person": self.is_main_person, "decider": self.decides}
        return frozenset({self.role.value, *(name for name, is_one in also.items() if is_one)})


# Readers who belong to a side: in a room of another side they are none.
OF_A_SIDE = frozenset({"participant", "advocate", "main_person", "decider"})


def sight(who: Looker, rooms: Iterable[RoomRule]) -> Sight:
    """What `who` may see. Who has not joined reads what is public, or meant for who is invited."""
    role, seat = who.role, who.seat
    joined = who.joined_at is not None
    facilitates = joined and role is Role.FACILITATOR
    takes_part = joined and (role in (Role.PARTICIPANT, Role.ADVOCATE) or who.decides)
    own_or_none = Rows.OWN if role is not None else Rows.NONE

    def all_for(permitted: bool) -> Rows:
        return Rows.ALL if permitted else own_or_none

    return Sight(
        seat=seat,
        words={room.key: _words(room, who) for room in rooms},
        running=own_or_none,
        given=all_for(facilitates or takes_part),
        nominations=all_for(facilitates),
        talks=all_for(facilitates),
        bringers=all_for(facilitates),
        entries=all_for(facilitates),
    )


def _words(room: RoomRule, who: Looker) -> Rows:
    if room.public or _is_reader(room, who):
        return Rows.ALL
    return Rows.OWN if room.own and who.role is not None else Rows.NONE


def _is_reader(room: RoomRule, who: Looker) -> bool:
    """A reader by role, of the right circle, and in time: nobody who comes later reads what was said behind a door."""
    reads_as = who.reads_as - (OF_A_SIDE if room.sides and who.side not in room.sides else frozenset())
    if not reads_as & room.at_once or (room.circles and who.circle not in room.circles):
        return False
    if who.joined_at is None:
        return room.invited and who.is_invited
    return room.ended_at is None or who.joined_at <= room.ended_at
