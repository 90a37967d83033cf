"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def no_plan_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def call_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    return HttpResponse(status=501)
