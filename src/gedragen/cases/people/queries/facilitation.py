"""Who guides the conversation, what they declared about their independence, and whether the main person said yes."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import NotFound
from gedragen.cases.engine.sight import eyes_of
from gedragen.cases.models import Declaration
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.method.constitution.declarations import DeclarationKind


@dataclass(frozen=True)
class Independence:
    """The declaration of one facilitator, in their own words."""

    name: str
    text: str
    at: datetime


@dataclass(frozen=True)
class FacilitationSheet:
    """`accepted_at`: when this seat said yes to the facilitator, if it did."""

    head: CaseHead
    independence: tuple[Independence, ...]
    accepted_at: datetime | None


def facilitation_sheet(case_id: int, *, viewer: int) -> FacilitationSheet:
    eyes = eyes_of(case_id, viewer)
    if eyes.seat is None:
        raise NotFound
    standing = Declaration.objects.filter(case=eyes.case, withdrawn_at__isnull=True).order_by("at")
    declared = standing.filter(kind=DeclarationKind.INDEPENDENCE).select_related("words", "about__name")
    accepted = standing.filter(kind=DeclarationKind.ACCEPTS_FACILITATOR, about=eyes.seat).first()
    return FacilitationSheet(
        head=head_of(eyes),
        independence=tuple(Independence(eyes.name(one.about), eyes.text(one.words), one.at) for one in declared),
        accepted_at=accepted.at if accepted else None,
    )
