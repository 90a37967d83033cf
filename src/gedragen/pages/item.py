"""One item: reading it, answering it, and taking back a yes."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def item_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound


def take_back_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound
