"""From a form to one command: a rule that says no becomes a sentence beside the field, and what was typed stays."""

from collections.abc import Callable, Sequence
from typing import TypeVar, TypeVarTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from gedragen import clock
from gedragen.cases.engine.act import Act
from gedragen.cases.engine.change import AlreadyDone
from gedragen.edge.asking import Inside
from gedragen.edge.numbers import whole_number
from gedragen.method.broken import RuleBroken
from gedragen.pages.house.rules import field_of, sentence_of

Asked = TypeVarTuple("Asked")
Result = TypeVar("Result")


def done(
    request: HttpRequest,
    form: forms.Form | None,
    here: Inside,
    act: Act[*Asked, Result],
    *asked: *Asked,
    thanks: str = "",
    then: Callable[[Result], object] | None = None,
) -> bool:
    """Whoever asks does this act, now, and once for this form; `then` gets what comes of it. False as of `tried`."""

    def command() -> None:
        result = act(here.case_id, *asked, by=here.seat, at=clock.now(), once=here.once)
        if then is not None:
            then(result)

    return tried(request, form, command, thanks=thanks)


def tried(request: HttpRequest, form: forms.Form | None, command: Callable[[], object], *, thanks: str = "") -> bool:
    """Do it. False: a rule said no, and the form (or, without one, a message) says why; nothing has changed."""
    try:
        command()
    except RuleBroken as broken:
        if form is not None:
            for field in _fields(form, broken):
                form.add_error(field, sentence_of(broken))
        else:
            messages.warning(request, sentence_of(broken))
        return False
    except AlreadyDone:
        messages.info(request, gettext("This was saved already. You do not need to do anything again."))
        return True
    if thanks:
        messages.success(request, thanks)
    return True


def _fields(form: forms.Form, broken: RuleBroken) -> Sequence[str | None]:
    """The fields that a rule is about: its own, or when a text is too long every one that is. None: the whole form."""
    field = field_of(broken.code)
    if broken.code == "text-too-long":
        texts = [(name, said) for name, said in form.cleaned_data.items() if isinstance(said, str)]
        return [name for name, said in texts if len(said) > int(str(broken.details["longest"]))] or [None]
    return [field if field in form.fields else None]


def version_read(request: HttpRequest) -> int:
    """Which text the writer read, as `{% act version=… %}` put it in the form. 0: none yet."""
    return whole_number(request.POST.get("version", "")) or 0


def choice_read(request: HttpRequest) -> str:
    """Which choice the page showed, as `{% act was=… %}` put it in the form. Empty: none yet."""
    return request.POST.get("was", "")


def not_now(request: HttpRequest, code: str) -> None:
    """A form that would be refused is not filled in first: where one is sent instead, this says why."""
    messages.info(request, sentence_of(RuleBroken(code)))
