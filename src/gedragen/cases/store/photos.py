"""Photos of a sheet of paper, as we drew them, kept as the room asks."""

from datetime import datetime

from gedragen.cases.models import Case, Photo, Room, Seat
from gedragen.cases.store.drawing import Drawing
from gedragen.cases.store.room_keys import lock, unlock
from gedragen.cases.store.rows import row


def keep_photo_if_any(case: Case, room: str, drawing: Drawing | None, *, seat: Seat, at: datetime) -> Photo | None:
    """Keep a photo that may be left out."""
    if drawing is None:
        return None
    place = row(Room.objects.filter(case=case), key=room)
    photo = Photo.objects.create(case=case, room=place, seat=seat, at=place.moment(at))
    photo.data = lock(place, f"photo:{photo.pk}", drawing.jpeg) if place.is_closed else drawing.jpeg
    photo.save(update_fields=["data"])
    return photo


def photo_data(photo: Photo) -> bytes:
    """The photo as a JPEG, for whom its room is: the caller has asked that. Empty when it was forgotten."""
    kept = bytes(photo.data)
    return unlock(photo.room, f"photo:{photo.pk}", kept) if kept and photo.room.is_closed else kept
