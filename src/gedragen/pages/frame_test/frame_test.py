"""The frame test: the one question to the authority afterwards, and for everyone what was asked and answered."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.frame_test.commands.frame_test import GiveInformation, GiveVerdicts, give_information, give_verdicts
from gedragen.cases.frame_test.queries import TestCard, TestedFrame, TestSheet, test_sheet
from gedragen.edge.asking import Inside, inside, visit
from gedragen.edge.numbers import whole_number
from gedragen.method.broken import RuleBroken
from gedragen.method.frame_test import GivenVerdict, Verdict, checked
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choices_in_line, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.refusals import typed
from gedragen.pages.house.rules import sentence_of, when_empty
from gedragen.pages.templatetags.theirs import theirs

CHOICES: list[tuple[str, str | Promise]] = [(Verdict.MET, _("Fits")), (Verdict.NOT_MET, _("Does not fit"))]
MISSING: tuple[str, str | Promise] = (Verdict.NEEDS_INFORMATION, _("Something is missing"))


class VerdictsForm(forms.Form):
    """One row per frame of the open test: a choice, and one box for what must change or what is missing."""

    test = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: object, test: TestCard) -> None:
        super().__init__(data, initial={"test": test.number})  # type: ignore[arg-type]
        self.tested = test.frames
        for row in test.frames:
            self._add(row)

    def _add(self, row: TestedFrame) -> None:
        number, verdict = row.frame.number, row.verdict
        # Information is asked once per frame: after that the choice is gone.
        self.fields[f"verdict_{number}"] = forms.ChoiceField(
            label=theirs(row.frame.text),
            required=False,
            widget=choices_in_line(),
            choices=[*CHOICES, MISSING] if row.may_ask else CHOICES,
            initial=verdict.verdict.value if verdict and verdict.verdict is not Verdict.NEEDS_INFORMATION else None,
        )
        self.fields[f"text_{number}"] = forms.CharField(
            label=_("What must change so that it does fit? Or: what exactly are you missing?"),
            required=False,
            widget=long_box(3),
            initial=verdict.text if verdict else "",
        )

    def rows(self) -> Iterator[tuple[TestedFrame, BoundField, BoundField]]:
        for row in self.tested:
            number = row.frame.number
            yield row, self[f"verdict_{number}"], self[f"text_{number}"]

    def clean(self) -> dict[str, object]:
        for number, given in self.verdicts().items():
            may_ask = next(row.may_ask for row in self.tested if row.frame.number == number)
            try:
                checked(given, asked_before=not may_ask)
            except RuleBroken as broken:
                self.add_error(f"text_{number}", sentence_of(broken))
        return self.cleaned_data

    def verdicts(self) -> dict[int, GivenVerdict]:
        """What is said anew: a row that was answered before and did not change is not answered again."""
        changes = {}
        for row in self.tested:
            verdict = self.cleaned_data.get(f"verdict_{row.frame.number}")
            if verdict:
                text = self.cleaned_data.get(f"text_{row.frame.number}", "") if verdict != Verdict.MET else ""
                given = GivenVerdict(Verdict(verdict), text)
                if row.verdict is None or (row.verdict.verdict, row.verdict.text) != (given.verdict, given.text):
                    changes[row.frame.number] = given
        return changes


class InformationForm(forms.Form):
    """What the authority said it was missing."""

    text = forms.CharField(
        label=_("What do you know about it?"),
        help_text=_("Write the information, or where to find it."),
        widget=long_box(),
        error_messages=when_empty("information-needs-text"),
    )


@page(f"{CASE}toets/", "frame_test")
@require_http_methods(["GET", "POST"])
def frame_test_page(request: HttpRequest, address: str) -> HttpResponse:
    seen = visit(request, address)
    sheet = test_sheet(seen.case_id, viewer=seen.seat)
    test = next((one for one in sheet.tests if one.closed_at is None), None)
    if request.method == "POST":
        return _give(request, inside(request, address), sheet, test)
    asks = test is not None and Action.TEST_FRAMES in sheet.head.can
    form = read_by(VerdictsForm(None, test), sheet.head, "plan") if test is not None and asks else None
    return show_case(
        request,
        "frame_test/test",
        sheet,
        test=test,
        form=form,
        newest=_newest(sheet),
    )


@page(f"{CASE}toets/<number:test>/<number:frame>/", "give_information")
@require_http_methods(["GET", "POST"])
def give_information_page(request: HttpRequest, address: str, test: int, frame: int) -> HttpResponse:
    """For the people: what the authority misses on one frame."""
    here = inside(request, address)
    sheet = test_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.GIVE_INFORMATION)
    asked = _frame_asked(sheet, test, frame)
    form = read_by(InformationForm(request.POST or None), sheet.head, text="plan")
    thanks = gettext("Thank you. The organisation gets a message, and can now answer.")
    if form.is_valid() and done(
        request, form, here, give_information, GiveInformation(test, frame, form.cleaned_data["text"]), thanks=thanks
    ):
        return redirect("frame_test", address)
    return show_case(
        request, "frame_test/information", sheet, status=422 if form.is_bound else 200, form=form, asked=asked
    )


def _give(request: HttpRequest, here: Inside, sheet: TestSheet, test: TestCard | None) -> HttpResponse:
    check_may(sheet.head, Action.TEST_FRAMES)
    if test is None:
        return _too_late(request, here, sheet)
    form = read_by(VerdictsForm(request.POST, test), sheet.head, "plan")
    if form.is_valid():
        asked = GiveVerdicts(form.cleaned_data["test"], form.verdicts())
        if done(request, form, here, give_verdicts, asked, thanks=gettext("Your answer has been saved.")):
            return redirect("frame_test", here.address)
    return show_case(
        request,
        "frame_test/test",
        sheet,
        status=422,
        test=test,
        form=form,
        newest=_newest(sheet),
    )


def _too_late(request: HttpRequest, here: Inside, sheet: TestSheet) -> HttpResponse:
    """It was answered, or the plan changed, while this page stood open: it says what holds now, and gives words back.

    Whose own answer ended it, and who sent it twice, is told nothing new.
    """
    number = whole_number(request.POST.get("test", "")) or 0
    if done(request, None, here, give_verdicts, GiveVerdicts(number, {})):
        return redirect("frame_test", here.address)
    told = {"test": None, "form": None, "newest": _newest(sheet), "typed": typed(request)}
    return show_case(request, "frame_test/test", sheet, status=422, **told)


def _newest(sheet: TestSheet) -> TestCard | None:
    return sheet.tests[0] if sheet.tests else None


def _frame_asked(sheet: TestSheet, test: int, frame: int) -> TestedFrame:
    rows = [row for one in sheet.tests if one.number == test and one.closed_at is None for row in one.frames]
    found = next((row for row in rows if row.frame.number == frame and row.verdict is not None), None)
    if found is None or found.verdict is None or found.verdict.verdict is not Verdict.NEEDS_INFORMATION:
        raise NotFound
    return found
