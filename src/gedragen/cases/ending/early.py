"""Ending before people meet: with a plan of their own, or stopping. It is proposed to all who came, like any ending."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.ending.proposal import end_early, has_frames, put_forward
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import EndingProposal, Words
from gedragen.method.broken import RuleBroken, require
from gedragen.method.phases import Ending
from gedragen.method.stages.ending import may_end_at_once

# Who brought the question has the first seat.
BRINGER = 1


@dataclass(frozen=True)
class EndWithOwnPlan:
    """The people made a plan while they were still preparing: then no meeting is needed, and that is an outcome."""

    plan_text: str


@act(Action.END_EARLY)
def end_with_own_plan(change: Change, asked: EndWithOwnPlan) -> None:
    if has_frames(change.case):
        # What stands fast is never passed by: this plan too is held against it.
        raise RuleBroken("plan-needs-frame-test")
    words = change.write("plan", "plan-without-meeting", require(asked.plan_text, "plan-needs-text"))
    _propose_or_end(change, Ending.PLAN_WITHOUT_MEETING, words)


@dataclass(frozen=True)
class StopInPreparation:
    """It stops before people met. The reason is said, without blame."""

    reason: str


@act(Action.END_EARLY)
def stop_in_preparation(change: Change, asked: StopInPreparation) -> None:
    words = change.write("plan", "stopped-because", require(asked.reason, "stopping-needs-reason"))
    _propose_or_end(change, Ending.STOPPED_IN_PREPARATION, words)


def _propose_or_end(change: Change, ending: Ending, words: Words) -> None:
    if ending not in change.case.approach.endings:
        raise RuleBroken("no-such-ending")
    came = change.case.seats.filter(joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True)
    here = came.values_list("number", flat=True)
    if may_end_at_once(here, guides=change.actor.number, brought=BRINGER):
        end_early(change, ending, words)
    else:
        put_forward(change, EndingProposal(ending=ending, tried=words))
