"""What belongs to a family plan beside its items: what is needed for it, and who keeps an eye on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.plan.commands import AgreeArrangement, agree_arrangement
from gedragen.cases.plan.queries.plan import PlanSheet, plan_sheet
from gedragen.cases.state.head import CaseHead
from gedragen.edge.asking import inside
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ROOM


@dataclass(frozen=True)
class Asks:
    """How one arrangement is asked for, and what stands in the plan as long as there is none."""

    title: Promise
    lead: Promise
    label: Promise
    help: Promise
    not_yet: Promise


ASKS: Mapping[DeclarationKind, Asks] = {
    DeclarationKind.RESOURCES: Asks(
        _("What we need"),
        _("What does it take to do this plan? Think of things, money, a place, time, somebody's help."),
        _("What do we need, and who sees to it?"),
        _("Somebody from outside needed? Write what you ask of them. They say yes or no themselves."),
        _("It has not been written down yet what is needed for the plan."),
    ),
    DeclarationKind.WHO_CHECKS: Asks(
        _("Who keeps an eye on it"),
        _("One of you asks now and then whether it is going as agreed. Not to check up on somebody: to help in time."),
        _("Who keeps an eye on it, and how?"),
        _("Choose somebody whom all of you trust. It need not be a professional."),
        _("It has not been agreed yet who keeps an eye on it."),
    ),
}


@dataclass(frozen=True)
class Arrangement:
    """One arrangement as the plan shows it. `key`: its place on the page; `page`: where it is written."""

    key: str
    page: str
    title: Promise
    text: str
    not_yet: Promise


class ArrangementForm(forms.Form):
    text = forms.CharField(widget=long_box(6), error_messages=when_empty("arrangement-needs-text"))
    readers: ClassVar = {"text": ROOM["plan"]}


@page(f"{CASE}wat-nodig-is/", "resources")
@require_http_methods(["GET", "POST"])
def resources_page(request: HttpRequest, address: str) -> HttpResponse:
    return _write(request, address, DeclarationKind.RESOURCES)


@page(f"{CASE}wie-kijkt-mee/", "who_checks")
@require_http_methods(["GET", "POST"])
def who_checks_page(request: HttpRequest, address: str) -> HttpResponse:
    return _write(request, address, DeclarationKind.WHO_CHECKS)


def arrangements(sheet: PlanSheet) -> list[Arrangement]:
    """What this approach asks for beside the items, and what people agreed on without being asked."""
    asked = _asked(sheet.head)
    told = {kind: _standing(sheet, kind)[0] for kind in ASKS}
    return [
        Arrangement(kind.value.replace("_", "-"), kind.value, ASKS[kind].title, text, ASKS[kind].not_yet)
        for kind, text in told.items()
        if text or kind in asked
    ]


def _write(request: HttpRequest, address: str, kind: DeclarationKind) -> HttpResponse:
    me = inside(request, address)
    sheet = plan_sheet(me.case_id, viewer=me.seat)
    check_may(sheet.head, Action.AGREE_ARRANGEMENT)
    asks, read = ASKS[kind], version_read(request)
    form = _form(request, asks, _standing(sheet, kind)[0])
    if request.method == "POST" and form.is_valid():
        asked = AgreeArrangement(kind, form.cleaned_data["text"], read=read)
        if done(request, form, me, agree_arrangement, asked, thanks=gettext("Saved. This is now in the plan.")):
            return redirect("plan", address)
        sheet = plan_sheet(me.case_id, viewer=me.seat)
    standing, words = _standing(sheet, kind)
    told = {"asks": asks, "form": form, "read": read, "standing": standing, "words": words}
    return show_case(request, "plan/arrangement", sheet, status=422 if form.errors else 200, **told)


def _form(request: HttpRequest, asks: Asks, standing: str) -> ArrangementForm:
    form = ArrangementForm(request.POST or None, initial={"text": standing})
    form.fields["text"].label, form.fields["text"].help_text = str(asks.label), str(asks.help)
    return form


def _standing(sheet: PlanSheet, kind: DeclarationKind) -> tuple[str, int]:
    if kind is DeclarationKind.RESOURCES:
        return sheet.resources, sheet.resources_words
    return sheet.who_checks, sheet.who_checks_words


def _asked(head: CaseHead) -> set[str]:
    return {gate.kind for gate in head.approach.gates} if head.approach is not None else set()
