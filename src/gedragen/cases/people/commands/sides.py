"""To which side somebody belongs, where an approach has sides. Until deciding begins that can be put right."""

from dataclasses import dataclass

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import erase_quiet, quiet_of
from gedragen.cases.models import Declaration
from gedragen.cases.people.entries import SIDE_SET
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.approach import Approach


@dataclass(frozen=True)
class SetSide:
    """Whom to put on which side. `was`: the one that the page showed."""

    seat: int
    side: str
    was: str = ""


@act(Action.SET_SIDE)
def set_side(change: Change, asked: SetSide) -> None:
    """Put somebody on a side. What they said for another side stands no more."""
    seat = row(change.case.seats, id=asked.seat, role=Role.PARTICIPANT, erased_at__isnull=True)
    check_side(change.case.approach, asked.side, takes_part=True)
    if asked.was != seat.side:
        raise RuleBroken("side-has-changed")
    if asked.side == seat.side:
        raise RuleBroken("nothing-changed")
    of_a_side = [key for key, rule in change.case.approach.declarations.items() if rule.side]
    # A quiet one does not stand beside another: it goes.
    quiet = quiet_of(change.case)
    erase_quiet(change, quiet.filter(about=seat, kind__in=of_a_side) | quiet.filter(by=seat).exclude(side=""))
    standing = Declaration.objects.filter(case=change.case, withdrawn_at__isnull=True)
    standing.filter(about=seat, kind__in=of_a_side).update(withdrawn_at=change.at)
    standing.filter(by=seat).exclude(side="").update(withdrawn_at=change.at)
    seat.side = asked.side
    seat.save(update_fields=["side"])
    change.case.seats.filter(supports=seat).update(side=asked.side)
    change.record(SIDE_SET, seat=seat, side=asked.side)


def check_side(approach: Approach, side: str, *, takes_part: bool) -> None:
    """Whoever takes part where there are sides belongs to one of them, and nobody else does. Raises RuleBroken."""
    if takes_part and approach.sides and approach.side(side) is None:
        raise RuleBroken("choose-a-side")
    if side and not (takes_part and approach.sides):
        raise RuleBroken("no-side-here")
