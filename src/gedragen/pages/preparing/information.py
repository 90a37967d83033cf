"""What we know and from whom: questions, answers, "that we do not know", and the first voices."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Action, NotFound
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.preparing.queries import InformationSheet, information_sheet
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field, long_box
from gedragen.pages.house.permission import check_may


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("What do you want to know?"), widget=long_box(4))
    to = forms.TypedChoiceField(
        label=_("Who may know this?"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    readers: ClassVar = {"text": _("Everyone who takes part can read this, and the people who give information.")}
    kept_in: ClassVar = {"text": "information"}


class KnownForm(forms.Form):
    """An answer in plain words. The other button says that one does not know, with or without words.

    Who guides decides nothing and has no opinion of it: they say how it goes, or pass on what somebody knows.
    """

    text = forms.CharField(
        label=_("Your answer"),
        widget=long_box(5),
        error_messages={"required": _("Write an answer, or choose that you do not know.")},
    )
    whose = forms.ChoiceField(
        label=_("Whose answer is this?"),
        choices=(
            ("source", _("I pass it on\nYou asked somebody who knows it.")),
            ("process", _("It is about how this goes\nFor instance when a meeting is, or how a round works.")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose answer it is.")},
    )
    source = forms.CharField(label=_("From whom did you hear it?"), required=False, max_length=200)
    readers: ClassVar = {
        "text": _("Everyone who takes part can read this, with your name."),
        "source": _("Everyone who takes part can read this, beside the answer."),
    }
    kept_in: ClassVar = {"text": "information", "source": "information"}

    def __init__(self, data: QueryDict | None, *, guides: bool) -> None:
        super().__init__(data)
        is_known = data is None or "unknown" not in data
        self.fields["text"].required = self.fields["whose"].required = is_known
        if not guides:
            del self.fields["whose"], self.fields["source"]


@page(f"{CASE}informatie/", "information")
def information_page(request: HttpRequest, address: str) -> HttpResponse:
    me = inside(request, address)
    sheet = information_sheet(me.case_id, viewer=me.seat)
    return show_case(request, "information/information", sheet, waiting=_waiting(sheet))


@page(f"{CASE}informatie/vraag/", "ask_question")
def ask_question_page(request: HttpRequest, address: str) -> HttpResponse:
    me = inside(request, address)
    sheet = information_sheet(me.case_id, viewer=me.seat)
    check_may(sheet.head, Action.ASK_QUESTION)
    form = _question_form(request, sheet)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = AskQuestion(said["text"], to=said["to"])
        if done(request, form, me, ask_question, asked, thanks=gettext("Your question has been asked.")):
            return redirect("information", address)
    return show_case(request, "information/ask", sheet, form=form, status=422 if form.errors else 200)


@page(f"{CASE}informatie/vraag/<number:number>/", "answer_question")
def answer_question_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    sheet = information_sheet(me.case_id, viewer=me.seat, question=number)
    question = next(iter(sheet.questions), None)
    if question is None:
        raise NotFound
    guides = sheet.head.me is not None and sheet.head.me.guides
    form = KnownForm(request.POST or None, guides=guides)
    if request.method == "POST" and form.is_valid():
        asked = _answer(number, form.cleaned_data, unknown="unknown" in request.POST)
        if done(request, form, me, answer_question, asked, thanks=gettext("Thank you. Everyone can read it now.")):
            return redirect("information", address)
    return show_case(
        request, "information/question", sheet, form=form, question=question, status=422 if form.errors else 200
    )


def _answer(number: int, typed: Mapping[str, Any], *, unknown: bool) -> AnswerQuestion:
    whose = typed.get("whose")
    return AnswerQuestion(
        number,
        typed["text"],
        is_unknown=unknown,
        about_process=whose == "process",
        source=typed["source"] if whose == "source" else "",
    )


def _waiting(sheet: InformationSheet) -> int:
    """How many questions still wait for an answer."""
    return sum(not one.answers for one in sheet.questions)


def _question_form(request: HttpRequest, sheet: InformationSheet) -> QuestionForm:
    form = QuestionForm(request.POST or None, initial={"to": ""})
    unknown = gettext("I do not know whom to ask\nThen everyone who gives information can answer.")
    choice_field(form, "to").choices = [("", unknown), *((one.seat_id, one.name) for one in sheet.professionals)]
    return form
