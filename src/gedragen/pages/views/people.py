"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def people_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def nominate_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
