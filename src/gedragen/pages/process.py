"""The page about the process."""

from django.http import HttpRequest, HttpResponse


def process_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError
