"""From stage to stage within a phase: on to the next one, or back with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.closed_rooms import running_closed_room
from gedragen.cases.engine.declare import quiet_before
from gedragen.cases.engine.kept_rooms import let_readers_in
from gedragen.cases.models import Round, Words
from gedragen.cases.starting.entries import STAGE_ENTERED
from gedragen.cases.state.gates import stage_gates, whereabouts
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.phases import Phase
from gedragen.method.stages.rooms import open_rooms, stages_of
from gedragen.method.stages.whereabouts import Whereabouts


@dataclass(frozen=True)
class EnterStage:
    """Move to another stage of this phase. `expected` is the one the button was shown in: a stale button does nothing.

    Back needs a reason, which everybody who takes part reads.
    """

    stage: str
    expected: str
    reason: str = ""


@act(Action.ENTER_STAGE)
def enter_stage(change: Change, asked: EnterStage) -> None:
    here = whereabouts_now(change)
    if here.key != asked.expected:
        raise RuleBroken("stage-has-changed")
    stage = next((one for one in (*here.earlier, *here.within_reach) if one.key == asked.stage), None)
    if stage is None:
        raise RuleBroken("no-such-stage")
    _check_nothing_runs(change, stage)
    if stage in here.earlier:
        reason = require(asked.reason, "back-needs-reason")
        _enter(change, stage, because=change.write("circle", "stage-reason", reason))
    else:
        go_on_to(change, stage)


def whereabouts_now(change: Change) -> Whereabouts:
    """Where the case is. Raises RuleBroken as long as nobody took it up."""
    here = whereabouts(change.seen)
    if here is None:
        raise RuleBroken("no-such-stage")
    return here


def go_on_to(change: Change, stage: Stage) -> None:
    """Enter a stage further on, inside an act that is already under way. Raises RuleBroken for what is missing."""
    gates = stage_gates(change.seen, stage.key)
    if gates:
        raise RuleBroken("gates-missing", gates=[gate.code for gate in gates])
    _enter(change, stage)


def go_on_by_itself(change: Change) -> None:
    """A stage that ends with what was done in it is followed by the next one, when nothing is missing for that.

    Who did it is not told.
    """
    here = whereabouts_now(change)
    if here.later and not stage_gates(change.seen, here.later[0].key):
        _enter(change, here.later[0], tell=change.record_unnamed)


def begin_first_stage(change: Change, phase: Phase) -> None:
    """A phase begins in its first stage. The journal tells that with the phase. The caller saves the case."""
    change.case.stage = first_stage(change.case.approach, phase)
    change.case.back_because = None
    let_readers_in(change)


def first_stage(approach: Approach, phase: Phase) -> str:
    return stages_of(approach, phase)[0].key


def _enter(
    change: Change, stage: Stage, *, because: Words | None = None, tell: Callable[..., None] | None = None
) -> None:
    case = change.case
    left, case.stage, case.back_because = case.stage, stage.key, because
    case.save(update_fields=["stage", "back_because"])
    let_readers_in(change)
    declared = quiet_before(case, stage.key) if because is None else None
    to = {"stage": stage.key, "back": because is not None or None}
    (tell or change.record)(STAGE_ENTERED, **to, reason=because, declared=declared, **{"from": left})


def _check_nothing_runs(change: Change, stage: Stage) -> None:
    """What was begun in this stage is finished there. Raises RuleBroken."""
    inside = running_closed_room(change.case)
    if inside is not None and inside.clock.keeps_rounds_shut(change.at):
        raise RuleBroken("closed-time-is-running")
    rooms = open_rooms(change.case.approach, stage.key)
    is_shut = rooms is not None and "ballot" not in rooms
    if is_shut and Round.objects.filter(case=change.case, closed_at__isnull=True).exists():
        raise RuleBroken("rounds-first")
