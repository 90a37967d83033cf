"""What a refusal looks like: outsiders get a 404 and learn nothing, insiders a 403 with the reason in words."""

import logging
import sys
from collections.abc import Callable
from math import ceil

from django.db import InterfaceError, InternalError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.defaults import server_error

from gedragen.access.doing import Denied, NotFound
from gedragen.edge.asking import moved_from
from gedragen.method.texts import is_blank
from gedragen.pages.house.rendering import show
from gedragen.pages.house.words import REFUSAL
from gedragen.people.sign_in import NoMailNow
from gedragen.people.throttle import TooManyAttempts

log = logging.getLogger("gedragen.pages")

# What a database says when it is full, read-only, too busy or gone. Anything else is a mistake of ours.
OUT_OF_ORDER = (OperationalError, InternalError, InterfaceError)

# What the form itself carried, and nobody typed.
CARRIED = ("csrfmiddlewaretoken", "once", "seat", "version", "frames", "code")


class RefusalsMiddleware:
    """One place that translates; views do not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405:
            # Somebody opens what only a button can do: with an old tab, or with another language chosen.
            told = show(request, "400", {}, status=405)
            told["Allow"] = response["Allow"]
            return told
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return _moved(request) or show(request, "404", {"typed": typed(request)}, status=404)
        if isinstance(exception, Denied):
            return _denied(request, exception)
        if isinstance(exception, TooManyAttempts):
            return _too_many(request, exception)
        if isinstance(exception, NoMailNow):
            return show(request, "503_mail", {}, status=503)
        if isinstance(exception, OUT_OF_ORDER):
            return _out_of_order(request, exception)
        return None


def _moved(request: HttpRequest) -> HttpResponse | None:
    """To who brought a question, the page that they kept leads on after it was taken up. To others it is not there."""
    here = request.resolver_match
    address = str(here.kwargs.get("address", "")) if here is not None else ""
    moved = moved_from(request, address) if address and request.method in ("GET", "HEAD") else ""
    if not moved or here is None:
        return None
    return HttpResponseRedirect(reverse(here.view_name, kwargs={**here.kwargs, "address": moved}))


def _too_many(request: HttpRequest, exception: TooManyAttempts) -> HttpResponse:
    seconds = ceil(exception.wait.total_seconds())
    response = show(request, "429", {"minutes": ceil(seconds / 60), "typed": typed(request)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def typed(request: HttpRequest) -> list[str]:
    """What somebody wrote in a form that cannot be sent any more: shown back, so that it can be copied."""
    sent = (text.strip() for name, texts in request.POST.lists() if name not in CARRIED for text in texts)
    return [text for text in sent if " " in text and not is_blank(text)]


def _denied(request: HttpRequest, denied: Denied) -> HttpResponse:
    address = request.resolver_match.kwargs.get("address") if request.resolver_match else None
    url, label = reverse("door"), gettext("To the front page")
    if address and denied.reason in ("choose-a-seat", "somebody-else-is-in"):
        url, label = reverse("choose_seat", args=[address]), gettext("Choose who you are")
    elif address and denied.reason not in ("come-in-first", "own-code-first"):
        url, label = reverse("road", args=[address]), gettext("To the situation")
    reason = " ".join([str(REFUSAL[denied.reason]), *_where_open(denied)])
    context = {"reason": reason, "next_url": url, "next_label": label, "typed": typed(request)}
    return show(request, "403", context, status=403)


def _where_open(denied: Denied) -> list[str]:
    names = [stage.name.in_language(get_language() or "nl") for stage in denied.stages]
    return [gettext("It is open in: %(stages)s.") % {"stages": "; ".join(names)}] if names else []


def went_wrong(request: HttpRequest) -> HttpResponse:
    """The last resort, also for what goes wrong outside a view: a session that cannot be saved."""
    error = sys.exc_info()[1]
    if isinstance(error, OUT_OF_ORDER):
        return _out_of_order(request, error)
    return server_error(request)


def _out_of_order(request: HttpRequest, error: Exception) -> HttpResponse:
    """Without a request in the context: nothing on this page may ask the database. Words are given back."""
    log.error("The database cannot be used.", exc_info=error)
    _try_the_other_connections()
    response = HttpResponse(render_to_string("503.html", {"typed": typed(request)}), status=503)
    response["Cache-Control"] = "no-store"
    return response


def _try_the_other_connections() -> None:
    """After a restart of PostgreSQL all connections at hand are dead, and each would spoil a page of its own."""
    pool = getattr(connection, "pool", None)
    if pool is not None:
        pool.check()
