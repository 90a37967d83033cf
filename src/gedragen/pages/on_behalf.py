"""Thin for now: the pages of the facilitator land one by one."""

from django.http import HttpRequest, HttpResponse


def on_behalf_page(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponse(status=501)
