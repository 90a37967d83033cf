"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def road_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def accept_facilitator_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
