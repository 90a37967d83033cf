"""From a form to one command: a rule that says no becomes a sentence beside the field, and what was typed stays."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from gedragen.cases.change import AlreadyDone
from gedragen.method.broken import RuleBroken
from gedragen.pages.words import field_of, sentence_of


def done(request: HttpRequest, form: forms.Form | None, command: Callable[[], object], *, thanks: str = "") -> bool:
    """Do it. False: a rule said no, and the form (or, without one, a message) says why; nothing has changed."""
    try:
        command()
    except RuleBroken as broken:
        field = field_of(broken.code)
        if form is not None:
            form.add_error(field if field in form.fields else None, sentence_of(broken))
        else:
            messages.warning(request, sentence_of(broken))
        return False
    except AlreadyDone:
        messages.info(request, gettext("This was saved already. You do not need to do anything again."))
        return True
    if thanks:
        messages.success(request, thanks)
    return True


def version_read(request: HttpRequest) -> int:
    """Which text the writer read, as `{% act version=… %}` put it in the form. 0: none yet."""
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else 0


def not_now(request: HttpRequest, code: str) -> None:
    """A form that would be refused is not filled in first: where one is sent instead, this says why."""
    messages.info(request, sentence_of(RuleBroken(code)))
