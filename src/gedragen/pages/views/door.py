"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def door_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def leave_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
