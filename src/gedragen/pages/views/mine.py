"""Being built."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def my_answers_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def my_data_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound


def erase_me_page(request: HttpRequest, **_: object) -> HttpResponse:
    raise NotFound
