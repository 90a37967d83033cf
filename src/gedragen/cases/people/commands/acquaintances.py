"""Who says that they know whom. The journal tells nothing of it (docs/decisions/0027)."""

from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound
from gedragen.access.seeing import sight
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.models import Acquaintance
from gedragen.cases.state.plan_state import deciders_of
from gedragen.cases.store.rows import row


@dataclass(frozen=True)
class KnowPerson:
    """I know this person; or `knows` no longer. Only of somebody else who decides, and whose name one reads."""

    seat_id: int
    knows: bool = True


@act(Action.KNOW_PERSON)
def know_person(change: Change, asked: KnowPerson) -> None:
    """Said twice it stands once. It changes no round that has closed."""
    about = row(deciders_of(change.case).exclude(id=change.actor.pk).select_related("name"), id=asked.seat_id)
    rules = [room.rule for room in change.seen.rooms.values()]
    if not Eyes(change.seen, change.actor, sight(change.actor.looker, rules)).name(about):
        raise NotFound
    if asked.knows:
        Acquaintance.objects.get_or_create(by=change.actor, about=about)
    else:
        Acquaintance.objects.filter(by=change.actor, about=about).delete()
