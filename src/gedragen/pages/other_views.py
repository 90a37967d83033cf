"""The other side: opposing views, and what the plan does with them."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def views_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def answer_view_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound
