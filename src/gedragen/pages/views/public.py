"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def public_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
