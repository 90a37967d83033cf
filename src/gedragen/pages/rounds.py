"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def open_rounds_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def bring_objection_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    return HttpResponse(status=501)


def contact_page(request: HttpRequest, address: str, number: int, seat_id: int) -> HttpResponse:
    return HttpResponse(status=501)
