"""Showing a page: in full, or only its part when htmx asks for that; never kept by a browser or a proxy."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def show(request: HttpRequest, page: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    """`plan/item` is drawn from `plan/item.html`, or from `plan/_item.html` alone for htmx, when there is one."""
    feature, _, name = page.rpartition("/")
    part = [f"{feature}/_{name}.html"] if _wants_part(request) else []
    response = render(request, [*part, f"{page}.html"], dict(context), status=status)
    # What someone may see changes with their seat and the phase: the back button must ask again.
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
    return response


def _wants_part(request: HttpRequest) -> bool:
    """A boosted link and a restored history entry need the whole page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not (htmx.boosted or htmx.history_restore_request)
