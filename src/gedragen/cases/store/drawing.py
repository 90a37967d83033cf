"""A photo is drawn anew: what can be seen, and nothing else. One at a time, in little memory, under no lock of a case.

Whatever somebody sends, at worst it takes 180 MB and some seconds of one processor.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore, Lock

from PIL import Image, ImageFile, ImageOps, PngImagePlugin
from PIL.ExifTags import Base

from gedragen.method.broken import RuleBroken

LARGEST = 12 * 1024 * 1024
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 12_000
DRAWN_SIDE = 2000
FORMATS = ("JPEG", "PNG")
# A camera writes one scan, a photo for a web page a dozen. Each may be ten bytes, and costs a walk over all pixels.
MOST_SCANS = 64
NEXT_PART = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")
START_OF_SCAN, END_OF_PICTURE = b"\xda", b"\xd9"
# A PNG comes in parts of some kilobytes each.
MOST_PARTS, LAST_PART = 10_000, b"IEND"
ROWS_AT_ONCE = 256
# Text that travels with a PNG is unpacked before its pixels, and never shown.
PngImagePlugin.MAX_TEXT_MEMORY = 1024 * 1024

_table = Lock()
_places = BoundedSemaphore(8)


@dataclass(frozen=True)
class Drawing:
    """A JPEG that we drew ourselves. Only this is ever kept as a photo."""

    jpeg: bytes


def let_wait(places: int) -> None:
    """How many photos may be in hand at one moment, with the one that is drawn. What waits keeps a thread."""
    global _places
    _places = BoundedSemaphore(places)


def draw_if_any(raw: bytes) -> Drawing | None:
    """Of a photo that may be left out."""
    return draw_anew(raw) if raw else None


def draw_anew(raw: bytes) -> Drawing:
    """A JPEG of what can be seen, at most 2000 pixels long: no place, no time, no camera, nothing behind the picture.

    It may wait for others: call it before a transaction begins. Whatever the file is called, only a real JPEG or PNG is
    opened. Raises RuleBroken.
    """
    if len(raw) > LARGEST:
        raise RuleBroken("photo-too-large", megabytes=LARGEST // 1024 // 1024)
    line = _places
    if not line.acquire(blocking=False):
        raise RuleBroken("photo-must-wait")
    try:
        with _table:
            return Drawing(_draw(raw))
    except RuleBroken:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:  # noqa: BLE001 (a file that is made to harm makes Pillow stumble in every way there is)
        raise RuleBroken("photo-not-readable") from None
    finally:
        line.release()


def _draw(raw: bytes) -> bytes:
    small, drawn = _small(raw), BytesIO()
    small.thumbnail((DRAWN_SIDE, DRAWN_SIDE))
    ImageOps.exif_transpose(small).save(drawn, "JPEG", quality=82, optimize=True)
    return drawn.getvalue()


def _small(raw: bytes) -> Image.Image:
    """A fresh picture, less than twice as long as it will be: what the file carried beside its pixels stays behind."""
    _check_parts(raw)
    with Image.open(BytesIO(raw), formats=FORMATS) as photo:
        _check(photo, raw)
        photo.draft("RGB", (DRAWN_SIDE, DRAWN_SIDE))
        photo.load()
        times = max(1, max(photo.size) // DRAWN_SIDE)
        small = Image.new("RGB", (-(-photo.width // times), -(-photo.height // times)))
        # In strips: a whole picture in other colours, beside itself, would take twice the memory.
        step = times * max(1, ROWS_AT_ONCE // times)
        for top in range(0, photo.height, step):
            strip = photo.crop((0, top, photo.width, min(top + step, photo.height)))
            small.paste(_in_colour(strip).reduce(times), (0, top // times))
        if turned := photo.getexif().get(Base.Orientation):
            small.getexif()[Base.Orientation] = turned
    return small


def _in_colour(strip: Image.Image) -> Image.Image:
    # Pillow would make white of all greys but the darkest.
    return (strip.point(lambda grey: grey / 256) if strip.mode == "I;16" else strip).convert("RGB")


def _check(photo: ImageFile.ImageFile, raw: bytes) -> None:
    """Before anything is unpacked."""
    if photo.width * photo.height > MOST_PIXELS or max(photo.size) > LONGEST_SIDE:
        raise _too_many_pixels()
    # Several scans keep the whole picture in memory as it was packed, and four colours of print are no photo of paper.
    if photo.mode == "CMYK" and _scans(raw) > 1:
        raise RuleBroken("photo-not-readable")


def _check_parts(raw: bytes) -> None:
    """Before even the head is read: a file of a million tiny parts would keep everybody waiting."""
    is_jpeg = raw.startswith(b"\xff\xd8")
    if (_scans(raw) > MOST_SCANS) if is_jpeg else (_parts(raw) > MOST_PARTS):
        raise RuleBroken("photo-not-readable")


def _scans(raw: bytes) -> int:
    """How often a JPEG walks over its pixels; counting stops at one too many."""
    scans = place = 0
    while scans <= MOST_SCANS and (part := NEXT_PART.search(raw, place)) and part[1] != END_OF_PICTURE:
        scans += part[1] == START_OF_SCAN
        place = part.end() + int.from_bytes(raw[part.end() : part.end() + 2], "big")
    return scans


def _parts(raw: bytes) -> int:
    """Of how many parts a PNG is made; counting stops at one too many."""
    parts, place = 0, 8
    while parts <= MOST_PARTS and place < len(raw) and raw[place + 4 : place + 8] != LAST_PART:
        parts += 1
        place += 12 + int.from_bytes(raw[place : place + 4], "big")
    return parts


def _too_many_pixels() -> RuleBroken:
    return RuleBroken("photo-too-many-pixels", megapixels=MOST_PIXELS // 1_000_000, longest=LONGEST_SIDE)
