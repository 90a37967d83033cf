"""Tasks and requests: offered, and alive only by one's own yes."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def tasks_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def task_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound


def offer_task_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound
