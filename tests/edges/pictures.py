"""The heaviest pictures there are: little to send, much to unpack."""

import struct
import zlib
from functools import cache
from io import BytesIO

from PIL import Image

HEAD, GREY, COLOUR, COLOUR_AND_ALPHA = b"\x89PNG\r\n\x1a\n", 0, 2, 6


def part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def png(width: int, height: int, kind: int = COLOUR_AND_ALPHA, *, between: bytes = b"") -> bytes:
    """All black, sixteen bits a colour."""
    packs = zlib.compressobj(1)
    row = bytes(1 + width * 2 * {GREY: 1, COLOUR: 3, COLOUR_AND_ALPHA: 4}[kind])
    data = b"".join(packs.compress(row) for _ in range(height)) + packs.flush()
    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0))
    return HEAD + head + between + part(b"IDAT", data) + part(b"IEND", b"")


@cache
def jpeg(width: int, height: int, mode: str = "RGB", *, progressive: bool = True) -> bytes:
    """In full colour; in several scans it is kept whole while it is unpacked."""
    drawn = BytesIO()
    colour = (200, 120, 40, 0)[: len(mode)] if mode != "L" else 120
    Image.new(mode, (width, height), colour).save(drawn, "JPEG", progressive=progressive, subsampling=0)
    return drawn.getvalue()


def filled_up(picture: bytes, size: int) -> bytes:
    """As telephones do: behind the picture comes a film."""
    return picture + bytes(size - len(picture))
