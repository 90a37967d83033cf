"""Small corrections of an item as somebody reads them."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.models import ItemCorrection
from gedragen.cases.state.frame_tests import test_now
from gedragen.cases.state.head import CaseHead
from gedragen.cases.state.plan_state import ItemStand, correction_of
from gedragen.method.items import ItemState


@dataclass(frozen=True)
class CorrectionCard:
    """`version`: the number of the text that it corrects. `until`: how long it stands beside it."""

    version: int
    old: str
    new: str
    by: str
    until: datetime
    at: datetime


@dataclass(frozen=True)
class Corrections:
    """`waiting`: one that stands beside the text now. `settled`: those that took their place, newest first.

    `may_correct`: who looks wrote it, it was agreed, and nothing runs.
    """

    waiting: CorrectionCard | None
    settled: tuple[CorrectionCard, ...]
    may_correct: bool


def corrections(eyes: Eyes, stand: ItemStand, head: CaseHead) -> Corrections:
    waiting = correction_of(stand.version)
    over = [one for one in stand.version.corrections.all() if one.over_at is not None and not one.is_disputed]
    is_mine = stand.version.by_id == eyes.sight.seat
    is_still = stand.state is ItemState.PASSED and stand.proposal is None and test_now(eyes.seen) is None
    return Corrections(
        waiting=_card(eyes, waiting) if waiting is not None else None,
        settled=tuple(_card(eyes, one) for one in reversed(over)),
        may_correct=is_mine and is_still and waiting is None and Action.CORRECT_ITEM in head.can,
    )


def _card(eyes: Eyes, one: ItemCorrection) -> CorrectionCard:
    return CorrectionCard(
        one.version.number, eyes.text(one.old), eyes.text(one.new), eyes.name(one.by), one.until, one.at
    )
