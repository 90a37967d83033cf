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
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.promise import Rung, people_decide


@dataclass(frozen=True)
class Uncalled:
    """Somebody whom the round waits for; `days` on which somebody tried to call."""

    seat_id: int
    name: str
    days: frozenset[date]


def waits_to_be_asked(eyes: Eyes, table: ItemStand, head: CaseHead) -> bool:
    """Below the fifth rung people decide on one thing only, and what an authority asks is put to them at once."""
    promised = promise(eyes.seen)
    decide = promised is None or people_decide(Rung(promised.rung)) or table.item.kind == ItemKind.CLOSING
    asks = decide and table.item.kind != ItemKind.FRAME and table.state is ItemState.DRAFT
    return asks and Action.ASK_EVERYONE in head.can


def uncalled(eyes: Eyes, table: ItemStand, head: CaseHead) -> tuple[Uncalled, ...]:
    """Whom these eyes can call, where it waits for that."""
    return tuple(Uncalled(seat.pk, eyes.name(seat), days) for seat, days in _to_reach(eyes, table, head).items())


def _to_reach(eyes: Eyes, table: ItemStand, head: CaseHead) -> Mapping[Seat, frozenset[date]]:
    me, round_ = eyes.sight.seat, table.round
    if me is None or round_ is None or table.state is not ItemState.IN_ROUND or Action.TRY_TO_REACH not in head.can:
        return {}
    return to_reach(eyes.seen, round_, writer=me)
