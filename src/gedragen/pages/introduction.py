"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def introduce_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def level_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def exception_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)
