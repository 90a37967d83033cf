"""Of a photo only what can be seen is drawn; whatever else a file is made of, it gets a sentence."""

import random
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from threading import BoundedSemaphore

import pytest
from PIL import Image

from gedragen.cases.store import drawing
from gedragen.cases.store.drawing import LARGEST, draw_anew
from gedragen.method.broken import RuleBroken
from tests.edges.pictures import COLOUR, GREY, HEAD, filled_up, jpeg, part, png
from tests.support.paper import photo


def seen(raw: bytes) -> Image.Image:
    picture = Image.open(BytesIO(draw_anew(raw).jpeg))
    assert picture.format == "JPEG"
    assert not picture.getexif()
    return picture


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    drawn = BytesIO()
    picture.save(drawn, kind, **how)
    return drawn.getvalue()


def colours(mode: str) -> Image.Image:
    return Image.new("RGB", (300, 200), (200, 120, 40)).convert(mode)


def code_of(raw: bytes) -> str:
    with pytest.raises(RuleBroken) as broken:
        draw_anew(raw)
    return broken.value.code


def words_of(kind: bytes, number: int) -> bytes:
    """A megabyte of nothing in each of so many parts of text."""
    packed = zlib.compress(b"a" * 1_000_000, 9)
    between = b"\0\0" if kind == b"zTXt" else b"\0\1\0\0\0"
    return b"".join(part(kind, b"k%d" % turn + between + packed) for turn in range(number))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_a_png_of_every_kind_is_drawn(mode: str) -> None:
    wide = Image.new("RGB", (4100, 300), (200, 120, 40)).convert("L" if mode == "I;16" else mode)
    raw = saved(wide, "PNG") if mode != "I;16" else png(4100, 300, GREY)
    assert seen(raw).size == (2000, 146)


@pytest.mark.parametrize("how", [{}, {"progressive": True}])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_of_every_kind_is_drawn_as_it_looks(mode: str, how: dict[str, bool]) -> None:
    first, after = colours(mode).convert("RGB").getpixel((9, 9)), seen(saved(colours(mode), "JPEG", **how))
    drawn = after.getpixel((9, 9))
    assert isinstance(first, tuple)
    assert isinstance(drawn, tuple)
    assert all(abs(one - other) < 12 for one, other in zip(first, drawn, strict=True))


def test_greys_of_sixteen_bits_do_not_become_white() -> None:
    grey = saved(Image.new("I;16", (50, 50), 0x4000), "PNG")
    assert seen(grey).convert("L").getpixel((9, 9)) == pytest.approx(0x40, abs=3)


def test_a_photo_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    for kind in ("JPEG", "PNG"):
        assert seen(saved(colours("RGB"), kind, exif=exif)).size == (200, 300)


def test_only_the_first_of_several_pictures_is_drawn() -> None:
    red = Image.new("RGB", (300, 200), "red")
    for kind in ("MPO", "PNG"):
        drawn = seen(saved(colours("RGB"), kind, save_all=True, append_images=[red])).getpixel((9, 9))
        assert isinstance(drawn, tuple)
        assert drawn[1] == pytest.approx(120, abs=12)


@pytest.mark.parametrize(("width", "height"), [(12_000, 1), (1, 12_000), (12_000, 2083), (5000, 5000)])
def test_the_largest_that_fits_is_drawn(width: int, height: int) -> None:
    for raw in (png(width, height, COLOUR), jpeg(width, height)):
        assert max(seen(raw).size) == 2000


@pytest.mark.parametrize(
    ("width", "height"), [(12_001, 1), (1, 12_001), (5001, 5000), (59_999_999, 1), (20_000, 20_000)]
)
def test_what_has_too_many_pixels_is_refused_by_its_head(width: int, height: int) -> None:
    """Nothing of it is unpacked: there is nothing in it."""
    head = png(1, 1, COLOUR)
    claimed = head[:8] + part(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + head[24:29]) + head[33:]
    assert code_of(claimed) == "photo-too-many-pixels"


WALKS = jpeg(64, 64)
LAST_WALK = WALKS[WALKS.rfind(b"\xff\xda") : -2]
HARMFUL: dict[str, Callable[[], bytes]] = {
    "half a jpeg": lambda: photo("JPEG", (900, 900))[:-2000],
    "half a png": lambda: png(900, 900)[:-40],
    "nothing but a head": lambda: HEAD,
    "a thousand walks over the pixels": lambda: WALKS[:-2] + LAST_WALK * 1000 + b"\xff\xd9",
    "four colours in several walks": lambda: jpeg(64, 64, "CMYK"),
    "a hundred thousand parts": lambda: png(1, 1, COLOUR, between=part(b"abCd", b"") * 100_000),
    "words that unpack to much": lambda: png(1, 1, COLOUR, between=words_of(b"zTXt", 60)),
    "words in all alphabets": lambda: png(1, 1, COLOUR, between=words_of(b"iTXt", 60)),
    "a profile that unpacks to much": lambda: png(
        1, 1, COLOUR, between=part(b"iCCP", b"p\0\0" + zlib.compress(bytes(60_000_000)))
    ),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_what_is_made_to_harm_gets_a_sentence(kind: str) -> None:
    assert code_of(HARMFUL[kind]()) == "photo-not-readable"


def test_a_film_behind_a_picture_is_left_behind() -> None:
    assert seen(filled_up(jpeg(300, 200), 1_000_000) + b"\xff\xda\x00\x02" * 1000).size == (300, 200)


def test_what_is_too_large_is_not_even_looked_at() -> None:
    assert code_of(bytes(LARGEST + 1)) == "photo-too-large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "MPO"])
def test_a_photo_that_was_spoilt_on_its_way_gets_a_sentence_or_is_drawn(kind: str) -> None:
    chance, raw = random.Random(7), photo(kind, (60, 40))
    for _ in range(300):
        spoilt = bytearray(raw)
        for _ in range(chance.randint(1, 6)):
            spoilt[chance.randrange(2, len(raw))] = chance.randrange(256)
        with suppress(RuleBroken):
            draw_anew(bytes(spoilt))


def test_who_comes_when_the_line_is_full_is_told_to_wait_and_then_gets_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_places", line := BoundedSemaphore(1))
    with line:
        assert code_of(photo()) == "photo-must-wait"
    assert code_of(b"no photo") == "photo-not-readable"
    assert seen(photo()).size == (40, 30)
