"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def desk_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)


def take_up_page(request: HttpRequest, case_id: int) -> HttpResponse:
    return HttpResponse(status=501)
