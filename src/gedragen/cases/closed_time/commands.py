"""Closed time: announced by the facilitator, written and ended by those inside, who choose what comes out of it."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.closed_time.entries import CLOSED_TIME_OPENED
from gedragen.cases.engine.act import act, act_after
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.closed_rooms import closed_room, end_room, running_closed_room
from gedragen.cases.engine.erasing import erase_draft
from gedragen.cases.models import Draft, Room, Words
from gedragen.cases.plan.commands import ItemText, put_item
from gedragen.cases.starting.commands.stages import go_on_by_itself, go_on_to, whereabouts_now
from gedragen.cases.store.drawing import Drawing, draw_if_any
from gedragen.cases.store.photos import keep_photo_if_any, photo_data
from gedragen.cases.store.room_keys import new_wrapped_key
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import remove_photo, remove_words, text_of
from gedragen.method.broken import RuleBroken, require
from gedragen.method.closed_time import check_came_out, check_inside
from gedragen.method.phases import Phase


@dataclass(frozen=True)
class DraftText:
    """What somebody puts on the table; `photo` as it was uploaded. Without one, an earlier photo stays."""

    title: str
    text: str
    photo: bytes = b""


@dataclass(frozen=True)
class OpenClosedTime:
    """Announce that people are among themselves from now on, until about then."""

    until: datetime


@act(Action.OPEN_CLOSED_TIME)
def open_closed_time(change: Change, asked: OpenClosedTime) -> int:
    """Returns the number of the room."""
    case = change.case
    rule = case.approach.closed_room(Phase(case.phase))
    if rule is None:
        raise RuleBroken("unknown-room")
    if running_closed_room(case) is not None:
        raise RuleBroken("closed-time-is-running")
    if asked.until <= change.at:
        raise RuleBroken("closed-time-must-end-later")
    stage = whereabouts_now(change).for_closed_time()
    if stage.key != case.stage:
        go_on_to(change, stage)
    number = case.rooms.filter(is_closed=True).count() + 1
    room = Room.objects.create(
        case=case,
        key=f"{rule.key}-{number}",
        readers=sorted(rule.readers),
        circles=sorted(rule.circles),
        is_public=False,
        keeps_own=rule.own,
        is_closed=True,
        number=number,
        opened_at=change.at,
        until=asked.until,
    )
    room.wrapped_key = new_wrapped_key(room)
    room.save(update_fields=["wrapped_key"])
    change.record(CLOSED_TIME_OPENED, room=number, until=asked.until)
    return number


@dataclass(frozen=True)
class WriteDraft:
    """Put something on the table, with a photo of the paper if there is one. Nothing is told."""

    room_number: int
    text: DraftText


@dataclass(frozen=True)
class ChangeDraft:
    """Write a draft anew. `version` is the one the writer read: a newer one is never overwritten unseen."""

    room_number: int
    number: int
    text: DraftText
    version: int


def _drawn(_: int, asked: WriteDraft) -> Drawing | None:
    return draw_if_any(asked.text.photo)


def _drawn_anew(_: int, asked: ChangeDraft) -> Drawing | None:
    return draw_if_any(asked.text.photo)


@act_after(_drawn, Action.WRITE_DRAFT)
def write_draft(change: Change, asked: WriteDraft, drawing: Drawing | None) -> int:
    """Returns its number."""
    room = closed_room(change, asked.room_number)
    check_inside(room.clock)
    newest = room.drafts.order_by("-number").first()
    draft = Draft(room=room, number=newest.number + 1 if newest else 1)
    _put_down(change, draft, asked.text, drawing)
    return draft.number


@act_after(_drawn_anew, Action.WRITE_DRAFT)
def change_draft(change: Change, asked: ChangeDraft, drawing: Drawing | None) -> None:
    draft = _draft_on_the_table(change, asked.room_number, asked.number)
    if draft.version != asked.version:
        raise RuleBroken("item-has-changed", current=draft.version)
    draft.version += 1
    old = [draft.title_id, draft.text_id]
    _put_down(change, draft, asked.text, drawing)
    remove_words(Words.objects.filter(id__in=old))


@dataclass(frozen=True)
class RemoveDraft:
    """Take a draft off the table. No row of it stays, and it does not come back with a backup either."""

    room_number: int
    number: int


@act(Action.WRITE_DRAFT)
def remove_draft(change: Change, asked: RemoveDraft) -> None:
    draft = _draft_on_the_table(change, asked.room_number, asked.number)
    change.erases(drafts={draft.pk})
    erase_draft(draft)


@dataclass(frozen=True)
class EndClosedTime:
    """The people come out. The facilitator hears that they did, and not who said so."""

    room_number: int


@act(Action.END_CLOSED_TIME)
def end_closed_time(change: Change, asked: EndClosedTime) -> None:
    room = closed_room(change, asked.room_number)
    check_inside(room.clock)
    end_room(change, room)
    if whereabouts_now(change).stage.closed_time:
        go_on_by_itself(change)


@dataclass(frozen=True)
class BringOut:
    """Make items of the plan of these drafts, in their order."""

    room_number: int
    drafts: tuple[int, ...]


@act(Action.BRING_OUT)
def bring_out(change: Change, asked: BringOut) -> list[int]:
    """Returns the numbers of the items."""
    room = closed_room(change, asked.room_number)
    check_came_out(room.clock)
    if not asked.drafts:
        raise RuleBroken("no-drafts-chosen")
    return [_bring_out(change, row(room.drafts, number=number)) for number in sorted(set(asked.drafts))]


def _draft_on_the_table(change: Change, room_number: int, number: int) -> Draft:
    room = closed_room(change, room_number)
    check_inside(room.clock)
    return row(room.drafts, number=number)


def _put_down(change: Change, draft: Draft, text: DraftText, drawing: Drawing | None) -> None:
    """Write the texts in the closed room. Two drafts never share a text, so a removed one leaves nothing."""
    room = draft.room
    draft.title = change.write(room.key, "draft-title", require(text.title, "item-needs-title"))
    draft.text = change.write(room.key, "draft-text", require(text.text, "draft-needs-text"))
    replaced = draft.photo if drawing else None
    if drawing:
        draft.photo = keep_photo_if_any(change.case, room.key, drawing, seat=change.actor, at=change.at)
    draft.save()
    if replaced is not None:
        remove_photo(replaced)


def _bring_out(change: Change, draft: Draft) -> int:
    if draft.item is not None:
        raise RuleBroken("draft-is-out")
    room = draft.room
    kept = photo_data(draft.photo) if draft.photo else b""
    text = ItemText(title=text_of(draft.title, room), what=text_of(draft.text, room))
    draft.item = put_item(change, text, Drawing(kept) if kept else None)
    draft.save(update_fields=["item"])
    return draft.item.number
