"""A photo that came with a form: its bytes for the command, which looks at what is in it."""

from django import forms
from django.core.files.uploadedfile import UploadedFile


def photo_in(form: forms.Form) -> bytes:
    """The photo as it was uploaded, or nothing."""
    photo: UploadedFile[bytes] | None = form.cleaned_data.get("photo")
    return photo.read() if photo else b""
