"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def seats_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def invite_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)


def talk_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    return HttpResponse(status=501)


def renew_link_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    return HttpResponse(status=501)
