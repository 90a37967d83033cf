"""What every request passes on its way in and out, before any page is chosen."""

import ipaddress
from collections.abc import Callable
from typing import TypeAlias

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

Handler: TypeAlias = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def head_as_get(get_response: Handler) -> Handler:
    """HEAD is GET without a body, whatever a view allows: the same answer, the same headers, under any server."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return get_response(request)
        request.method = request.META["REQUEST_METHOD"] = "GET"
        response = get_response(request)
        empty(response)
        return response

    return handle


def empty(response: HttpResponseBase) -> None:
    """The headers go on saying how long the body would be."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = []
    elif isinstance(response, HttpResponse):
        response.content = b""


def client_address(get_response: Handler) -> Handler:
    """REMOTE_ADDR becomes the visitor's address as our own proxies saw it; throttling counts on it."""

    def handle(request: HttpRequest) -> HttpResponse:
        claimed = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if address := forwarded_address(claimed, proxies=settings.TRUSTED_PROXIES):
            request.META["REMOTE_ADDR"] = address
        return get_response(request)

    return handle


def forwarded_address(claimed: str, *, proxies: int) -> str:
    """The entry that the outermost proxy of ours wrote. What stands to its left anyone can make up."""
    entries = [entry.strip() for entry in claimed.split(",")]
    if not proxies or len(entries) < proxies:
        return ""
    try:
        return str(ipaddress.ip_address(entries[-proxies]))
    except ValueError:
        return ""


def readable_text(get_response: Handler) -> Handler:
    """Every browser sends UTF-8. Who claims another alphabet, or one that Python has and the web has not, is refused:
    it could carry signs that no page can show and no database can keep."""

    def handle(request: HttpRequest) -> HttpResponse:
        claimed = (request.content_params or {}).get("charset", "utf-8")
        if claimed.lower() not in ("utf-8", "utf8"):
            request.encoding = "utf-8"
            raise BadRequest("not UTF-8")
        return get_response(request)

    return handle


def plain_cookies(get_response: Handler) -> Handler:
    """Every cookie of ours is plain ASCII. Another can hold NUL, and PostgreSQL can look for no session with that."""

    def handle(request: HttpRequest) -> HttpResponse:
        for name, value in list(request.COOKIES.items()):
            if not (value.isascii() and value.isprintable()):
                del request.COOKIES[name]
        return get_response(request)

    return handle


def browser_permissions(get_response: Handler) -> Handler:
    """Tells the browser that no page of ours ever needs the camera, the place or the microphone."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return handle


def chosen_language(get_response: Handler) -> Handler:
    """Dutch, unless the visitor switched. The browser's own language is not a choice: many phones and all
    shared computers are set to a language that their user never picked."""

    def handle(request: HttpRequest) -> HttpResponse:
        wish = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Cookie",))
        return response

    return handle
