"""What somebody told of somebody else: whom it is about reads it only with a yes of who told it."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.starting.entries import TOLD_SHARED
from gedragen.method.broken import RuleBroken


@dataclass(frozen=True)
class ShareTold:
    """Whom it is about may read what I wrote, or may not."""

    shared: bool


@act(Action.SHARE_TOLD)
def share_told(change: Change, asked: ShareTold) -> None:
    if change.case.told_is_shared == asked.shared:
        raise RuleBroken("nothing-changed")
    change.case.told_is_shared = asked.shared
    change.case.save(update_fields=["told_is_shared"])
    change.record(TOLD_SHARED, shared=asked.shared)
