"""When there is no plan: it is proposed, somebody can want one step first, and whom it is about can always stop."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from gedragen.access.doing import Action
from gedragen.cases.ending.commands import (
    HoldEnding,
    ProposeEnding,
    StopOwnCase,
    TakeBackEnding,
    hold_ending,
    propose_ending,
    stop_own_case,
    take_back_ending,
)
from gedragen.cases.ending.queries import EndingSheet, ending_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.method.stages.ending import Attempt
from gedragen.pages.addresses import CASE, OVERVIEW, page
from gedragen.pages.ending.words import ATTEMPT
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty


class NoPlanForm(forms.Form):
    tried = forms.CharField(
        label=_("What was tried?"),
        help_text=_("What the people did to find a plan. Nobody is to blame."),
        widget=long_box(4),
        error_messages=when_empty("needs-what-was-tried"),
    )
    attempts = forms.TypedMultipleChoiceField(
        label=_("Was this tried?"),
        help_text=_("Everyone reads what was tried, and what was not."),
        coerce=Attempt,
        choices=list(ATTEMPT.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    stays_open = forms.CharField(
        label=_("What remains open?"),
        help_text=_("What people could not agree on, from every side."),
        widget=long_box(4),
        error_messages=when_empty("needs-what-stays-open"),
    )


class StepForm(forms.Form):
    step = forms.CharField(
        label=_("What do you want first?"),
        help_text=_("One thing that can be done in two weeks. For example: talk once more with the neighbours."),
        widget=long_box(3),
        error_messages=when_empty("step-needs-text"),
    )


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you stop?"),
        help_text=_("You do not have to say why."),
        widget=long_box(3),
        required=False,
    )


@page(f"{OVERVIEW}geen-plan/", "no_plan")
@require_http_methods(["GET", "POST"])
def no_plan_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = ending_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.PROPOSE_ENDING)
    if request.method == "GET" and sheet.proposal is not None:
        return redirect("ending", address)
    form = read_by(NoPlanForm(request.POST or None), sheet.head, "plan")
    if form.is_valid():
        told = form.cleaned_data
        asked = ProposeEnding(told["tried"], told["stays_open"], tuple(told["attempts"]))
        thanks = gettext("It has been proposed. Everyone gets a message.")
        if done(request, form, here, propose_ending, asked, thanks=thanks):
            return redirect("ending", address)
    return show_case(request, "endings/no_plan", sheet, form=form, status=422 if form.errors else 200)


@page(f"{CASE}zonder-plan/", "ending")
@require_http_methods(["GET", "POST"])
def ending_page(request: HttpRequest, address: str) -> HttpResponse:
    """What is proposed. Whoever decides says here what they want first."""
    here = inside(request, address)
    sheet = ending_sheet(here.case_id, viewer=here.seat)
    form = read_by(StepForm(request.POST or None), sheet.head, step="plan")
    if request.method == "POST":
        check_may(sheet.head, Action.HOLD_ENDING)
        if form.is_valid() and _is_held(request, here, form):
            return redirect("ending", address)
    words = {"tried": _in_words(sheet, tried=True), "not_tried": _in_words(sheet, tried=False)}
    return show_case(request, "endings/proposal", sheet, form=form, status=422 if form.errors else 200, **words)


def _is_held(request: HttpRequest, here: Inside, form: StepForm) -> bool:
    asked = HoldEnding(version_read(request), form.cleaned_data["step"])
    thanks = gettext("It does not stop yet. Everyone reads what you want first.")
    return done(request, form, here, hold_ending, asked, thanks=thanks)


@page(f"{CASE}zonder-plan/van-tafel/", "take_back_ending")
@require_POST
def take_back_ending_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    thanks = gettext("The proposal is off the table. Everyone gets a message.")
    done(request, None, here, take_back_ending, TakeBackEnding(version_read(request)), thanks=thanks)
    return redirect("ending", address)


def _in_words(sheet: EndingSheet, *, tried: bool) -> list[str]:
    if sheet.proposal is None:
        return []
    return [str(ATTEMPT[one]) for one in (sheet.proposal.attempts if tried else sheet.proposal.not_tried)]


@page(f"{CASE}mijn-vraag-stoppen/", "stop_own")
@require_http_methods(["GET", "POST"])
def stop_own_page(request: HttpRequest, address: str) -> HttpResponse:
    """For whom it is about. At once, and nobody can hold it."""
    here = inside(request, address)
    sheet = ending_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.STOP_OWN_CASE)
    form = read_by(StopForm(request.POST or None), sheet.head, reason="plan")
    if request.method == "POST" and form.is_valid():
        thanks = gettext("It has stopped, as you wanted. Everyone gets a message.")
        if done(request, form, here, stop_own_case, StopOwnCase(form.cleaned_data["reason"]), thanks=thanks):
            return redirect("plan", address)
    return show_case(request, "endings/own_question", sheet, form=form, status=422 if form.errors else 200)
