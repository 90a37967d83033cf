"""What is open in a stage: where something new may be begun."""

from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.phases import ROAD, Phase


def stages_of(approach: Approach, phase: Phase) -> tuple[Stage, ...]:
    """The stages of a phase, in order: there is always one."""
    return tuple(stage for stage in approach.stages if stage.phase is phase)


def stage_at(approach: Approach, key: str) -> Stage:
    return next(stage for stage in approach.stages if stage.key == key)


def open_rooms(approach: Approach, key: str) -> frozenset[str] | None:
    """The rooms in which something new may be begun now. None: in all of them."""
    if not approach.stages_bind:
        return None
    return frozenset(stage_at(approach, key).rooms)


def is_reached(approach: Approach, key: str, now: str) -> bool:
    """Whether a case in the stage `now` is in this stage or further along the road."""
    places = {stage.key: (ROAD.index(stage.phase), place) for place, stage in enumerate(approach.stages)}
    return places[now] >= places[key]


def opening(approach: Approach, phase: Phase, room: str) -> tuple[Stage, ...]:
    """Where in this phase a room is open."""
    return tuple(stage for stage in stages_of(approach, phase) if room in stage.rooms)
