"""What every form in a case carries: against forgery, against sending twice, and for whom it was shown."""

import secrets
from typing import Any

from django import template

from gedragen.edge.asking import once_of

register = template.Library()


@register.inclusion_tag("parts/act.html", takes_context=True)
def act(context: dict[str, Any], version: int | None = None, was: str | None = None) -> dict[str, object]:
    """`{% act %}` instead of `{% csrf_token %}`. A form shown again after a mistake keeps its token.

    A form that replaces a text says which: `{% act version=frame.version %}`, the one that the page shows;
    one that replaces a choice, which: `{% act was=head.level %}`.
    """
    request = context["request"]
    me = context.get("me") or {}
    return {
        "csrf_token": context.get("csrf_token"),
        "once": once_of(request) or secrets.token_urlsafe(16),
        "seat": me.get("seat"),
        "version": "" if version is None else str(version),
        "was": was,
    }
