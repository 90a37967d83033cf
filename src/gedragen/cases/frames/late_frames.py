"""What became of the frames after the freeze, as long as people must still be told of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Frame, FrameNote, FrameQuestion, Round
from gedragen.cases.state.frames import frames
from gedragen.cases.state.plan_state import ItemStand, stands
from gedragen.cases.store.entries import Topic
from gedragen.method.consent import Outcome
from gedragen.method.frames import FrameChange, asked_again, is_told
from gedragen.method.items import ItemKind, ItemState


@dataclass(frozen=True)
class LateFrame:
    """A frame that changed after the freeze. `at`: when that, or what the deciders said to it, came about.

    `accepted`: by the deciders, None where they were not asked or have not answered. `until`: when they have.
    `touches`: whether it asks any item again, and `again`: the numbers of those that wait for a new round.
    """

    frame: Frame
    change: FrameChange
    at: datetime
    is_gone: bool
    was_asked: bool
    accepted: bool | None
    until: datetime | None
    again: tuple[int, ...]
    touches: bool


@part(Topic.FRAMES)
def notes(seen: Snapshot) -> tuple[FrameNote, ...]:
    found = FrameNote.objects.filter(frame__case=seen.case_id).order_by("id")
    return tuple(found.select_related("words", "by__name", "item"))


@part(Topic.FRAMES)
def frame_questions(seen: Snapshot) -> tuple[FrameQuestion, ...]:
    found = FrameQuestion.objects.filter(case=seen.case_id).order_by("number")
    return tuple(found.select_related("words", "answer", "by__name", "answered_by__name"))


@part(Topic.FRAMES, Topic.ITEMS, Topic.ROUNDS, Topic.OUTCOMES)
def late_frames(seen: Snapshot) -> tuple[LateFrame, ...]:
    """In the order in which they came, until the next passed round of what they touch."""
    items = stands(seen)
    later = [one for one in frames(seen) if one.change or one.taken_away_because_id]
    told = [one for one in (_late(seen, frame, items) for frame in later) if _is_told(one, items.values())]
    return tuple(sorted(told, key=lambda one: one.at))


def touched(seen: Snapshot, frame: Frame) -> frozenset[int]:
    """By number: as the authority named them, and as deciders added."""
    named = {note.item.number for note in notes(seen) if note.frame_id == frame.pk and note.item is not None}
    return frozenset({*frame.touches, *named})


def _late(seen: Snapshot, frame: Frame, items: dict[int, ItemStand]) -> LateFrame:
    is_gone = frame.taken_away_because_id is not None
    round_ = _answered(frame, items)
    accepted = round_.outcome == Outcome.PASSED if round_ is not None and round_.closed_at is not None else None
    change = FrameChange(frame.change) if frame.change and not is_gone else FrameChange.WIDER
    at = (round_.closed_at if round_ is not None else None) or (frame.superseded_at if is_gone else None) or frame.at
    again = asked_again(change, touched(seen, frame), accepted=bool(accepted))
    return LateFrame(
        frame=frame,
        change=change,
        at=at,
        is_gone=is_gone,
        was_asked=frame.item_id is not None and not is_gone,
        accepted=accepted,
        until=round_.clock.ends_at if round_ is not None and round_.closed_at is None else None,
        again=tuple(number for number in sorted(again) if number in items and not _passed_since(items[number], at)),
        touches=bool(again),
    )


def _answered(frame: Frame, items: dict[int, ItemStand]) -> Round | None:
    """The round in which the deciders said whether they accept it."""
    stand = next((one for one in items.values() if one.item.pk == frame.item_id), None)
    return stand.rounds[-1] if stand is not None and stand.rounds else None


def _passed_since(stand: ItemStand, at: datetime) -> bool:
    closed = stand.round.closed_at if stand.round is not None else None
    is_past = stand.state is ItemState.PASSED and closed is not None and closed > at
    return is_past or stand.state is ItemState.DROPPED


def _is_told(one: LateFrame, items: Collection[ItemStand]) -> bool:
    is_replaced = one.frame.superseded_at is not None and not one.is_gone and not one.was_asked
    if is_replaced and not one.again:
        return False
    plan = [stand for stand in items if stand.item.kind == ItemKind.MEASURE]
    passed = any(_passed_since(stand, one.at) for stand in plan if stand.state is not ItemState.DROPPED)
    return is_told(waits=one.until is not None, again=len(one.again), touched=one.touches, passed=passed)
