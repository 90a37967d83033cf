"""Closed time. Outside one sees that it is closed, since when and until when, and nothing else whatever."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import NotFound
from gedragen.cases.engine.sight import Eyes, eyes_inside
from gedragen.cases.models import Draft, Photo, Room
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.store.photos import photo_data


@dataclass(frozen=True)
class ClosedTime:
    """What everybody in the case may know of it. `i_am_in`: these eyes are one of those inside."""

    number: int
    opened_at: datetime
    until: datetime
    ended_at: datetime | None
    i_am_in: bool


@dataclass(frozen=True)
class DraftCard:
    """What lies on the table, for those inside. `item`: the number of the item it became."""

    number: int
    version: int
    title: str
    text: str
    by: str
    photo: int | None
    item: int | None


@dataclass(frozen=True)
class ClosedTimeSheet:
    """`times`: newest first. `drafts`: of the newest, and empty outside."""

    head: CaseHead
    times: tuple[ClosedTime, ...]
    drafts: tuple[DraftCard, ...]

    @property
    def running(self) -> ClosedTime | None:
        return next((one for one in self.times if one.ended_at is None), None)


@dataclass(frozen=True)
class DraftSheet:
    """One draft, to change it or take it away."""

    head: CaseHead
    time: ClosedTime
    draft: DraftCard


def closed_time_sheet(case_id: int, *, viewer: int, number: int | None = None) -> ClosedTimeSheet:
    """`number`: show the drafts of this closed time instead of the newest. Raises NotFound where there is none ever."""
    eyes = eyes_inside(case_id, viewer)
    if not eyes.case.approach_key or eyes.case.approach.closed_room() is None:
        raise NotFound
    rooms = {room.number: room for room in sorted(_rooms(eyes), key=lambda room: -room.number)}
    the_room = rooms.get(number) if number is not None else next(iter(rooms.values()), None)
    return ClosedTimeSheet(
        head=head_of(eyes),
        times=tuple(_time(eyes, room) for room in rooms.values()),
        drafts=_drafts(eyes, the_room) if the_room else (),
    )


def draft_sheet(case_id: int, room_number: int, number: int, *, viewer: int) -> DraftSheet:
    """Raises NotFound outside the room: not even its number says whether there is a draft."""
    eyes = eyes_inside(case_id, viewer)
    room = next((room for room in _rooms(eyes) if room.number == room_number), None)
    found = next((card for card in _drafts(eyes, room) if card.number == number), None) if room else None
    if room is None or found is None:
        raise NotFound
    return DraftSheet(head_of(eyes), _time(eyes, room), found)


def closed_times(eyes: Eyes) -> tuple[ClosedTime, ...]:
    """Newest first."""
    return tuple(_time(eyes, room) for room in sorted(_rooms(eyes), key=lambda room: -room.number))


def photo_of(case_id: int, photo_id: int, *, viewer: int | None) -> bytes:
    """A photo as a JPEG. Raises NotFound when there is none, or not for these eyes."""
    eyes = eyes_inside(case_id, viewer)
    photo = Photo.objects.filter(case=eyes.case, id=photo_id).select_related("room").first()
    if photo is None or not photo.data or not eyes.sight.reads(photo.room.key, photo.seat_id):
        raise NotFound
    return photo_data(photo)


def _rooms(eyes: Eyes) -> list[Room]:
    return [room for room in eyes.rooms.values() if room.is_closed]


def _time(eyes: Eyes, room: Room) -> ClosedTime:
    clock = room.clock
    return ClosedTime(room.number, clock.opened_at, clock.until, clock.ended_at, eyes.reads_whole(room.key))


def _drafts(eyes: Eyes, room: Room) -> tuple[DraftCard, ...]:
    if not eyes.reads_whole(room.key):
        return ()
    drafts = Draft.objects.filter(room=room, text__erased_at__isnull=True).order_by("number")
    return tuple(
        DraftCard(
            number=draft.number,
            version=draft.version,
            title=eyes.text(draft.title),
            text=eyes.text(draft.text),
            by=eyes.name(draft.text.seat),
            photo=draft.photo_id,
            item=draft.item.number if draft.item else None,
        )
        for draft in drafts.select_related("title", "text__seat__name", "item")
    )
