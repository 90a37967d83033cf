"""Looking back: the calls, the reviews, and saying how each item goes."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def looking_back_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def review_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound
