"""What somebody uploads stands in memory until it is kept, or not: never in a file."""

from argparse import Namespace
from unittest.mock import patch

from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from gedragen.config.commands.serve import listen


def test_a_photo_of_closed_time_is_never_a_file_on_the_way_in() -> None:
    sent = SimpleUploadedFile("vel.jpg", b"x" * (12 * 1024 * 1024), "image/jpeg")
    photo = RequestFactory().post("/", {"photo": sent}).FILES["photo"]
    assert isinstance(photo, InMemoryUploadedFile)


def test_nor_does_the_server_put_half_an_upload_in_a_file() -> None:
    with patch("gedragen.config.commands.serve.create_server") as made:
        listen(Namespace(host="127.0.0.1", port=0, threads=1))
    told = made.call_args.kwargs
    assert told["inbuf_overflow"] > told["max_request_body_size"]
