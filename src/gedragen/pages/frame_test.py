"""Pages about the frame test."""

from django.http import HttpRequest, HttpResponse


def frame_test_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError


def give_information_page(request: HttpRequest, address: str, test: int, frame: int) -> HttpResponse:
    raise NotImplementedError
