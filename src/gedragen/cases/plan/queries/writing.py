"""What one needs to write an item: who decides, and whether closing has been asked already."""

from dataclasses import dataclass

from gedragen.access.doing import Role
from gedragen.cases.engine.finding import ANYBODY, Choices, Sought, choices
from gedragen.cases.engine.sight import eyes_on_the_plan
from gedragen.cases.models import Seat
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import can_be_bound, deciders_of, stands
from gedragen.method.children.ages import Age
from gedragen.method.items import ItemKind

CARRIES = [age for age in Age if age.can_be_bound]


@dataclass(frozen=True)
class WritingSheet:
    """`carriers`: to choose from. `closing`: the number of the item that asks to close, if it is there."""

    head: CaseHead
    carriers: Choices
    closing: int | None


@dataclass(frozen=True)
class TaskChoices:
    """Whom a task can be asked of, and who of those who decide can keep an eye on it. For eyes that may know names."""

    owners: Choices
    checkers: Choices


def writing_sheet(case_id: int, *, viewer: int, sought: Sought = ANYBODY) -> WritingSheet:
    eyes = eyes_on_the_plan(case_id, viewer)
    closing = [
        n for n, one in stands(eyes.seen).items() if one.item.kind == ItemKind.CLOSING and one.item.dropped_at is None
    ]
    carriers = can_be_bound(eyes.case).filter(age__in=CARRIES)
    return WritingSheet(head_of(eyes), choices(eyes, carriers, sought), max(closing, default=None))


def task_choices(case_id: int, *, viewer: int, owner: Sought = ANYBODY, checker: Sought = ANYBODY) -> TaskChoices:
    """The command says who must decide first."""
    eyes = eyes_on_the_plan(case_id, viewer)
    seats = Seat.objects.filter(
        case=eyes.case, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True
    ).exclude(role=Role.FACILITATOR)
    return TaskChoices(choices(eyes, seats, owner), choices(eyes, deciders_of(eyes.case), checker))
