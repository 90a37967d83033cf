"""Pages about the promise."""

from django.http import HttpRequest, HttpResponse


def promise_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError


def promise_preview_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError
