"""The four phases of a case, and the only ways from one to the next.

The names are our interpretation: the method has four phases but its own texts do not name them.
"""

from enum import StrEnum

from gedragen.method.broken import RuleBroken


class Phase(StrEnum):
    """Where a case stands. The order is the road."""

    STARTING = "starting"
    PREPARING = "preparing"
    DECIDING = "deciding"
    CARRYING_OUT = "carrying_out"


class Ending(StrEnum):
    """How a case ended. Each is a normal end."""

    CARRIED = "carried"
    NO_PLAN = "no_plan"
    PLAN_WITHOUT_MEETING = "plan_without_meeting"
    STOPPED_IN_PREPARATION = "stopped_in_preparation"
    WITHDRAWN_BY_PARTY = "withdrawn_by_party"

    @property
    def is_early(self) -> bool:
        """Whether a case can only end so before deciding began."""
        return self in (Ending.PLAN_WITHOUT_MEETING, Ending.STOPPED_IN_PREPARATION)


ROAD: tuple[Phase, ...] = tuple(Phase)


def following(phase: Phase) -> Phase:
    """The phase after this one. Raises RuleBroken at the end of the road."""
    place = ROAD.index(phase)
    if place + 1 == len(ROAD):
        raise RuleBroken("road-has-ended")
    return ROAD[place + 1]


def has_reached(phase: Phase, other: Phase) -> bool:
    """Whether a case in `phase` is at `other` or past it."""
    return ROAD.index(phase) >= ROAD.index(other)
