"""Writing, changing and leaving out an item, and asking to close together."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def item_new_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def item_change_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound


def item_drop_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound


def close_together_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound
