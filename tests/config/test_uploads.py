"""What somebody uploads stands in memory until it is kept, or not: never in a file."""

from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory


def test_a_photo_of_closed_time_is_never_a_file_on_the_way_in() -> None:
    sent = SimpleUploadedFile("vel.jpg", b"x" * (12 * 1024 * 1024), "image/jpeg")
    photo = RequestFactory().post("/", {"photo": sent}).FILES["photo"]
    assert isinstance(photo, InMemoryUploadedFile)
