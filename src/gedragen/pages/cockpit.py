"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def cockpit_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def move_on_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def ask_test_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)
