"""What one needs to write an item: who decides, and whether closing has been asked already."""

from dataclasses import dataclass

from gedragen.access.doing import Role
from gedragen.cases.models import Seat
from gedragen.cases.plan_state import deciders_of
from gedragen.cases.queries.head import CaseHead, head_of
from gedragen.cases.queries.sight import Eyes, eyes_on_the_plan
from gedragen.method.items import ItemKind


@dataclass(frozen=True)
class WritingSheet:
    """`deciders`: to choose carriers from. `closing`: the number of the item that asks to close, if it is there."""

    head: CaseHead
    deciders: tuple[tuple[int, str], ...]
    closing: int | None


@dataclass(frozen=True)
class TaskChoices:
    """Whom a task can be asked of, and who of those who decide can keep an eye on it. For eyes that may know names."""

    owners: tuple[tuple[int, str, Role], ...]
    checkers: tuple[tuple[int, str], ...]


def writing_sheet(case_id: int, *, viewer: int) -> WritingSheet:
    eyes = eyes_on_the_plan(case_id, viewer)
    stands = eyes.record.stands.items()
    closing = [n for n, one in stands if one.item.kind == ItemKind.CLOSING and one.item.dropped_at is None]
    return WritingSheet(head_of(eyes), decider_names(eyes), max(closing, default=None))


def task_choices(case_id: int, *, viewer: int) -> TaskChoices:
    """The command says who must decide first."""
    eyes = eyes_on_the_plan(case_id, viewer)
    seats = Seat.objects.filter(
        case=eyes.case, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True
    ).exclude(role=Role.FACILITATOR)
    named = ((s.pk, eyes.name(s), Role(s.role)) for s in seats.select_related("name").order_by("number"))
    return TaskChoices(tuple(row for row in named if row[1]), decider_names(eyes))


def decider_names(eyes: Eyes) -> tuple[tuple[int, str], ...]:
    """Those who decide, by seat, for eyes that may know them."""
    named = ((seat.pk, eyes.name(seat)) for seat in deciders_of(eyes.case).select_related("name"))
    return tuple((seat_id, name) for seat_id, name in named if name)
