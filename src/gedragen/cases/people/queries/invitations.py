"""What would come of a list of people to invite, and how far a list is that is under way. For who facilitates."""

from collections.abc import Sequence
from dataclasses import dataclass

from gedragen.cases.engine.sight import eyes_of_facilitator
from gedragen.cases.models import Case, InvitationList
from gedragen.cases.people.invitees import Invitee, SortedOut, check_list, sort_out
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.method.broken import RuleBroken


@dataclass(frozen=True)
class Inviting:
    """A list that is under way. `left_out`: those who came in, or asked to be forgotten, since it was given."""

    people: int
    invited: int
    left_out: int


@dataclass(frozen=True)
class InvitationSheet:
    """`refusal`: the code of the rule by which no list can be invited now; empty when one can."""

    head: CaseHead
    refusal: str
    inviting: Inviting | None


def invitation_sheet(case_id: int, *, viewer: int) -> InvitationSheet:
    """Raises Denied for anyone but the facilitator."""
    eyes = eyes_of_facilitator(case_id, viewer)
    try:
        check_list(eyes.case)
        refusal = ""
    except RuleBroken as broken:
        refusal = broken.code
    return InvitationSheet(head_of(eyes), refusal, inviting_now(eyes.case))


def sorted_out(case_id: int, people: Sequence[Invitee], *, viewer: int) -> SortedOut:
    """Who of these would be invited now. Raises Denied for anyone but the facilitator."""
    return sort_out(eyes_of_facilitator(case_id, viewer).case, people)


def inviting_now(case: Case) -> Inviting | None:
    found = InvitationList.objects.filter(case=case, parts__isnull=False).first()
    return Inviting(found.people, found.invited, found.left_out) if found is not None else None
