"""The addresses of all pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Gedragen</title><h1>Gedragen</h1>")


urlpatterns = [path("", door, name="door")]
