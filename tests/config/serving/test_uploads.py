"""What somebody uploads stands in memory until it is kept, or not: once, and never in a file."""

from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory
from waitress.adjustments import Adjustments

from gedragen.config.serving.one_request import Body, OneRequest


def test_a_photo_of_closed_time_is_never_a_file_on_the_way_in() -> None:
    sent = SimpleUploadedFile("vel.jpg", b"x" * (12 * 1024 * 1024), "image/jpeg")
    photo = RequestFactory().post("/", {"photo": sent}).FILES["photo"]
    assert isinstance(photo, InMemoryUploadedFile)
    assert photo.file is not None
    assert photo.read() is photo.file.getvalue()  # type: ignore[attr-defined]


def test_nor_does_the_server_put_half_an_upload_in_a_file() -> None:
    for length in (b"Content-Length: 3000000", b"Transfer-Encoding: chunked"):
        asked = OneRequest(Adjustments(inbuf_overflow=1))
        asked.received(b"POST / HTTP/1.1\r\n" + length + b"\r\n\r\n")
        asked.received(b"200000\r\n" + b"x" * 2_000_000)
        assert isinstance(asked.body_rcv.getbuf(), Body)


def test_what_was_received_is_read_once_and_is_gone_then() -> None:
    body, sent = Body(), b"".join(b"%d\n" % number for number in range(400_000))
    for place in range(0, len(sent), 7001):
        body.append(sent[place : place + 7001])
    assert len(body) == len(sent)
    read = body.getfile()
    assert read.read(10) + read.readline() + read.read() == sent
    assert (len(body), read.read()) == (0, b"")
