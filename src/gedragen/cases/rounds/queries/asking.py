"""What nobody was asked about yet, and who can ask it."""

from gedragen.access.doing import Action
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.state.frames import promise
from gedragen.cases.state.head import CaseHead
from gedragen.cases.state.plan_state import ItemStand
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.promise import Rung, people_decide


def waits_to_be_asked(eyes: Eyes, table: ItemStand, head: CaseHead) -> bool:
    """Below the fifth rung people decide on one thing only, and what an authority asks is put to them at once."""
    promised = promise(eyes.seen)
    decide = promised is None or people_decide(Rung(promised.rung)) or table.item.kind == ItemKind.CLOSING
    asks = decide and table.item.kind != ItemKind.FRAME and table.state is ItemState.DRAFT
    return asks and Action.ASK_EVERYONE in head.can
