"""Frames are written freely before the freeze. What happens to them later stands in `later.py`."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import withdraw
from gedragen.cases.frames.writing import as_read, next_version, told
from gedragen.cases.store.entries import FRAME_REMOVED, FRAME_WRITTEN
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.frames import FrameText


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
    old = as_read(change, asked.number, asked.version) if asked.number is not None else None
    new = next_version(change, asked.frame, old)
    change.record(FRAME_WRITTEN, **told(new))
    return new.number


@dataclass(frozen=True)
class RemoveFrame:
    """Take a frame away before the freeze, as it read in `version`."""

    number: int
    version: int


@act(Action.WRITE_FRAME)
def remove_frame(change: Change, asked: RemoveFrame) -> None:
    old = as_read(change, asked.number, asked.version)
    old.superseded_at = change.at
    old.save(update_fields=["superseded_at"])
    withdraw(change, DeclarationKind.PROMISE)
    change.record(FRAME_REMOVED, frame=asked.number, version=old.version)
