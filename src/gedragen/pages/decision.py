"""The page about the formal decision."""

from django.http import HttpRequest, HttpResponse


def decision_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotImplementedError
