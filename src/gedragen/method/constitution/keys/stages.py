"""The stages of an approach: the parts of a phase, who is there, what is asked, and which may be passed over."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gedragen.method.constitution.keys.asked_from import ALWAYS, KEYS, AskedFrom, asked_from, refuse_idle
from gedragen.method.constitution.keys.rooms import ROLES, ROOMS, RoomRule
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text
from gedragen.method.phases import ROAD, Phase

EVERYBODY = "all"
# Where people decide, or change what they decided, they need a place for it in some stage of that phase.
NEEDED_IN: Mapping[Phase, tuple[str, ...]] = {
    Phase.STARTING: ("open",),
    Phase.PREPARING: ("open", "information", "circle"),
    Phase.DECIDING: ("plan", "ballot"),
    Phase.CARRYING_OUT: ("plan", "ballot"),
}

_PHASES = tuple(Phase)
# In the first format a stage keeps nothing shut, and says none of these.
_SINCE_2 = ("present", "leaves", "prompts", "separate", "per_side", "closed_time", *KEYS)

Break = tuple[str, str]


@dataclass(frozen=True)
class Prompt:
    """One thing that is asked or said in a stage. `to`: a role, a side, or "all"."""

    to: str
    text: Text


@dataclass(frozen=True)
class Stage:
    """A part of a phase: the rooms that are open in it, who is there, who goes when it begins, and what is asked.

    `present`: nobody in particular where it is empty. `separate`: the facilitator speaks with each apart, or with each
    side (`per_side`). `closed_time`: it begins when people go among themselves, and ends when they come out.
    `asked_from`: below it this stage is offered, and may be passed over.
    """

    key: str
    phase: Phase
    name: Text
    rooms: tuple[str, ...]
    present: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    separate: bool = False
    per_side: bool = False
    closed_time: bool = False
    asked_from: AskedFrom = ALWAYS


@dataclass(frozen=True)
class Around:
    """What a stage can name: the roles that have a seat in this approach, its sides, and its levels."""

    has_advocates: bool
    sides: tuple[str, ...]
    levels: Collection[Level]

    @property
    def seated(self) -> tuple[str, ...]:
        return tuple(role for role in ROLES if role != "advocate" or self.has_advocates)

    @property
    def anybody(self) -> tuple[str, ...]:
        return (*ROLES, *self.sides)


def read_stages(top: Table, rooms: Mapping[str, RoomRule], around: Around) -> tuple[Stage, ...]:
    stages = tuple(_stage(row, tuple(rooms) or ROOMS, around) for row in top.tables("stages"))
    if top.reading.is_sound("stages", "rooms"):
        _refuse(top, [*_unique(stages), *_whole(stages, rooms)])
    if top.reading.format >= 2 and top.reading.is_sound("stages", "rooms"):
        _refuse(top, list(_can_be_written(stages, rooms)))
    if top.reading.is_sound("stages", "rooms", "seats", "levels"):
        _refuse(top, [one for number in range(len(stages)) for one in _idle(stages, number, around)])
        refuse_idle(top, "stages", [stage.asked_from for stage in stages], around.levels)
    return stages


def opened_along_the_road(stages: Sequence[Stage]) -> list[tuple[str, tuple[str, ...]]]:
    """Each stage with the rooms that are open in it, in the order in which one comes through them."""
    return [(one.key, one.rooms) for one in sorted(stages, key=lambda one: ROAD.index(one.phase))]


def _refuse(top: Table, breaks: Collection[Break]) -> None:
    for path, mend in breaks:
        top.refuse(path, mend)


def _stage(row: Table, rooms: tuple[str, ...], around: Around) -> Stage:
    row.only("key", "phase", "name", "rooms", since_2=_SINCE_2)
    has = row.values.keys()
    return Stage(
        key=row.name("key"),
        phase=Phase(row.choice("phase", _PHASES)),
        name=row.text("name"),
        rooms=row.choices("rooms", rooms),
        present=row.choices_if_any("present", around.anybody),
        leaves=row.choices_if_any("leaves", around.anybody),
        prompts=tuple(_prompt(one, around) for one in row.tables("prompts")) if "prompts" in has else (),
        separate=row.flag_if_any("separate"),
        per_side=row.flag_if_any("per_side"),
        closed_time=row.flag_if_any("closed_time"),
        asked_from=asked_from(row),
    )


def _prompt(row: Table, around: Around) -> Prompt:
    row.only("to", "nl", "en")
    return Prompt(row.choice("to", (EVERYBODY, *around.anybody)), row.said())


def _unique(stages: tuple[Stage, ...]) -> Iterator[Break]:
    keys = [stage.key for stage in stages]
    for number, key in enumerate(keys, 1):
        if key in keys[: number - 1]:
            yield f"stages[{number}].key", f"{key!r} stands twice; give each stage a name of its own"


def _whole(stages: tuple[Stage, ...], rooms: Mapping[str, RoomRule]) -> Iterator[Break]:
    for phase in Phase:
        if not any(stage.phase is phase for stage in stages):
            yield "stages", f"add at least one stage for the phase {phase.value!r}"
    for room in sorted(set(rooms) - {key for stage in stages for key in stage.rooms}):
        yield "stages", f"no stage opens the room {room!r}: name it in one, or leave the room out"


def _can_be_written(stages: tuple[Stage, ...], rooms: Mapping[str, RoomRule]) -> Iterator[Break]:
    """Nobody is kept from saying what is needed to go on, or from writing to who guides."""
    for number, stage in enumerate(stages, 1):
        if "private" not in stage.rooms:
            yield f"stages[{number}].rooms", "add 'private': anybody can write to the facilitator in any stage"
        if stage.key in _PHASES:
            yield f"stages[{number}].key", f"{stage.key!r} is a phase; choose another name"
    for phase, needed in NEEDED_IN.items():
        opened = {key for stage in stages if stage.phase is phase for key in stage.rooms}
        for room in needed:
            if room in rooms and room not in opened:
                yield "stages", f"open the room {room!r} in a stage of the phase {phase.value!r}"


def _idle(stages: tuple[Stage, ...], number: int, around: Around) -> Iterator[Break]:
    """What a stage says that changes nothing, or speaks of people who are not there."""
    stage, path = stages[number], f"stages[{number + 1}]"
    for key, named in {"present": stage.present, "leaves": stage.leaves, "prompts": _asked(stage)}.items():
        for who in named:
            if who in ROLES and who not in around.seated:
                yield f"{path}.{key}", f"nobody has a seat here as {who!r}; leave it out"
    yield from _who_goes(stages, number)
    for who in _asked(stage):
        if stage.present and who not in stage.present:
            yield f"{path}.prompts", f"{who!r} is asked something and is not there: add it to present"
    if stage.per_side and not around.sides:
        yield f"{path}.per_side", "there are no sides in this approach; leave it out"
    if stage.per_side and not stage.separate:
        yield f"{path}.per_side", "write separate = true as well, or leave it out"
    yield from _closed_time(stage, path)
    yield from _never_passed_over(stage, path, is_first=all(one.phase is not stage.phase for one in stages[:number]))


def _asked(stage: Stage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(prompt.to for prompt in stage.prompts if prompt.to != EVERYBODY))


def _who_goes(stages: tuple[Stage, ...], number: int) -> Iterator[Break]:
    stage, path = stages[number], f"stages[{number + 1}].leaves"
    for who in stage.leaves:
        if who in stage.present:
            yield path, f"{who!r} stands in present as well; take it out of one of the two"
        elif not number or (stages[number - 1].present and who not in stages[number - 1].present):
            yield path, f"{who!r} is not there in the stage before; leave it out"


def _closed_time(stage: Stage, path: str) -> Iterator[Break]:
    if not stage.closed_time:
        return
    if "closed" not in stage.rooms:
        yield f"{path}.closed_time", "add the room 'closed' to this stage, or leave it out"
    if stage.phase not in (Phase.DECIDING, Phase.CARRYING_OUT):
        yield f"{path}.closed_time", "people are among themselves when they decide or carry out; leave it out"


def _never_passed_over(stage: Stage, path: str, *, is_first: bool) -> Iterator[Break]:
    told = dict(zip(KEYS, (stage.asked_from.level is not None, bool(stage.asked_from.people)), strict=True))
    for key in (key for key, is_told in told.items() if is_told and is_first):
        yield f"{path}.{key}", "a phase begins in its first stage, so that is never passed over; leave it out"
