"""Ending without a plan is proposed, can be held by a step, and comes with time. Whom it is about stops their own."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.ending.entries import (
    ENDED_WITHOUT_PLAN,
    ENDING_HELD,
    STOPPED_BY_MAIN_PERSON,
)
from gedragen.cases.ending.proposal import end_early, ending_proposed, has_frames, put_forward, steps_named
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.ending import drop_proposal, end_case
from gedragen.cases.models import EndingProposal, EndingStep
from gedragen.cases.rounds.void import void_answers
from gedragen.method.broken import RuleBroken, require
from gedragen.method.phases import Ending
from gedragen.method.stages.ending import Attempt, check_can_hold, held_until


@dataclass(frozen=True)
class ProposeEnding:
    """No plan is a normal end: what was tried and what stays open is said, and everybody has days to say: not yet."""

    tried: str
    stays_open: str
    attempts: tuple[Attempt, ...] = ()


@act(Action.PROPOSE_ENDING)
def propose_ending(change: Change, asked: ProposeEnding) -> None:
    proposal = EndingProposal(
        ending=Ending.NO_PLAN,
        tried=change.write("plan", "what-was-tried", require(asked.tried, "needs-what-was-tried")),
        stays_open=change.write("plan", "what-stays-open", require(asked.stays_open, "needs-what-stays-open")),
        attempts=[attempt.value for attempt in Attempt if attempt in asked.attempts],
    )
    put_forward(change, proposal)


@dataclass(frozen=True)
class HoldEnding:
    """Not yet: I want one thing first. `number`: of the proposal that was read."""

    number: int
    step: str


@act(Action.HOLD_ENDING)
def hold_ending(change: Change, asked: HoldEnding) -> None:
    proposal, steps = _standing(change, asked.number), steps_named(change.seen)
    held_by = [step.seat_id for step in steps]
    check_can_hold(proposal.clock, held_by=held_by, seat=change.actor.pk, at=change.at)
    words = change.write("plan", "step-first", require(asked.step, "step-needs-text"))
    proposal.until = held_until(proposal.until, change.at)
    proposal.save(update_fields=["until"])
    EndingStep.objects.create(proposal=proposal, seat=change.actor, step=words, at=change.at, until=proposal.until)
    change.record(
        ENDING_HELD, ending=proposal.number, step=len(steps) + 1, seat=change.actor, words=words, until=proposal.until
    )


@dataclass(frozen=True)
class TakeBackEnding:
    """There is a way on after all. `number`: of the proposal that was read."""

    number: int


@act(Action.TAKE_BACK_ENDING)
def take_back_ending(change: Change, asked: TakeBackEnding) -> None:
    _standing(change, asked.number)
    drop_proposal(change)


@dataclass(frozen=True)
class EndWithoutPlan:
    """The days of this proposal are over, whichever ending it proposed."""

    number: int


@act(Action.END_WITHOUT_PLAN)
def end_without_plan(change: Change, asked: EndWithoutPlan) -> None:
    """Raises RuleBroken when there is nothing to do: it was taken back, or somebody wants a step first."""
    case, proposal = change.case, _standing(change, asked.number)
    if not proposal.clock.is_due(change.at):
        raise RuleBroken("ending-is-open")
    if proposal.ending == Ending.PLAN_WITHOUT_MEETING and has_frames(case):
        # A limit came in the days between: their plan is held against it first.
        drop_proposal(change)
        return
    proposal.over_at = change.at
    proposal.save(update_fields=["over_at"])
    if proposal.ending != Ending.NO_PLAN:
        end_early(change, Ending(proposal.ending), proposal.tried, proposed=proposal.number)
        return
    case.ending_words, case.open_words = proposal.tried, proposal.stays_open
    case.save(update_fields=["ending_words", "open_words"])
    void_answers(change)
    end_case(change, Ending.NO_PLAN)
    change.record(
        ENDED_WITHOUT_PLAN,
        ending=proposal.number,
        tried=case.ending_words,
        stays_open=case.open_words,
        promise=case.promises.count(),
    )


@dataclass(frozen=True)
class StopOwnCase:
    """Whom it is about does not want to go on. They need not say why."""

    reason: str = ""


@act(Action.STOP_OWN_CASE)
def stop_own_case(change: Change, asked: StopOwnCase) -> None:
    """At once, and nobody can hold it: it is about them."""
    case = change.case
    case.ending_words = change.write_if_any("plan", "stopped-because", asked.reason)
    case.save(update_fields=["ending_words"])
    void_answers(change)
    end_case(change, Ending.NO_PLAN)
    change.record(STOPPED_BY_MAIN_PERSON, reason=case.ending_words)


def _standing(change: Change, number: int) -> EndingProposal:
    proposal = ending_proposed(change.seen)
    if proposal is None or proposal.number != number:
        raise RuleBroken("ending-is-over")
    return proposal
