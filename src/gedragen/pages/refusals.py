"""What a refusal looks like: outsiders get a 404 and learn nothing, insiders a 403 with the reason in words."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from gedragen.access.doing import Denied, NotFound
from gedragen.pages.show import show
from gedragen.pages.words import REFUSAL
from gedragen.people.throttle import TooManyAttempts

log = logging.getLogger("gedragen.pages")

# What a database says when it is full, read-only, too busy or gone. Anything else is a mistake of ours.
OUT_OF_ORDER = (OperationalError, InternalError, InterfaceError)


class RefusalsMiddleware:
    """One place that translates; views do not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return show(request, "404", {}, status=404)
        if isinstance(exception, Denied):
            return _denied(request, exception)
        if isinstance(exception, TooManyAttempts):
            return show(request, "429", {}, status=429)
        if isinstance(exception, OUT_OF_ORDER):
            return _out_of_order(request, exception)
        return None


def _denied(request: HttpRequest, denied: Denied) -> HttpResponse:
    address = request.resolver_match.kwargs.get("address") if request.resolver_match else None
    url, label = reverse("door"), gettext("To the front page")
    if address and denied.reason == "choose-a-seat":
        url, label = reverse("choose_seat", args=[address]), gettext("Choose who you are")
    elif address and denied.reason != "come-in-first":
        url, label = reverse("road", args=[address]), gettext("To the situation")
    context = {"reason": REFUSAL[denied.reason], "next_url": url, "next_label": label}
    return show(request, "403", context, status=403)


def _out_of_order(request: HttpRequest, error: Exception) -> HttpResponse:
    """Without a request in the context: nothing on this page may ask the database. Words are given back."""
    log.error("The database cannot be used.", exc_info=error)
    typed = [text for text in map(str, request.POST.values()) if " " in text.strip()]
    response = HttpResponse(render_to_string("503.html", {"typed": typed}), status=503)
    response["Cache-Control"] = "no-store"
    return response
