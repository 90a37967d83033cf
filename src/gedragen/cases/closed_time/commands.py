"""Closed time: announced by the facilitator, written and ended by those inside, who choose what comes out of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.engine.change import Change, change_case, own_act
from gedragen.cases.engine.closed_rooms import closed_room, end_room, running_closed_room
from gedragen.cases.engine.erasing import erase_draft
from gedragen.cases.models import Draft, Room, Words
from gedragen.cases.plan.commands import ItemText, put_item
from gedragen.cases.starting.commands.stages import go_on_by_itself, go_on_to, whereabouts_now
from gedragen.cases.store.drawing import Drawing, draw_if_any
from gedragen.cases.store.journal import Kind
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


def open_closed_time(case_id: int, *, until: datetime, by: int, at: datetime, once: str = "") -> int:
    """Announce that people are among themselves from now on, until about then. Returns the number of the room."""
    with change_case(case_id, Action.OPEN_CLOSED_TIME, by=by, at=at, once=once) as change:
        case = change.case
        rule = case.approach.closed_room(Phase(case.phase))
        if rule is None:
            raise RuleBroken("unknown-room")
        if running_closed_room(case) is not None:
            raise RuleBroken("closed-time-is-running")
        if until <= at:
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
            opened_at=at,
            until=until,
        )
        room.wrapped_key = new_wrapped_key(room)
        room.save(update_fields=["wrapped_key"])
        change.record(Kind.CLOSED_TIME_OPENED, room=number, until=until)
        return number


def write_draft(case_id: int, room_number: int, text: DraftText, *, by: int, at: datetime, once: str = "") -> int:
    """Put something on the table, with a photo of the paper if there is one. Returns its number. Nothing is told."""
    drawing = draw_if_any(text.photo)
    with own_act(case_id, Action.WRITE_DRAFT, by=by, at=at, once=once) as change:
        room = closed_room(change, room_number)
        check_inside(room.clock)
        newest = room.drafts.order_by("-number").first()
        draft = Draft(room=room, number=newest.number + 1 if newest else 1)
        _put_down(change, draft, text, drawing)
        return draft.number


def change_draft(
    case_id: int,
    room_number: int,
    number: int,
    text: DraftText,
    *,
    version: int,
    by: int,
    at: datetime,
    once: str = "",
) -> None:
    """Write a draft anew. `version` is the one the writer read: a newer one is never overwritten unseen."""
    drawing = draw_if_any(text.photo)
    with own_act(case_id, Action.WRITE_DRAFT, by=by, at=at, once=once) as change:
        draft = _draft_on_the_table(change, room_number, number)
        if draft.version != version:
            raise RuleBroken("item-has-changed", current=draft.version)
        draft.version += 1
        old = [draft.title_id, draft.text_id]
        _put_down(change, draft, text, drawing)
        remove_words(Words.objects.filter(id__in=old))


def remove_draft(case_id: int, room_number: int, number: int, *, by: int, at: datetime, once: str = "") -> None:
    """Take a draft off the table. No row of it stays, and it does not come back with a backup either."""
    with own_act(case_id, Action.WRITE_DRAFT, by=by, at=at, once=once) as change:
        draft = _draft_on_the_table(change, room_number, number)
        change.erases(drafts={draft.pk})
        erase_draft(draft)


def end_closed_time(case_id: int, room_number: int, *, by: int, at: datetime, once: str = "") -> None:
    """The people come out. The facilitator hears that they did, and not who said so."""
    with change_case(case_id, Action.END_CLOSED_TIME, by=by, at=at, once=once) as change:
        room = closed_room(change, room_number)
        check_inside(room.clock)
        end_room(change, room)
        if whereabouts_now(change).stage.closed_time:
            go_on_by_itself(change)


def bring_out(
    case_id: int, room_number: int, drafts: Collection[int], *, by: int, at: datetime, once: str = ""
) -> list[int]:
    """Make items of the plan of these drafts, in their order. Returns the numbers of the items."""
    with change_case(case_id, Action.BRING_OUT, by=by, at=at, once=once) as change:
        room = closed_room(change, room_number)
        check_came_out(room.clock)
        if not drafts:
            raise RuleBroken("no-drafts-chosen")
        return [_bring_out(change, row(room.drafts, number=number)) for number in sorted(set(drafts))]


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
