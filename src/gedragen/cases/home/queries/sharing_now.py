"""What sharing the plan asks of those whose plan it is."""

from gedragen.access.doing import Action
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.home.queries.now import Now, NowKind
from gedragen.cases.sharing.queries import has_agreed_plan, readers
from gedragen.cases.state.head import CaseHead
from gedragen.cases.state.tasks import asked_and_reads_nothing
from gedragen.method.stages.sharing import Reach


def plan_waits_for_sharing(eyes: Eyes, head: CaseHead) -> list[Now]:
    """Who was asked for something and may read nothing of it keeps the plan from going on."""
    if Action.SHARE_PLAN not in head.can:
        return []
    blind = asked_and_reads_nothing(eyes.seen)
    waiting = (one for one in readers(eyes) if one.number in blind and not one.by_me)
    return [Now(NowKind.SHARE_PLAN, one.seat, title=one.name, text=Reach.NOTHING) for one in waiting]


def to_share(eyes: Eyes, head: CaseHead) -> list[Now]:
    """What one of them wants somebody to read besides; and of an agreed plan that nobody said anything about it yet."""
    if Action.SHARE_PLAN not in head.can:
        return []
    cards, blind = readers(eyes), asked_and_reads_nothing(eyes.seen)
    more = [one for one in cards if one.more is not None and not one.by_me and one.number not in blind]
    fresh = [one for one in cards if not one.is_said] if has_agreed_plan(eyes) else []
    return [
        *(Now(NowKind.SHARE_PLAN, one.seat, title=one.name, text=one.more or "") for one in more),
        *(Now(NowKind.SHARE_PLAN, one.seat, title=one.name) for one in fresh),
    ]
