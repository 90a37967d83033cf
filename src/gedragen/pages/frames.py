"""Pages about the frames: what stands fast, each version for ever."""

from django.http import HttpRequest, HttpResponse


def frames_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError


def frame_new_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError


def frame_edit_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotImplementedError


def frame_remove_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotImplementedError
