"""Asking the facilitator to talk about an item, and her word that they did. No entry tells of either."""

from dataclasses import dataclass

from gedragen.access.doing import Action, NotFound
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import TalkRequest
from gedragen.cases.rounds.commands.consent import check_is_asked
from gedragen.cases.rounds.talking import want_talk
from gedragen.cases.state.plan_state import stands
from gedragen.cases.store.rows import row
from gedragen.method.rounds import check_open


@dataclass(frozen=True)
class AskToTalk:
    """I do not understand this item, or want to talk about it, in the newest round about it."""

    item_number: int


@act(Action.ASK_TO_TALK)
def ask_to_talk(change: Change, asked: AskToTalk) -> None:
    stand = stands(change.seen).get(asked.item_number)
    if stand is None or not stand.rounds:
        raise NotFound
    round_ = stand.rounds[-1]
    check_open(round_.clock, at=change.at)
    check_is_asked(round_, change.actor)
    want_talk(round_, change.actor, at=change.at)


@dataclass(frozen=True)
class RecordTalk:
    """The facilitator has talked with who asked for it."""

    round_number: int
    seat_id: int


@act(Action.RECORD_TALK)
def record_talk(change: Change, asked: RecordTalk) -> None:
    waiting = TalkRequest.objects.filter(round__case=change.case)
    request = row(waiting, round__number=asked.round_number, seat=asked.seat_id)
    request.talked_at = request.talked_at or change.at
    request.save(update_fields=["talked_at"])
