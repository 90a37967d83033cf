"""The stages of an approach: the parts of a phase."""

from collections.abc import Mapping
from dataclasses import dataclass

from gedragen.method.constitution.keys.rooms import ROOMS, RoomRule
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase

_PHASES = tuple(Phase)
_LATER = ("present", "leaves", "prompts", "separate", "closed_time", "per_side", "from_level", "from_people")


@dataclass(frozen=True)
class Stage:
    """A part of a phase and the rooms that are open in it."""

    key: str
    phase: Phase
    name: Text
    rooms: tuple[str, ...]


def read_stages(top: Table, rooms: Mapping[str, RoomRule]) -> tuple[Stage, ...]:
    stages = tuple(_stage(row, tuple(rooms) or ROOMS) for row in top.tables("stages"))
    if not top.reading.is_sound("stages", "rooms"):
        return stages
    for phase in Phase:
        if not any(stage.phase is phase for stage in stages):
            top.refuse("stages", f"add at least one stage for the phase {phase.value!r}")
    keys = [stage.key for stage in stages]
    for number, key in enumerate(keys, 1):
        if key in keys[: number - 1]:
            top.refuse(f"stages[{number}].key", f"{key!r} stands twice; give each stage a name of its own")
    for room in sorted(set(rooms) - {key for stage in stages for key in stage.rooms}):
        top.refuse("stages", f"no stage opens the room {room!r}: name it in one, or leave the room out")
    return stages


def _stage(row: Table, rooms: tuple[str, ...]) -> Stage:
    row.only("key", "phase", "name", "rooms", later=_LATER)
    return Stage(
        key=row.name("key"),
        phase=Phase(row.choice("phase", _PHASES)),
        name=row.text("name"),
        rooms=row.choices("rooms", rooms),
    )
