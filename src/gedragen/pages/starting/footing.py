"""On which footing people are here, and the state in which nobody sets limits: only the law is the limit."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.starting.commands.footing import (
    AgreeToOnlyTheLaw,
    DeclareOnlyTheLaw,
    SetFooting,
    agree_to_only_the_law,
    declare_only_the_law,
    set_footing,
)
from gedragen.cases.starting.queries import FootingSheet, footing_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.method.constitution.footing import Footing
from gedragen.pages.addresses import CASE, OVERVIEW, page
from gedragen.pages.house.acting import choice_read, done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty
from gedragen.pages.starting.words import FOOTING


class FootingForm(forms.Form):
    footing = forms.ChoiceField(
        label=_("Why are people here?"),
        widget=forms.RadioSelect,
        choices=[(footing.value, FOOTING[footing]) for footing in Footing],
        error_messages={"required": _("Choose one of the three.")},
    )


class LawForm(forms.Form):
    fallback = forms.CharField(
        label=_("What happens if there is no plan?"),
        help_text=_("People want to know this beforehand. For instance: then it stays as it is now."),
        widget=long_box(3),
        error_messages=when_empty("promise-needs-fallback"),
    )


@page(f"{OVERVIEW}aanleiding/", "footing")
@require_http_methods(["GET", "POST"])
def footing_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = footing_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.SET_FOOTING)
    form = FootingForm(request.POST or None, initial={"footing": sheet.head.footing})
    if form.is_valid():
        footing, was = Footing(form.cleaned_data["footing"]), choice_read(request)
        if done(request, form, here, set_footing, SetFooting(footing, was=was), thanks=gettext("This is recorded.")):
            return redirect(_after(sheet, footing), address)
        sheet = footing_sheet(here.case_id, viewer=here.seat)
    return show_case(request, "footing/footing", sheet, form=form, status=422 if form.errors else 200)


def _after(sheet: FootingSheet, footing: Footing) -> str:
    """Who comes of their own will may have nobody over them: that is the next question."""
    asks_on = footing is Footing.VOLUNTARY and not sheet.is_over_them and sheet.law is None
    return "only_the_law" if asks_on and Action.DECLARE_ONLY_THE_LAW in sheet.head.can else "cockpit"


@page(f"{CASE}alleen-de-wet/", "only_the_law")
@require_http_methods(["GET", "POST"])
def only_the_law_page(request: HttpRequest, address: str) -> HttpResponse:
    """The facilitator records it, the main person says yes to it, everyone in the case reads it."""
    here = inside(request, address)
    sheet = footing_sheet(here.case_id, viewer=here.seat)
    form = _law_form(request, sheet)
    if sheet.law is None or request.method == "POST":
        check_may(sheet.head, Action.DECLARE_ONLY_THE_LAW, Action.AGREE_TO_ONLY_THE_LAW)
    if request.method == "POST" and (form is None or form.is_valid()):
        if _record(request, here, form):
            return redirect("cockpit" if form else "road", address)
        sheet = footing_sheet(here.case_id, viewer=here.seat)
    status = 422 if request.method == "POST" else 200
    return show_case(request, "footing/only_the_law", sheet, form=form, status=status)


def _law_form(request: HttpRequest, sheet: FootingSheet) -> LawForm | None:
    """For the facilitator, where it can be said; once it was, to say it differently."""
    if Action.DECLARE_ONLY_THE_LAW not in sheet.head.can or (request.method == "GET" and not _can_be(sheet)):
        return None
    start = {"fallback": sheet.law.fallback if sheet.law else ""}
    return read_by(LawForm(request.POST or None, initial=start), sheet.head, fallback="open")


def _can_be(sheet: FootingSheet) -> bool:
    return sheet.head.footing is Footing.VOLUNTARY and not sheet.is_over_them


def _record(request: HttpRequest, here: Inside, form: LawForm | None) -> bool:
    read, thanks = version_read(request), gettext("Thank you. This is recorded.")
    if form is None:
        return done(request, form, here, agree_to_only_the_law, AgreeToOnlyTheLaw(read), thanks=thanks)
    asked = DeclareOnlyTheLaw(form.cleaned_data["fallback"], read)
    return done(request, form, here, declare_only_the_law, asked, thanks=thanks)
