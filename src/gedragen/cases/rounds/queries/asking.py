"""What nobody was asked about yet, and who is silent: what who decides can do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gedragen.access.doing import Action
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.models import Seat
from gedragen.cases.rounds.calling import to_reach
from gedragen.cases.state.frames import promise
from gedragen.cases.state.head import CaseHead
from gedragen.cases.state.plan_state import ItemStand
from gedragen.method.items import ItemKind, ItemState, asks_consent
from gedragen.method.promise import Rung


@dataclass(frozen=True)
class Uncalled:
    """Somebody whom the round waits for; `days` on which somebody tried to call."""

    seat_id: int
    name: str
    days: frozenset[date]


def waits_to_be_asked(eyes: Eyes, table: ItemStand, head: CaseHead) -> bool:
    """Whether nobody was asked about it and this seat can: what an authority asks is put to people at once."""
    promised = promise(eyes.seen)
    kind = ItemKind(table.item.kind)
    asks = asks_consent(Rung(promised.rung) if promised is not None else None, kind) and kind is not ItemKind.FRAME
    return asks and table.state is ItemState.DRAFT and Action.ASK_EVERYONE in head.can


def uncalled(eyes: Eyes, table: ItemStand, head: CaseHead) -> tuple[Uncalled, ...]:
    """Whom these eyes can call, where it waits for that."""
    return tuple(Uncalled(seat.pk, eyes.name(seat), days) for seat, days in _to_reach(eyes, table, head).items())


def _to_reach(eyes: Eyes, table: ItemStand, head: CaseHead) -> Mapping[Seat, frozenset[date]]:
    me, round_ = eyes.sight.seat, table.round
    if me is None or round_ is None or table.state is not ItemState.IN_ROUND or Action.TRY_TO_REACH not in head.can:
        return {}
    return to_reach(eyes.seen, round_, writer=me)
