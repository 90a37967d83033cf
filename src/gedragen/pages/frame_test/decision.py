"""The formal decision beside the plan: every difference is shown."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.frame_test.commands.decision import RecordDecision, record_decision
from gedragen.cases.frame_test.queries import TestSheet, test_sheet
from gedragen.edge.asking import Inside, inside, visit
from gedragen.method.broken import RuleBroken
from gedragen.method.frame_test import ItemDecision, Taken, checked_items
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choices_in_line, day_box, likely_day, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import sentence_of, when_empty
from gedragen.pages.plan.plan_lines import Beside, beside_the_plan

TAKEN: list[tuple[str, str | Promise]] = [
    (Taken.OVER, _("Takes it over")),
    (Taken.OTHERWISE, _("Says otherwise")),
    (Taken.NOT, _("Does not take it over")),
]
# Where what is missing is typed.
BOXES = {"otherwise-needs-text": "namely"}


class DecisionForm(forms.Form):
    """The decision, its day, what it does not take away, and of each item what it does with it."""

    text = forms.CharField(
        label=_("What was decided?"),
        help_text=_("In the words of the decision, or shorter. With its number, if it has one."),
        widget=long_box(),
        error_messages=when_empty("decision-needs-text"),
    )
    decided_on = forms.DateField(label=_("On which day?"), widget=day_box(), validators=[likely_day])

    rights = forms.CharField(
        label=_("What can somebody still do who does not agree?"),
        help_text=_("Is “objection or appeal” possible? Write with whom, and until when. Is it not? Write that."),
        widget=long_box(2),
        error_messages=when_empty("decision-needs-rights"),
    )

    def __init__(self, data: object, sheet: TestSheet) -> None:
        super().__init__(data, initial={"decided_on": timezone.localdate(clock.now())})  # type: ignore[arg-type]
        self.tested = sheet.tested
        for number, _title, _what in self.tested:
            self.fields[f"taken_{number}"] = forms.ChoiceField(
                label=_("The decision"),
                choices=TAKEN,
                widget=choices_in_line(),
                error_messages={"required": _("Say for this item what the decision does with it.")},
            )
            self.fields[f"namely_{number}"] = forms.CharField(
                label=_("What does the decision say instead?"),
                required=False,
                widget=long_box(2),
            )
            self.fields[f"because_{number}"] = forms.CharField(
                label=_("Why is it different?"),
                required=False,
                widget=long_box(2),
            )

    def rows(self) -> Iterator[tuple[int, str, str, BoundField, BoundField, BoundField]]:
        for number, title, what in self.tested:
            yield number, title, what, self[f"taken_{number}"], self[f"namely_{number}"], self[f"because_{number}"]

    def clean(self) -> dict[str, object]:
        for number, one in self.items().items():
            try:
                checked_items({number: one}, tested=[number])
            except RuleBroken as broken:
                self.add_error(f"{BOXES.get(broken.code, 'because')}_{number}", sentence_of(broken))
        return self.cleaned_data

    def items(self) -> dict[int, ItemDecision]:
        """What was said so far: an item about which nothing was chosen is missing."""
        data = self.cleaned_data
        return {
            number: ItemDecision(
                Taken(data[f"taken_{number}"]), data.get(f"namely_{number}", ""), data.get(f"because_{number}", "")
            )
            for number, _title, _what in self.tested
            if data.get(f"taken_{number}")
        }


@page(f"{CASE}besluit/", "decision")
@require_http_methods(["GET", "POST"])
def decision_page(request: HttpRequest, address: str) -> HttpResponse:
    seen = visit(request, address)
    sheet = test_sheet(seen.case_id, viewer=seen.seat)
    if request.method == "POST":
        return _record(request, inside(request, address), sheet)
    asked = sheet.decision is None or "again" in request.GET
    may = sheet.is_met and Action.RECORD_DECISION in sheet.head.can
    form = read_by(DecisionForm(None, sheet), sheet.head, **_read_in(sheet)) if may and asked else None
    label = gettext("Answer") if Action.ANSWER_DOUBTS in sheet.head.can else gettext("This is not right")
    more: dict[str, object] = {
        "form": form,
        "may": may,
        "told": _told(sheet),
        "to_doubt": _to_doubt(sheet),
        "doubt_label": label,
    }
    return show_case(request, "decision/decision", sheet, status=200, doubts=sheet.doubts, **more)


def _record(request: HttpRequest, here: Inside, sheet: TestSheet) -> HttpResponse:
    check_may(sheet.head, Action.RECORD_DECISION)
    form, read = read_by(DecisionForm(request.POST, sheet), sheet.head, **_read_in(sheet)), version_read(request)
    if form.is_valid():
        asked = RecordDecision(
            form.cleaned_data["text"],
            form.cleaned_data["decided_on"],
            items=form.items(),
            rights=form.cleaned_data["rights"],
            read=read,
        )
        thanks = gettext("The decision is now shown beside the plan.")
        if done(request, form, here, record_decision, asked, thanks=thanks):
            return redirect("decision", here.address)
        sheet = test_sheet(here.case_id, viewer=here.seat)
    told = {"form": form, "may": True, "read": read, "told": _told(sheet)}
    return show_case(request, "decision/decision", sheet, status=422, **told)


def _read_in(sheet: TestSheet) -> dict[str, str]:
    boxes = [f"{box}_{number}" for number, _title, _what in sheet.tested for box in ("namely", "because")]
    return dict.fromkeys(["text", "rights", *boxes], "plan")


def _told(sheet: TestSheet) -> Beside:
    """What the page says beside the form: each item as it was tested, with what the decision says otherwise."""
    return beside_the_plan(sheet.decision, [(number, title) for number, title, _what in sheet.plan])


def _to_doubt(sheet: TestSheet) -> list[int]:
    """Of which items who looks can say now that something is not right, or can answer that."""
    can, until = sheet.head.can, sheet.doubts_until
    if Action.ANSWER_DOUBTS in can:
        return [number for number, one in sheet.doubts.items() if not one.answer]
    if Action.DOUBT_DECISION not in can or sheet.decision is None or until is None or clock.now() >= until:
        return []
    mine = {number for number, one in sheet.doubts.items() if one.is_mine}
    return [number for number, _title, _what in sheet.decision.tested if number not in mine]
