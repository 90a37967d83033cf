"""The formal decision beside the plan: every difference is shown."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.frame_test.commands.decision import RecordDecision, record_decision
from gedragen.cases.frame_test.queries import TestSheet, test_sheet
from gedragen.edge.asking import Inside, inside, visit
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import day_box, likely_day, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty
from gedragen.pages.templatetags.theirs import theirs, with_theirs


class DecisionForm(forms.Form):
    """The decision, its day, and per item what it says otherwise."""

    text = forms.CharField(
        label=_("What was decided?"),
        help_text=_("In the words of the decision, or shorter. With its number, if it has one."),
        widget=long_box(),
        error_messages=when_empty("decision-needs-text"),
    )
    decided_on = forms.DateField(label=_("On which day?"), widget=day_box(), validators=[likely_day])

    def __init__(self, data: object, sheet: TestSheet) -> None:
        super().__init__(data, initial={"decided_on": timezone.localdate(clock.now())})  # type: ignore[arg-type]
        self.numbers = [number for number, _title, _what in sheet.plan]
        for number, title, _what in sheet.plan:
            self.fields[f"differs_{number}"] = forms.CharField(
                label=with_theirs(gettext("What does it say otherwise about “%(title)s”?"), title=theirs(title)),
                required=False,
                widget=long_box(2),
            )

    def differences(self) -> dict[int, str]:
        return {number: self.cleaned_data[f"differs_{number}"] for number in self.numbers}


@page(f"{CASE}besluit/", "decision")
@require_http_methods(["GET", "POST"])
def decision_page(request: HttpRequest, address: str) -> HttpResponse:
    seen = visit(request, address)
    sheet = test_sheet(seen.case_id, viewer=seen.seat)
    if request.method == "POST":
        return _record(request, inside(request, address), sheet)
    asked = sheet.decision is None or "again" in request.GET
    may = sheet.is_met and Action.RECORD_DECISION in sheet.head.can
    form = read_by(DecisionForm(None, sheet), sheet.head, text="plan") if may and asked else None
    return show_case(request, "decision/decision", sheet, form=form, may=may, beside=_beside(sheet))


def _record(request: HttpRequest, here: Inside, sheet: TestSheet) -> HttpResponse:
    check_may(sheet.head, Action.RECORD_DECISION)
    form, read = read_by(DecisionForm(request.POST, sheet), sheet.head, text="plan"), version_read(request)
    if form.is_valid():
        asked = RecordDecision(
            form.cleaned_data["text"], form.cleaned_data["decided_on"], differences=form.differences(), read=read
        )
        thanks = gettext("The decision is now shown beside the plan.")
        if done(request, form, here, record_decision, asked, thanks=thanks):
            return redirect("decision", here.address)
        sheet = test_sheet(here.case_id, viewer=here.seat)
    told = {"form": form, "may": True, "read": read, "beside": _beside(sheet)}
    return show_case(request, "decision/decision", sheet, status=422, **told)


def _beside(sheet: TestSheet) -> list[tuple[int, str, str, str]]:
    """Each item of the plan with what the decision says otherwise, if anything."""
    differences = sheet.decision.differences if sheet.decision else {}
    return [(number, title, what, differences.get(number, "")) for number, title, what in sheet.plan]
