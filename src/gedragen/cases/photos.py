"""Photos of a sheet of paper: looked at by content, drawn anew without what the camera added, kept as the room asks."""

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from gedragen.cases.models import Case, Photo, Room, Seat
from gedragen.cases.room_keys import lock, unlock
from gedragen.cases.rows import row
from gedragen.method.broken import RuleBroken

LARGEST = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2000
FORMATS = ("JPEG", "PNG")


def keep_photo_if_any(case: Case, room: str, raw: bytes, *, seat: Seat, at: datetime) -> Photo | None:
    """Keep a photo that may be left out. Raises RuleBroken when it is too large, or no photo."""
    if not raw:
        return None
    place = row(Room.objects.filter(case=case), key=room)
    drawn = redrawn(raw)
    photo = Photo.objects.create(case=case, room=place, seat=seat, at=place.moment(at))
    photo.data = lock(place, f"photo:{photo.pk}", drawn) if place.is_closed else drawn
    photo.save(update_fields=["data"])
    return photo


def photo_data(photo: Photo) -> bytes:
    """The photo as a JPEG, for whom its room is: the caller has asked that. Empty when it was forgotten."""
    kept = bytes(photo.data)
    return unlock(photo.room, f"photo:{photo.pk}", kept) if kept and photo.room.is_closed else kept


def redrawn(raw: bytes) -> bytes:
    """A JPEG of what can be seen: no place, no time, no camera, nothing behind the picture.

    Whatever the file is called, only a real JPEG or PNG is opened.
    """
    if len(raw) > LARGEST:
        raise RuleBroken("photo-too-large", megabytes=LARGEST // 1024 // 1024)
    try:
        with Image.open(BytesIO(raw), formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise RuleBroken("photo-too-large", megabytes=LARGEST // 1024 // 1024)
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise RuleBroken("photo-not-readable") from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A fresh picture: what the file carried beside its pixels is left behind.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    drawn = BytesIO()
    clean.save(drawn, "JPEG", quality=82, optimize=True)
    return drawn.getvalue()
