"""A conversation that goes on: every vote goes into the state at once, the map is drawn again when it pays."""

from dataclasses import dataclass, field

import numpy as np

from gedragen.opinion.analysis import Analysis, analyse, with_groups
from gedragen.opinion.arrays import Flags, Floats, Int32s
from gedragen.opinion.choose_k import SteadyK
from gedragen.opinion.kernels import CastVote, Kernels, kernels
from gedragen.opinion.pairs import PairState
from gedragen.opinion.votes import AGREE, DISAGREE, VoteRows, VotesRefused, group_votes

WORTH_DRAWING = 0.005  # new votes among all: the axes turn by about 0.2 degrees then
FIRST_ROOM = 8


@dataclass(slots=True)
class Person:
    """What one person voted, as codes (see `votes.VoteRows`): the first `count` places of an array that grows."""

    codes: Int32s = field(default_factory=lambda: np.empty(FIRST_ROOM, dtype=np.int32))
    count: int = 0

    def make_room(self) -> None:
        self.codes = np.concatenate((self.codes, np.empty_like(self.codes)))


class LiveConversation:
    """People are numbered in order of arrival. The state is exact after every vote, without reading other people."""

    def __init__(self, statements: int, *, using: Kernels | None = None) -> None:
        self.statements = statements
        self.people: list[Person] = []
        self.votes = self.votes_when_drawn = 0
        self.drawn: Analysis | None = None
        self.steady: SteadyK | None = None
        self._cells = np.zeros((statements, statements, 4), dtype=np.int32)
        self._using = using or kernels()
        self._cast: CastVote = self._using.cast

    @property
    def state(self) -> PairState:
        return PairState.of_cells(self._cells)

    def cast(self, person: int, statement: int, vote: int) -> None:
        """Count one vote, or a change of it. `person` may be one more than the last."""
        if not (0 <= statement < self.statements and DISAGREE <= vote <= AGREE):
            raise VotesRefused("A vote is -1, 0 or 1 on one of the statements.")
        if person == len(self.people):
            self.people.append(Person())
        own = self.people[person]
        count = own.count
        if count == len(own.codes):
            own.make_room()
        own.count = self._cast(self._cells, own.codes, count, statement * 4 + vote + 1)
        if own.count == count:
            self.votes_when_drawn -= 1  # a change of mind is news as well
        else:
            self.votes += 1

    def rows(self) -> VoteRows:
        """All votes so far, by person."""
        counts = [person.count for person in self.people]
        codes = np.concatenate([np.empty(0, np.int32), *(person.codes[: person.count] for person in self.people)])
        return group_votes(
            np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            codes >> 2,
            ((codes & 3) - 1).astype(np.int8),
            participants=len(counts),
            statements=self.statements,
            using=self._using,
        )

    @property
    def worth_drawing(self) -> bool:
        """Whether enough votes are new to draw the map again."""
        return self.votes - self.votes_when_drawn > WORTH_DRAWING * self.votes

    def draw(self, moderated: Flags | None = None) -> Analysis:
        """The full analysis from the state, starting from the axes of last time.

        Who was grouped stays grouped, and the number of groups on show changes only after the same other
        number won four times in a row.
        """
        rows = self.rows()
        analysis = analyse(
            rows,
            moderated=moderated,
            before=self._grouped_before(),
            state=self.state,
            warm=self._axes(),
            using=self._using,
        )
        won = analysis.k
        self.steady = SteadyK(won) if self.steady is None or self.steady.shown < 2 else self.steady.after(won)
        if self.steady.shown != won and self.steady.shown in analysis.map.clusterings:
            analysis = with_groups(rows, analysis.map, self.steady.shown, using=self._using)
        self.drawn, self.votes_when_drawn = analysis, self.votes
        return analysis

    def _axes(self) -> Floats | None:
        return self.drawn.map.axes if self.drawn is not None and self.drawn.map.axes.any() else None

    def _grouped_before(self) -> Flags | None:
        if self.drawn is None:
            return None
        before = np.zeros(len(self.people), dtype=np.bool_)
        before[: len(self.drawn.labels)] = self.drawn.map.grouped
        return before
