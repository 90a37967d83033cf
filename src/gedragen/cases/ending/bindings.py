"""How the entries of ending without a plan belong to the proposal and the steps that they tell of."""

from collections.abc import Iterable

from gedragen.cases.ending.entries import ENDED_WITHOUT_PLAN, ENDING_HELD, ENDING_PROPOSED
from gedragen.cases.models import EndingProposal, EndingStep, JournalEntry
from gedragen.cases.starting.entries import PLAN_WITHOUT_MEETING, STOPPED_IN_PREPARATION
from gedragen.cases.store.bindings import Binding, Key, Record, Says, telling
from gedragen.cases.store.entries import ENDING_TAKEN_BACK
from gedragen.cases.store.journal import stamp

PROPOSALS = {
    ENDING_PROPOSED: Says.same("tried", "stays_open", values=("attempts", "until", "ends")),
    ENDING_HELD: Says(values=("until",)),
    ENDING_TAKEN_BACK: Says(sets={"is_over": True}),
    ENDED_WITHOUT_PLAN: Says(sets={"is_over": True}),
    PLAN_WITHOUT_MEETING: Says(sets={"is_over": True}),
    STOPPED_IN_PREPARATION: Says(sets={"is_over": True}),
}


def _proposals(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """What ended in earlier journals, or at once, was proposed to nobody: there is no row of that."""
    return telling(("ending",), PROPOSALS)(entry for entry in entries if "ending" in entry.data)


BINDINGS = (
    Binding(
        what="Proposal {} to end without a plan",
        kinds=tuple(PROPOSALS),
        tell=_proposals,
        rows=lambda case_id: (
            EndingProposal.objects.filter(case=case_id).order_by("number").select_related("tried", "stays_open")
        ),
        key=lambda proposal: (proposal.number,),
        values={
            "attempts": lambda proposal: proposal.attempts,
            "until": lambda proposal: stamp(proposal.until),
            "ends": lambda proposal: proposal.ends_early,
            "is_over": lambda proposal: proposal.over_at is not None,
        },
    ),
    Binding(
        what="Step {} before ending without a plan",
        kinds=(ENDING_HELD,),
        tell=telling(("step",), {ENDING_HELD: Says({"words": "step"}, ("seat", "until"))}),
        rows=lambda case_id: (
            EndingStep.objects.filter(proposal__case=case_id).order_by("id").select_related("seat", "step")
        ),
        key=lambda _: (),
        values={"seat": lambda step: step.seat.number, "until": lambda step: stamp(step.until)},
        counted=True,
    ),
)
