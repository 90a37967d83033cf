"""How a situation presents itself, how much tension there is, and the facilitator's own declarations."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.preparing.commands.preparation import ExceptOpposition, except_opposition
from gedragen.cases.preparing.queries import information_sheet
from gedragen.cases.starting.commands import opening
from gedragen.cases.state.head import CaseHead, case_head
from gedragen.edge.asking import Inside, inside
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import choice_read, done, not_now, version_read
from gedragen.pages.house.case_page import HeadOnly, show_case
from gedragen.pages.house.form import choice_field, long_box, phone_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import LEVEL, ROOM
from gedragen.pages.starting.words import RULES


def title_field() -> forms.CharField:
    return forms.CharField(
        label=_("What do we call it?"),
        help_text=_("A short name, for instance “Huize Lydia”. It appears on every page and every card."),
        max_length=80,
        error_messages=when_empty("needs-title"),
    )


def question_field() -> forms.CharField:
    return forms.CharField(
        label=_("What is the question?"),
        help_text=_("In the words of the people themselves. A question, not a solution."),
        widget=long_box(3),
        error_messages=when_empty("question-needs-text"),
    )


def story_field() -> forms.CharField:
    return forms.CharField(
        label=_("What is going on?"),
        help_text=_("Two or three sentences. Name nobody who did not agree to it."),
        widget=long_box(4),
        error_messages=when_empty("needs-story"),
    )


def meeting_field() -> forms.CharField:
    return forms.CharField(
        label=_("When do people meet?"),
        help_text=_("For instance: every Tuesday at 20:00 in the large hall."),
        required=False,
        max_length=300,
    )


def introduction_of(data: Mapping[str, Any]) -> opening.Introduction:
    """What these four fields say together."""
    return opening.Introduction(data["title"], data["question"], data["story"], data["meeting"])


class IntroductionForm(forms.Form):
    title = title_field()
    question = question_field()
    story = story_field()
    meeting = meeting_field()


class LevelForm(forms.Form):
    level = forms.ChoiceField(
        label=_("How much tension is there now?"),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Needed when there is less tension than before."),
        widget=long_box(3),
        required=False,
    )
    readers: Mapping[str, object] = {"reason": ROOM["circle"]}
    kept_in: Mapping[str, str] = {"reason": "circle"}

    def __init__(self, *args: object, levels: Collection[Level], is_demo: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choice_field(self, "level").choices = level_choices(levels, is_demo=is_demo)


def level_choices(levels: Collection[Level], *, is_demo: bool) -> list[tuple[str, str]]:
    """Each with what it means, and of a conflict why it can only be acted out for now."""
    only_here = gettext("For now this can be tried out in the example only: people cannot stop it yet, or be apart.")
    why = only_here if is_demo else str(RULES["conflict-only-in-demo"].text)
    told = {one: LEVEL[one] for one in Level if one in levels}
    return [(one.value, f"{text}\n{why}" if one is Level.CONFLICT else str(text)) for one, text in told.items()]


class IndependenceForm(forms.Form):
    independence = forms.CharField(
        label=_("Why are you independent?"),
        help_text=_("With your name and today's date."),
        widget=long_box(3),
        error_messages=when_empty("needs-independence"),
    )
    phone = forms.CharField(
        label=_("On which number can people call you?"),
        max_length=60,
        widget=phone_box(),
        error_messages=when_empty("needs-phone"),
    )


class ExceptionForm(forms.Form):
    text = forms.CharField(
        label=_("Why can deciding begin without another view?"),
        help_text=_("Write who you asked, and what they said."),
        widget=long_box(4),
        error_messages=when_empty("exception-needs-text"),
    )


@page(f"{OVERVIEW}inleiding/", "introduce")
@require_http_methods(["GET", "POST"])
def introduce_page(request: HttpRequest, address: str) -> HttpResponse:
    here, head = _here(request, address, Action.INTRODUCE)
    now = {"title": head.title, "question": head.question, "story": head.story, "meeting": head.meeting}
    form, read = read_by(IntroductionForm(request.POST or None, initial=now), head, "open"), version_read(request)
    if head.phase is not Phase.STARTING:
        # People said yes to this question: the page shows it, and asks for the rest.
        form.fields["question"].disabled = True
    if form.is_valid():
        data = introduction_of(form.cleaned_data)
        asked = opening.Introduce(data, read=read)
        if done(request, form, here, opening.introduce, asked, thanks=gettext("This is how it reads now.")):
            return redirect("cockpit", address)
        head = case_head(here.case_id, viewer=here.seat)
    return _show(request, "starting/introduce", head, form, read=read)


@page(f"{OVERVIEW}niveau/", "level")
@require_http_methods(["GET", "POST"])
def level_page(request: HttpRequest, address: str) -> HttpResponse:
    here, head = _here(request, address, Action.SET_LEVEL)
    levels = head.approach.levels if head.approach is not None else frozenset(Level)
    form = LevelForm(request.POST or None, initial={"level": head.level}, levels=levels, is_demo=head.is_demo)
    if form.is_valid():
        level, reason = Level(form.cleaned_data["level"]), form.cleaned_data["reason"]
        was = choice_read(request)
        asked = opening.SetLevel(level, was=was, reason=reason)
        if done(request, form, here, opening.set_level, asked, thanks=gettext("The level is set.")):
            return redirect("cockpit", address)
        head = case_head(here.case_id, viewer=here.seat)
    return _show(request, "starting/level", head, form)


@page(f"{OVERVIEW}onafhankelijk/", "independence")
@require_http_methods(["GET", "POST"])
def independence_page(request: HttpRequest, address: str) -> HttpResponse:
    here, head = _here(request, address, Action.DECLARE_INDEPENDENCE)
    form = read_by(IndependenceForm(request.POST or None), head, "open")
    if form.is_valid():
        text, phone = form.cleaned_data["independence"], form.cleaned_data["phone"]
        asked = opening.DeclareIndependence(text, phone=phone)
        thanks = gettext("Your declaration has been recorded.")
        if done(request, form, here, opening.declare_independence, asked, thanks=thanks):
            return redirect("cockpit", address)
    return _show(request, "starting/independence", head, form)


@page(f"{OVERVIEW}zonder-tegenspraak/", "exception")
@require_http_methods(["GET", "POST"])
def exception_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = information_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.EXCEPT_OPPOSITION)
    if sheet.sides_asked and request.method == "GET":
        not_now(request, "except-one-side")
        return redirect("sides", address)
    now = {"text": sheet.exception.text if sheet.exception else ""}
    form = read_by(ExceptionForm(request.POST or None, initial=now), sheet.head, text="open")
    read = version_read(request)
    if form.is_valid():
        asked = ExceptOpposition(form.cleaned_data["text"], read=read)
        if done(request, form, here, except_opposition, asked, thanks=gettext("Everyone can read this now.")):
            return redirect("cockpit", address)
        sheet = information_sheet(here.case_id, viewer=here.seat)
    return show_case(request, "starting/exception", sheet, form=form, read=read, status=422 if form.errors else 200)


def _here(request: HttpRequest, address: str, action: Action) -> tuple[Inside, CaseHead]:
    here = inside(request, address)
    head = case_head(here.case_id, viewer=here.seat)
    check_may(head, action)
    return here, head


def _show(request: HttpRequest, page: str, head: CaseHead, form: forms.Form, **told: object) -> HttpResponse:
    return show_case(request, page, HeadOnly(head), form=form, status=422 if form.errors else 200, **told)
