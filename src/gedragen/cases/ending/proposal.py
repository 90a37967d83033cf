"""Whether ending is proposed, and which steps people wanted first; how it is put forward, and how it ends early."""

from gedragen.cases.ending.entries import ENDING_PROPOSED
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.ending import end_case
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Case, EndingProposal, EndingStep, Words
from gedragen.cases.starting.entries import PLAN_WITHOUT_MEETING, STOPPED_IN_PREPARATION
from gedragen.cases.store.entries import Topic
from gedragen.method.broken import RuleBroken
from gedragen.method.phases import Ending
from gedragen.method.stages.ending import proposed_until


@part(Topic.CASE)
def ending_proposed(seen: Snapshot) -> EndingProposal | None:
    """The proposal that stands."""
    standing = EndingProposal.objects.filter(case=seen.case_id, over_at__isnull=True)
    return standing.select_related("tried", "stays_open").first()


@part(Topic.CASE)
def steps_named(seen: Snapshot) -> list[EndingStep]:
    """All steps in this situation, in the order in which they were named; those of earlier proposals too."""
    steps = EndingStep.objects.filter(proposal__case=seen.case_id)
    return list(steps.select_related("proposal", "seat", "step").order_by("id"))


def put_forward(change: Change, proposal: EndingProposal) -> None:
    """`proposal`: how it would end and its words; not saved. Raises RuleBroken when one stands already."""
    if ending_proposed(change.seen) is not None:
        raise RuleBroken("ending-is-proposed")
    proposal.case, proposal.by, proposal.at = change.case, change.actor, change.at
    proposal.number = change.case.ending_proposals.count() + 1
    proposal.until = proposed_until(change.at)
    proposal.save()
    change.record(
        ENDING_PROPOSED,
        ending=proposal.number,
        tried=proposal.tried,
        stays_open=proposal.stays_open,
        attempts=proposal.attempts,
        until=proposal.until,
        ends=proposal.ends_early,
    )


def end_early(change: Change, ending: Ending, words: Words, *, proposed: int | None = None) -> None:
    """Before people meet. `proposed`: the number of the proposal that ran out; None: at once."""
    change.case.ending_words = words
    change.case.save(update_fields=["ending_words"])
    end_case(change, ending)
    if ending is Ending.PLAN_WITHOUT_MEETING:
        change.record(PLAN_WITHOUT_MEETING, plan=words, ending=proposed)
    else:
        change.record(STOPPED_IN_PREPARATION, reason=words, ending=proposed)


def has_frames(case: Case) -> bool:
    return case.frames.filter(superseded_at__isnull=True).exists()
