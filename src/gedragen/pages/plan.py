"""The plan, for everyone who may read it, and as a sheet for the fridge door."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def plan_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def plan_print_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def safety_net_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound
