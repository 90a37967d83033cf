"""The call after four weeks, told without blame."""

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
from gedragen.edge.asking import inside
from gedragen.method.follow_through import CheckInKind
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ROOM


class CallForm(forms.Form):
    text = forms.CharField(
        label=_("What did you hear?"),
        help_text=_("What is going well, what is not, and what would help. In a few words."),
        widget=long_box(5),
        error_messages=when_empty("call-needs-text"),
    )
    readers: Mapping[str, object] = {"text": ROOM["circle"]}
    kept_in: Mapping[str, str] = {"text": "circle"}


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
