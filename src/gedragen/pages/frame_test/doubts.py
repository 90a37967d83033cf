"""What people say is not right in the formal decision, item by item, and the one answer to it."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action, NotFound
from gedragen.cases.engine.act import Act
from gedragen.cases.frame_test.commands.doubts import AnswerDoubts, DoubtDecision, answer_doubts, doubt_decision
from gedragen.cases.frame_test.queries import TestSheet, test_sheet
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty
from gedragen.pages.plan.plan_lines import beside_the_plan


class DoubtForm(forms.Form):
    text = forms.CharField(widget=long_box(4))


@dataclass(frozen=True)
class Asks:
    """What the page asks of who looks. `empty`, `refusal`: codes of what a blank box is told, and of why not now."""

    act: Act[object, object]
    asked: type
    title: str
    lead: str
    label: str
    button: str
    thanks: str
    empty: str
    refusal: str


@page(f"{CASE}besluit/klopt-niet/<number:number>/", "doubts")
@require_http_methods(["GET", "POST"])
def doubts_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = test_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.DOUBT_DECISION, Action.ANSWER_DOUBTS)
    beside = _beside(sheet, number)
    asks = _answers(sheet, number) if Action.ANSWER_DOUBTS in sheet.head.can else _doubts(sheet, number)
    if request.method == "GET" and asks.refusal:
        not_now(request, asks.refusal)
        return redirect("decision", address)
    form = DoubtForm(request.POST or None)
    form.fields["text"].label = asks.label
    form.fields["text"].error_messages |= when_empty(asks.empty)
    read_by(form, sheet.head, text="plan")
    if request.method == "POST" and form.is_valid():
        act = asks.asked(version_read(request), number, form.cleaned_data["text"])
        if done(request, form, here, asks.act, act, thanks=asks.thanks):
            return redirect("decision", address)
    status = 422 if form.errors else 200
    return show_case(request, "decision/doubt", sheet, status=status, form=form, asks=asks, **beside)


def _beside(sheet: TestSheet, number: int) -> dict[str, object]:
    """The line of that item, and what was said of it."""
    told = beside_the_plan(sheet.decision, [(one, title) for one, title, _what in sheet.plan])
    for line in told.lines:
        if line[0] == number:
            return {"line": line, "told": told, "doubt": sheet.doubts.get(number)}
    raise NotFound


def _doubts(sheet: TestSheet, number: int) -> Asks:
    card, until = sheet.doubts.get(number), sheet.doubts_until
    is_late = until is not None and clock.now() >= until
    refusal = "doubted-already" if card is not None and card.is_mine else "doubt-is-too-late" if is_late else ""
    return Asks(
        act=doubt_decision,
        asked=DoubtDecision,
        title=gettext("This is not right"),
        lead=gettext(
            "Does the decision say something else here than what is told of it? Say what. It is counted and answered "
            "once. It changes nothing by itself."
        ),
        label=gettext("What is not right?"),
        button=gettext("Say that this is not right"),
        thanks=gettext("Thank you. It stands beside the decision, without your name. It gets one answer."),
        empty="doubt-needs-text",
        refusal=refusal,
    )


def _answers(sheet: TestSheet, number: int) -> Asks:
    card = sheet.doubts.get(number)
    refusal = "nobody-doubts-it" if card is None else "doubts-are-answered" if card.answer else ""
    return Asks(
        act=answer_doubts,
        asked=AnswerDoubts,
        title=gettext("People say: this is not right"),
        lead=gettext(
            "Answer all of them at once. Are they right? Then say so, and write down a newer decision afterwards."
        ),
        label=gettext("Your answer"),
        button=gettext("Answer"),
        thanks=gettext("Thank you. Everyone can read your answer beside the decision."),
        empty="doubt-answer-needs-text",
        refusal=refusal,
    )
