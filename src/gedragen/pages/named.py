"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def nomination_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    return HttpResponse(status=501)
