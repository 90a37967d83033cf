"""Who keeps an eye on the plan, as somebody reads it, and whom one can choose for it."""

from dataclasses import dataclass

from gedragen.cases.engine.finding import ANYBODY, Choices, Sought, choices
from gedragen.cases.engine.sight import Eyes, eyes_on_the_plan
from gedragen.cases.models import Task
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.state.tasks import check_ins, keeper
from gedragen.method.follow_through import CheckInKind
from gedragen.method.tasks import TaskState


@dataclass(frozen=True)
class Keeping:
    """`seat`: who was asked, or 0; an empty `name` is not for you. `has_it`: the follow-up is with them by now."""

    seat: int
    name: str
    is_me: bool
    said_yes: bool
    has_it: bool


@dataclass(frozen=True)
class KeepingSheet:
    """`keeping`: nothing where this approach leaves the follow-up with the facilitator."""

    head: CaseHead
    keeping: Keeping | None
    deciders: Choices


def keeping(eyes: Eyes) -> Keeping | None:
    if not eyes.case.approach_key or not eyes.case.approach.keeper_is_chosen:
        return None
    now = keeper(eyes.seen)
    if now is None:
        return Keeping(0, "", is_me=False, said_yes=False, has_it=False)
    said_yes = now.said_yes_at is not None
    called = any(one.kind == CheckInKind.CALL and one.done_at is not None for one in check_ins(eyes.seen))
    return Keeping(
        now.seat_id, eyes.name(now.seat), now.seat_id == eyes.sight.seat, said_yes, has_it=said_yes and called
    )


def keeping_sheet(case_id: int, *, viewer: int, sought: Sought = ANYBODY) -> KeepingSheet:
    eyes = eyes_on_the_plan(case_id, viewer)
    return KeepingSheet(head_of(eyes), keeping(eyes), choices(eyes, deciders_of(eyes.case), sought))


def without_anybody(eyes: Eyes) -> list[Task]:
    """What was given back, as long as nobody was asked for something on the same item since."""
    tasks = list(Task.objects.filter(case=eyes.case).select_related("what").order_by("number"))
    newest = {task.item_id: task.number for task in tasks}
    return [one for one in tasks if one.state == TaskState.GIVEN_BACK and newest[one.item_id] == one.number]
