"""I do it: the item as it stands, and whether who looks says first that it will do for them."""

from dataclasses import dataclass

from gedragen.access.doing import NotFound
from gedragen.cases.doing.commands.volunteering import is_asked_of
from gedragen.cases.engine.sight import eyes_on_the_plan
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.plan_state import stands
from gedragen.method.items import ItemState


@dataclass(frozen=True)
class VolunteerSheet:
    """`is_asked`: this seat did not say yes to this text. `can_be_done`: it was agreed."""

    head: CaseHead
    number: int
    version: int
    title: str
    what: str
    is_asked: bool
    can_be_done: bool


def volunteer_sheet(case_id: int, number: int, *, viewer: int) -> VolunteerSheet:
    """Raises NotFound for an item that is not there."""
    eyes = eyes_on_the_plan(case_id, viewer)
    stand = stands(eyes.seen).get(number)
    if stand is None:
        raise NotFound
    can = stand.state is ItemState.PASSED and stand.on_the_table.state is not ItemState.IN_ROUND
    return VolunteerSheet(
        head=head_of(eyes),
        number=number,
        version=stand.version.number,
        title=eyes.text(stand.version.title),
        what=eyes.text(stand.version.what),
        is_asked=stand.round is not None and is_asked_of(stand.round, viewer),
        can_be_done=can and stand.round is not None,
    )
