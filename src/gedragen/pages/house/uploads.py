"""What is sent along with a form stays in memory: no paper of closed time ever lies on a disk as it is."""

from io import BytesIO

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from gedragen.cases.store.drawing import LARGEST


class InMemory(FileUploadHandler):
    """For all files of one request together: one byte more than fits is enough to know that it is too large."""

    left = LARGEST + 1
    taken = BytesIO()

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.taken = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        self.left -= self.taken.write(raw_data[: self.left])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:  # noqa: ARG002
        self.taken.seek(0)
        # Asked for once as it is, it has no room to spare any more; and then reading it makes no second one.
        self.taken.getvalue()
        return InMemoryUploadedFile(
            file=self.taken,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self.taken.getbuffer().nbytes,
            charset=self.charset,
        )


def photo_in(form: forms.Form) -> bytes:
    """The photo as it was uploaded, for the command that looks at what is in it; or nothing."""
    photo: UploadedFile[bytes] | None = form.cleaned_data.get("photo")
    return photo.read() if photo else b""
