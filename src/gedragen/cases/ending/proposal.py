"""Whether ending without a plan is proposed, and which steps people wanted first."""

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import EndingProposal, EndingStep
from gedragen.cases.store.entries import Topic


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
