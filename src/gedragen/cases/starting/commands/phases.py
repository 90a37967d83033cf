"""Moving on: only when nothing is missing, and never back."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import quiet_before
from gedragen.cases.engine.ending import EARLY, drop_proposal, end_case
from gedragen.cases.models import CheckIn
from gedragen.cases.rounds.void import void_answers
from gedragen.cases.starting.commands.stages import begin_first_stage
from gedragen.cases.starting.entries import (
    CARRYING_OUT_BEGAN,
    DECIDING_BEGAN,
    FRAMES_FROZEN,
    WITHDRAWN_BY_PARTY,
)
from gedragen.cases.state.frames import frames_now, promise
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.store.bindings import check_is_shown
from gedragen.method.broken import RuleBroken
from gedragen.method.follow_through import plan
from gedragen.method.phases import Ending, Phase, following


@dataclass(frozen=True)
class MoveOn:
    """Begin the next phase. `expected` is the phase the button was shown in: a stale button does nothing."""

    expected: Phase


@act(Action.MOVE_ON)
def move_on(change: Change, asked: MoveOn) -> None:
    if change.case.phase != asked.expected:
        raise RuleBroken("phase-has-changed")
    gates = missing_gates(change.case)
    if gates:
        raise RuleBroken("gates-missing", gates=[gate.code for gate in gates])
    check_is_shown(promise(change.seen), *frames_now(change.seen))
    _enter(change, following(asked.expected))


def _enter(change: Change, phase: Phase) -> None:
    case = change.case
    case.phase = phase
    begin_first_stage(change, phase)
    if phase is Phase.PREPARING:
        case.frozen_at = change.at
        current = case.frames.filter(superseded_at__isnull=True).order_by("number")
        frozen = [[frame.number, frame.version] for frame in current]
        change.record(FRAMES_FROZEN, frames=frozen, promise=case.promises.count(), declared=quiet_before(case, phase))
    else:
        case.deciding_at = change.at
        drop_proposal(change, of=EARLY)
        change.record(DECIDING_BEGAN, declared=quiet_before(case, phase))
    case.save(update_fields=["phase", "stage", "back_because", "frozen_at", "deciding_at"])


def begin_carrying_out(change: Change, *, after: str) -> None:
    """The case moves on by itself, with the days to look back already planned. `after`: a test, or a decision."""
    case, approach = change.case, change.case.approach
    if case.phase == Phase.CARRYING_OUT:
        return
    case.phase, case.carrying_out_at = Phase.CARRYING_OUT, change.at
    begin_first_stage(change, Phase.CARRYING_OUT)
    case.save(update_fields=["phase", "stage", "back_because", "carrying_out_at"])
    drop_proposal(change)
    # Days that the people agree themselves are theirs to write down, before this moment or after.
    counted = () if approach.days_are_agreed else approach.review_months
    planned, agreed = plan(change.at, call_weeks=approach.call_weeks, review_months=counted), case.check_ins.count()
    CheckIn.objects.bulk_create(
        CheckIn(case=case, number=number, kind=one.kind, months=one.months, due_on=one.due_on)
        for number, one in enumerate(planned, agreed + 1)
    )
    days = [one.due_on.isoformat() for one in planned]
    change.record(CARRYING_OUT_BEGAN, check_ins=days, after=after, declared=quiet_before(case, Phase.CARRYING_OUT))


def stop_by_party(change: Change) -> None:
    """Somebody took back what all this stands on, or left where that ends it. Who, and what it was, is told nowhere."""
    change.is_named = False
    void_answers(change)
    if Ending.WITHDRAWN_BY_PARTY not in change.case.approach.endings:
        raise RuleBroken("no-such-ending")
    end_case(change, Ending.WITHDRAWN_BY_PARTY)
    change.record(WITHDRAWN_BY_PARTY)
