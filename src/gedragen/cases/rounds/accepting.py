"""What comes of a frame that the deciders were asked to accept, once their round is over."""

from gedragen.cases.engine.change import Change
from gedragen.cases.models import Frame, FrameNote, Round
from gedragen.cases.rounds.void import void_items
from gedragen.cases.store.entries import FRAME_ACCEPTED, FRAME_NOT_ACCEPTED
from gedragen.method.consent import Outcome
from gedragen.method.frames import FrameChange, asked_again


def settle_frame(change: Change, round_: Round, found: Outcome) -> None:
    """Accepted, it stands from now on, and the items it touches are asked again. If not, nothing changes."""
    frame = Frame.objects.get(case=change.case, item=round_.item_id)
    accepted = found is Outcome.PASSED
    if not accepted:
        change.record(FRAME_NOT_ACCEPTED, frame=frame.number, version=frame.version)
        return
    change.case.frames.filter(number=frame.number, superseded_at__isnull=True).update(superseded_at=change.at)
    frame.superseded_at, frame.binds_at = None, change.at
    frame.save(update_fields=["superseded_at", "binds_at"])
    change.record(FRAME_ACCEPTED, frame=frame.number, version=frame.version)
    named = FrameNote.objects.filter(frame=frame, item__isnull=False).values_list("item__number", flat=True)
    void_items(change, asked_again(FrameChange(frame.change), frozenset({*frame.touches, *named}), accepted=accepted))


def let_go(change: Change, *, number: int | None = None) -> None:
    """What is still asked, of this frame or of any, is not decided any more: the plan or a new text was first."""
    running = Round.objects.filter(case=change.case, closed_at__isnull=True)
    waiting = Frame.objects.filter(case=change.case, item__rounds__in=running).order_by("number", "version")
    for frame in waiting.filter(number=number) if number is not None else waiting:
        void_items(change, frozenset({frame.item.number}) if frame.item is not None else frozenset())
        change.record(FRAME_NOT_ACCEPTED, frame=frame.number, version=frame.version)
