"""Ending before people meet: they made a plan while they prepared, or it stops there. Told without blame."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.ending.early import EndWithOwnPlan, StopInPreparation, end_with_own_plan, stop_in_preparation
from gedragen.cases.ending.queries import ending_sheet
from gedragen.cases.frames.queries import frames_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ROOM


class OwnPlanForm(forms.Form):
    text = forms.CharField(
        label=_("What is their plan?"),
        help_text=_("In their own words, as they told you. Read it back to them first."),
        widget=long_box(8),
        error_messages=when_empty("plan-needs-text"),
    )
    readers: Mapping[str, object] = {"text": ROOM["plan"]}


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it stop?"),
        help_text=_("Without blame: what has changed, or what did not work out."),
        widget=long_box(4),
        error_messages=when_empty("stopping-needs-reason"),
    )
    readers: Mapping[str, object] = {"reason": ROOM["plan"]}


@page(f"{OVERVIEW}eigen-plan/", "own_plan")
@require_http_methods(["GET", "POST"])
def own_plan_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.END_EARLY)
    if request.method == "GET" and _is_proposed(here):
        return redirect("ending", address)
    if request.method == "GET" and sheet.frames:
        not_now(request, "plan-needs-frame-test")
        return redirect("cockpit", address)
    form = OwnPlanForm(request.POST or None)
    if form.is_valid():
        asked = EndWithOwnPlan(form.cleaned_data["text"])
        thanks = gettext("Their plan is written down. Everyone gets a message.")
        if done(request, form, here, end_with_own_plan, asked, thanks=thanks):
            return _read_it(here, address)
    return show_case(request, "endings/own_plan", sheet, form=form, status=422 if form.errors else 200)


@page(f"{OVERVIEW}stoppen/", "stop")
@require_http_methods(["GET", "POST"])
def stop_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.END_EARLY)
    if request.method == "GET" and _is_proposed(here):
        return redirect("ending", address)
    form = StopForm(request.POST or None)
    if form.is_valid():
        asked = StopInPreparation(form.cleaned_data["reason"])
        thanks = gettext("The reason is written down. Everyone gets a message.")
        if done(request, form, here, stop_in_preparation, asked, thanks=thanks):
            return _read_it(here, address)
    return show_case(request, "endings/stop", sheet, form=form, status=422 if form.errors else 200)


def _is_proposed(here: Inside) -> bool:
    return ending_sheet(here.case_id, viewer=here.seat).proposal is not None


def _read_it(here: Inside, address: str) -> HttpResponse:
    """What was put to everybody, or what ended at once."""
    return redirect("ending" if _is_proposed(here) else "plan", address)
