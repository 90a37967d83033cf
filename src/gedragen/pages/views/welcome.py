"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def welcome_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def decline_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def voice_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def mail_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
