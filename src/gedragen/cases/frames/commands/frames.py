"""Frames: written before the freeze; changed later only as a new version that voids the answers so far."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import withdraw
from gedragen.cases.models import Frame
from gedragen.cases.rounds.void import void_answers
from gedragen.cases.store.entries import FRAME_CHANGED, FRAME_REMOVED, FRAME_WRITTEN, Kind
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.frames import FrameKind, FrameText, checked


@dataclass(frozen=True)
class WriteFrame:
    """Write a new frame, or rewrite frame `number`, before the freeze.

    `version` is the one the writer read: a newer one is never overwritten unseen.
    """

    frame: FrameText
    number: int | None = None
    version: int = 0


@act(Action.WRITE_FRAME)
def write_frame(change: Change, asked: WriteFrame) -> int:
    """Returns its number."""
    withdraw(change, DeclarationKind.PROMISE)
    return _next_version(change, asked.frame, asked.number, asked.version, FRAME_WRITTEN)


@dataclass(frozen=True)
class RemoveFrame:
    """Take a frame away before the freeze, as it read in `version`."""

    number: int
    version: int


@act(Action.WRITE_FRAME)
def remove_frame(change: Change, asked: RemoveFrame) -> None:
    old = _as_read(change, asked.number, asked.version)
    old.superseded_at = change.at
    old.save(update_fields=["superseded_at"])
    withdraw(change, DeclarationKind.PROMISE)
    change.record(FRAME_REMOVED, frame=asked.number, version=old.version)


@dataclass(frozen=True)
class ChangeFrame:
    """Add or change a frame after the freeze. Visible for ever; every answer on the open plan is void."""

    frame: FrameText
    number: int | None
    version: int = 0


@act(Action.CHANGE_FRAME)
def change_frame(change: Change, asked: ChangeFrame) -> int:
    found = _next_version(change, asked.frame, asked.number, asked.version, FRAME_CHANGED)
    void_answers(change)
    return found


def _as_read(change: Change, number: int, version: int) -> Frame:
    """The frame as it stands, which is how it was read. Raises RuleBroken when it was changed or removed since."""
    newest: Frame = row(change.case.frames.order_by("-version"), number=number)
    if newest.version != version or newest.superseded_at is not None:
        raise RuleBroken("frame-has-changed")
    return newest


def _next_version(change: Change, frame: FrameText, number: int | None, read: int, kind: Kind) -> int:
    case = change.case
    text = checked(frame, safety_names_authority=case.approach.safety_names_authority)
    if number is None:
        version, number = 1, (case.frames.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    else:
        old = _as_read(change, number, read)
        if _as_written(old) == text:
            raise RuleBroken("nothing-changed")
        old.superseded_at, version = change.at, old.version + 1
        old.save(update_fields=["superseded_at"])
    new = Frame.objects.create(
        case=case,
        number=number,
        version=version,
        kind=text.kind,
        text=change.write("open", "frame-text", text.text),
        question=change.write("open", "frame-question", text.question),
        reason=change.write("open", "frame-reason", text.reason),
        source=change.write("open", "frame-source", text.source),
        competent=change.write_if_any("open", "frame-competent", text.competent),
        by=change.actor,
        at=change.at,
    )
    change.record(
        kind,
        frame=number,
        version=version,
        frame_kind=text.kind.value,
        text=new.text,
        question=new.question,
        reason=new.reason,
        source=new.source,
        competent=new.competent,
    )
    return number


def _as_written(frame: Frame) -> FrameText:
    return FrameText(
        text=frame.text.text,
        question=frame.question.text,
        reason=frame.reason.text,
        source=frame.source.text,
        kind=FrameKind(frame.kind),
        competent=frame.competent.text if frame.competent else "",
    )
