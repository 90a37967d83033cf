"""What everybody voted so far, in one array, so that a vote is found without following a trail through memory."""

from dataclasses import dataclass, field

import numpy as np

from gedragen.opinion.arrays import Int32s, Ints

FIRST_ROOM = 8
NO_ROOM = -1  # what `Kernels.cast` answers to a vote that does not fit in, whatever the reason


def _nobody() -> Ints:
    return np.zeros((FIRST_ROOM, 3), dtype=np.int64)


@dataclass(slots=True)
class Ballots:
    """People are numbered in order of arrival; the votes of one stand together, as codes (see `votes.VoteRows`).

    `people`: of each person where their codes begin, how many there are, and for how many there is room.
    """

    people: Ints = field(default_factory=_nobody)
    codes: Int32s = field(default_factory=lambda: np.empty(FIRST_ROOM, dtype=np.int32))
    count: int = 0
    end: int = 0

    def welcome(self) -> None:
        """One person more, who voted on nothing yet."""
        if self.count == len(self.people):
            self.people = np.concatenate((self.people, np.zeros_like(self.people)))
        self.people[self.count] = self._stretch(FIRST_ROOM), 0, FIRST_ROOM
        self.count += 1

    def make_room(self, person: int) -> None:
        """Twice as much, at the end; where the codes stood before stays empty."""
        first, count, room = self.people[person].tolist()
        moved = self._stretch(2 * room)
        self.codes[moved : moved + count] = self.codes[first : first + count]
        self.people[person] = moved, count, 2 * room

    def counts(self) -> Ints:
        """How many statements each person voted on."""
        return self.people[: self.count, 1]

    def all_codes(self) -> Int32s:
        """The codes of all people, one after the other."""
        stood = ((first, first + count) for first, count, _ in self.people[: self.count].tolist())
        return np.concatenate([np.empty(0, np.int32), *(self.codes[first:last] for first, last in stood)])

    def _stretch(self, room: int) -> int:
        """Where `room` free places begin."""
        begin, self.end = self.end, self.end + room
        while self.end > len(self.codes):
            self.codes = np.concatenate((self.codes, np.empty_like(self.codes)))
        return begin
