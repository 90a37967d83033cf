"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def demo_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def demo_step_in_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
