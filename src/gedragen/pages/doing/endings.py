"""When there is no plan, and the call after four weeks: both are told without blame."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.doing.commands.follow_through import RecordCall, record_call
from gedragen.cases.doing.queries.follow_through import review_sheet
from gedragen.cases.frames.queries import frames_sheet
from gedragen.cases.starting.commands.phases import EndWithoutPlan, end_without_plan
from gedragen.edge.asking import inside
from gedragen.method.follow_through import CheckInKind
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ROOM


class NoPlanForm(forms.Form):
    tried = forms.CharField(
        label=_("What was tried?"),
        help_text=_("What the people did to find a plan. Nobody is to blame."),
        widget=long_box(4),
        error_messages=when_empty("needs-what-was-tried"),
    )
    stays_open = forms.CharField(
        label=_("What remains open?"),
        help_text=_("What people could not agree on, from every side."),
        widget=long_box(4),
        error_messages=when_empty("needs-what-stays-open"),
    )


class CallForm(forms.Form):
    text = forms.CharField(
        label=_("What did you hear?"),
        help_text=_("What is going well, what is not, and what would help. In a few words."),
        widget=long_box(5),
        error_messages=when_empty("call-needs-text"),
    )
    readers: Mapping[str, object] = {"text": ROOM["circle"]}
    kept_in: Mapping[str, str] = {"text": "circle"}


@page(f"{OVERVIEW}geen-plan/", "no_plan")
@require_http_methods(["GET", "POST"])
def no_plan_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.END_WITHOUT_PLAN)
    form = read_by(NoPlanForm(request.POST or None), sheet.head, tried="plan", stays_open="plan")
    thanks = gettext("It has been written down. Thank you for trying together.")
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("tried", "stays_open")}
        if done(request, form, here, end_without_plan, EndWithoutPlan(**told), thanks=thanks):
            return redirect("plan", address)
    return show_case(request, "endings/no_plan", sheet, form=form, status=422 if form.errors else 200)


@page(f"{OVERVIEW}bellen/<number:number>/", "call")
@require_http_methods(["GET", "POST"])
def call_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = review_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.RECORD_CALL)
    if sheet.check_in.kind is not CheckInKind.CALL:
        raise NotFound
    form = CallForm(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if done(request, form, here, record_call, RecordCall(number, text), thanks=gettext("The call is recorded.")):
            return redirect("cockpit", address)
    return show_case(request, "endings/call", sheet, form=form, status=422 if form.errors else 200)
