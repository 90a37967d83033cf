"""What a seat may see. Read this file to know what can ever reach a screen, a mail or an export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gedragen.access.doing import Role
from gedragen.method.approach import RoomRule


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
    `given`: answers of closed rounds. `who_answered`: only that somebody answered.
    `talks`: preparation talks. `bringers`: who brought an opposing view.
    """

    seat: int | None
    words: Mapping[str, Rows]
    running: Rows
    given: Rows
    who_answered: Rows
    nominations: Rows
    talks: Rows
    bringers: Rows

    def reads(self, room: str, author: int | None) -> bool:
        """Whether a text written in `room` by seat `author` may be read."""
        return self.shows(self.words.get(room, Rows.NONE), author)

    def shows(self, rows: Rows, owner: int | None) -> bool:
        """Whether a row of `owner` is among `rows`. Nobody owns a row without an owner."""
        if rows is Rows.ALL:
            return True
        return rows is Rows.OWN and owner is not None and owner == self.seat


def sight(role: Role | None, seat: int | None, rooms: Iterable[RoomRule], *, has_joined: bool) -> Sight:
    """The sight of a seat with `role`; role None is the public. Who has not joined reads what is public."""
    inside = role if has_joined else None
    facilitates = inside is Role.FACILITATOR
    takes_part = inside is Role.PARTICIPANT
    own_or_none = Rows.OWN if role is not None else Rows.NONE

    def all_for(permitted: bool) -> Rows:
        return Rows.ALL if permitted else own_or_none

    return Sight(
        seat=seat,
        words={room.key: _words(room, role, inside) for room in rooms},
        running=own_or_none,
        given=all_for(facilitates or takes_part),
        who_answered=all_for(facilitates),
        nominations=all_for(facilitates),
        talks=all_for(facilitates),
        bringers=all_for(facilitates),
    )


def _words(room: RoomRule, role: Role | None, inside: Role | None) -> Rows:
    if room.public or (inside is not None and inside.value in room.readers):
        return Rows.ALL
    return Rows.OWN if room.own and role is not None else Rows.NONE
