"""A photo of a sheet of paper, as a phone sends it: it tells where it was taken."""

from io import BytesIO

from PIL import Image


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    picture, drawn = Image.new("RGB", size, "white"), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Kerkstraat 1"
    picture.save(drawn, kind, exif=exif)
    return drawn.getvalue()
