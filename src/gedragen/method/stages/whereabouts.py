"""Where in its phase a case is, and which stage may come next."""

from collections.abc import Iterator
from dataclasses import dataclass

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.asked_from import AskedFrom
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from gedragen.method.stages.rooms import stage_at, stages_of


@dataclass(frozen=True)
class Whereabouts:
    """A case in its stage, with what decides whether a stage is asked or only offered."""

    approach: Approach
    phase: Phase
    key: str
    level: Level | None
    people: int

    @property
    def stages(self) -> tuple[Stage, ...]:
        return stages_of(self.approach, self.phase)

    @property
    def stage(self) -> Stage:
        return stage_at(self.approach, self.key)

    @property
    def earlier(self) -> tuple[Stage, ...]:
        return self.stages[: self.stages.index(self.stage)]

    @property
    def later(self) -> tuple[Stage, ...]:
        return self.stages[self.stages.index(self.stage) + 1 :]

    @property
    def within_reach(self) -> tuple[Stage, ...]:
        """The stages that may come next: the following one, and those behind what is only offered."""
        return tuple(self._within_reach())

    def _within_reach(self) -> Iterator[Stage]:
        for stage in self.later:
            yield stage
            if self.asks(stage):
                return

    @property
    def to_come(self) -> tuple[Stage, ...]:
        """What must be entered before the next phase begins."""
        return tuple(stage for stage in self.later if self.asks(stage))

    def asks(self, stage: Stage) -> bool:
        """Whether this stage may not be passed over, with so many people at this level."""
        return self.approach.stages_bind and self.has_reached(stage.asked_from)

    def has_reached(self, asked: AskedFrom) -> bool:
        """Whether it is asked, with so many people at this level. Otherwise it is offered."""
        return asked.is_reached(self.level, self.people)

    def for_closed_time(self) -> Stage:
        """The stage in which people are among themselves from now on, also once more. Raises RuleBroken too early."""
        room = self.approach.closed_room()
        if not self.approach.stages_bind or (room is not None and room.key in self.stage.rooms):
            return self.stage
        for stage in (*self.within_reach, *self.earlier):
            if stage.closed_time:
                return stage
        raise RuleBroken("closed-time-has-its-stage")
