"""What one needs to write an item: who decides, and whether closing has been asked already."""

from dataclasses import dataclass

from gedragen.cases.models import PlanItem
from gedragen.cases.queries.head import CaseHead, head_of
from gedragen.cases.queries.plan import decider_names
from gedragen.cases.queries.sight import eyes_on_the_plan
from gedragen.method.items import ItemKind


@dataclass(frozen=True)
class WritingSheet:
    """`deciders`: to choose carriers from. `closing`: the number of the item that asks to close, if it is there."""

    head: CaseHead
    deciders: tuple[tuple[int, str], ...]
    closing: int | None


def writing_sheet(case_id: int, *, viewer: int) -> WritingSheet:
    eyes = eyes_on_the_plan(case_id, viewer)
    closing = PlanItem.objects.filter(case=eyes.case, kind=ItemKind.CLOSING, dropped_at__isnull=True)
    return WritingSheet(
        head=head_of(eyes),
        deciders=decider_names(eyes),
        closing=closing.order_by("-number").values_list("number", flat=True).first(),
    )
