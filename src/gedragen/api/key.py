"""The public key with which this installation signs its journals, at an address that never changes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gedragen.cases.journal.queries import signing_key


@require_safe
def key_file(_: HttpRequest) -> HttpResponse:
    answer = HttpResponse(f"{signing_key()}\n", content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer
