"""The page about the journal."""

from django.http import HttpRequest, HttpResponse


def journal_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError
