"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def enter_code_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def link_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def lost_link_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def choose_seat_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
