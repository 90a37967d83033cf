"""A conversation that goes on: every vote goes into the state at once, the map is drawn again when it pays."""

import numpy as np

from gedragen.opinion.arrays import Flags, Floats
from gedragen.opinion.groups.analysis import Analysis, analyse, with_groups
from gedragen.opinion.groups.choose_k import SteadyK
from gedragen.opinion.groups.pairs import PairState
from gedragen.opinion.loops.ballots import Ballots
from gedragen.opinion.loops.kernels import CastVote, Kernels, kernels
from gedragen.opinion.votes import AGREE, DISAGREE, VoteRows, VotesRefused, group_votes

WORTH_DRAWING = 0.005  # new votes among all: the axes turn by about 0.2 degrees then


class LiveConversation:
    """People are numbered in order of arrival. The state is exact after every vote, without reading other people."""

    def __init__(self, statements: int, *, using: Kernels | None = None) -> None:
        self.statements = statements
        self.ballots = Ballots()
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
        ballots = self.ballots
        new = self._cast(self._cells, ballots.people, ballots.codes, person, statement, vote)
        if new > 0:
            self.votes += 1
        elif new == 0:
            self.votes_when_drawn -= 1  # a change of mind is news as well
        else:
            self._make_room(person, statement, vote)
            self.cast(person, statement, vote)

    def _make_room(self, person: int, statement: int, vote: int) -> None:
        """For a first vote, or one more than there was room for. Raises VotesRefused for what is no vote."""
        if not (0 <= statement < self.statements and DISAGREE <= vote <= AGREE):
            raise VotesRefused("A vote is -1, 0 or 1 on one of the statements.")
        if not 0 <= person <= self.ballots.count:
            raise VotesRefused("People are numbered in order of arrival.")
        if person == self.ballots.count:
            self.ballots.welcome()
        else:
            self.ballots.make_room(person)

    def rows(self) -> VoteRows:
        """All votes so far, by person."""
        people, codes = self.ballots.count, self.ballots.all_codes()
        return group_votes(
            np.repeat(np.arange(people, dtype=np.int32), self.ballots.counts()),
            codes >> 2,
            ((codes & 3) - 1).astype(np.int8),
            participants=people,
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
        before = np.zeros(self.ballots.count, dtype=np.bool_)
        before[: len(self.drawn.labels)] = self.drawn.map.grouped
        return before
