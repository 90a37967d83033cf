"""Pages about the promise: what people may decide, and what the organisation does in return."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.frames.queries import FramesSheet, frames_sheet
from gedragen.edge.asking import inside, visit
from gedragen.method.frames import NEVER_BY_SILENCE
from gedragen.method.promise import LONGEST_TERM, PromiseText, Rung, Silence
from gedragen.pages.addresses import CASE, page
from gedragen.pages.frames.later_words import late_lines
from gedragen.pages.frames.words import RUNG_CHOICE
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import day_box, likely_day, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty

FIRST_TERM = 14
FIRST_SILENCE_TERM = 7


class PromiseForm(forms.Form):
    """The whole promise on one page."""

    rung = forms.TypedChoiceField(
        label=_("What may people decide?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(rung.value, words) for rung, words in RUNG_CHOICE.items()],
    )
    brings = forms.CharField(
        label=_("What do you bring?"),
        help_text=_("For instance room, money, or hours of somebody who helps."),
        widget=long_box(3),
        error_messages=when_empty("promise-needs-what-it-brings"),
    )
    answer_days = forms.IntegerField(
        label=_("Within how many days do you answer whether the plan fits?"),
        help_text=_("Whole days, from the day on which you are asked."),
        widget=forms.NumberInput(attrs={"min": 1, "max": LONGEST_TERM}),
    )
    silence = forms.ChoiceField(
        label=_("And what if you do not answer in time?"),
        widget=forms.RadioSelect,
        choices=[
            (
                Silence.COUNTS_AS_MET.value,
                _("Then it counts as fitting\nA limit about law or safety never counts as met by silence."),
            ),
            (
                Silence.GOES_TO.value,
                _("Then the question goes to somebody else\nFor instance your manager, who then must answer."),
            ),
        ],
    )
    silence_to = forms.CharField(label=_("Who does the question go to then?"), required=False, max_length=300)
    silence_days = forms.IntegerField(
        label=_("Within how many days does that person answer?"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "max": LONGEST_TERM}),
    )
    fallback = forms.CharField(
        label=_("What happens if there is no plan?"),
        help_text=_("People want to know this beforehand. Write it without a threat."),
        widget=long_box(3),
        error_messages=when_empty("promise-needs-fallback"),
    )
    promised_by = forms.CharField(
        label=_("Who promises this?"), max_length=300, error_messages=when_empty("promise-needs-name")
    )
    mandate = forms.CharField(
        label=_("With what mandate?"),
        help_text=_("For instance: decision of the board of 12 January."),
        max_length=300,
        error_messages=when_empty("promise-needs-mandate"),
    )
    promised_on = forms.DateField(label=_("When was this decided?"), widget=day_box(), validators=[likely_day])

    def __init__(self, *args: object, needs_name: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if needs_name:
            self.fields["silence_to"].help_text = _("Needed, because one of your limits is about law or safety.")

    def promise(self) -> PromiseText:
        data = self.cleaned_data
        return PromiseText(
            rung=Rung(data["rung"]),
            brings=data["brings"],
            answer_days=data["answer_days"],
            silence=Silence(data["silence"]),
            silence_to=data["silence_to"],
            silence_days=data["silence_days"] or 0,
            fallback=data["fallback"],
            promised_by=data["promised_by"],
            mandate=data["mandate"],
            promised_on=data["promised_on"],
        )


@page(f"{CASE}belofte/", "promise")
@require_http_methods(["GET", "POST"])
def promise_page(request: HttpRequest, address: str) -> HttpResponse:
    """To read for anyone; to write, one page, for who sets the limits."""
    seen = visit(request, address)
    sheet = frames_sheet(seen.case_id, viewer=seen.seat)
    if request.method == "POST":
        return _write(request, address)
    may_write = Action.WRITE_PROMISE in sheet.head.can
    if may_write and (sheet.promise is None or "change" in request.GET):
        return show_case(request, "promise/write", sheet, form=_form(request, sheet))
    return show_case(request, "promise/read", sheet, may_write=may_write, **_read(sheet))


@page(f"{CASE}belofte/bevestigen/", "promise_confirm")
@require_POST
def promise_confirm_page(request: HttpRequest, address: str) -> HttpResponse:
    """The person with the mandate stands for this version, and for the limits as they are."""
    here = inside(request, address)
    version, frames = version_read(request), _frames_read(request)
    thanks = gettext("Thank you. The promise is confirmed. Everyone can read that you stand behind it.")
    if done(request, None, here, confirm_promise, ConfirmPromise(version, frames=tuple(frames)), thanks=thanks):
        return redirect("promise", address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    return show_case(request, "promise/read", sheet, status=422, may_write=True, **_read(sheet))


@page(f"{CASE}belofte/zo-lezen-mensen-het/", "promise_preview")
def promise_preview_page(request: HttpRequest, address: str) -> HttpResponse:
    """How people will read it in their welcome."""
    seen = inside(request, address)
    sheet = frames_sheet(seen.case_id, viewer=seen.seat)
    check_may(sheet.head, Action.WRITE_PROMISE)
    return show_case(request, "promise/preview", sheet, to_confirm=_to_confirm(sheet))


def _write(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.WRITE_PROMISE)
    form, read = _form(request, sheet), version_read(request)
    if form.is_valid() and done(
        request,
        form,
        here,
        write_promise,
        WritePromise(form.promise(), version=read),
    ):
        return redirect("promise_preview", address)
    newest = frames_sheet(here.case_id, viewer=here.seat)
    return show_case(request, "promise/write", newest, status=422, form=form, read=read)


def _frames_read(request: HttpRequest) -> list[tuple[int, int]]:
    """The limits that the page showed, as (number, version)."""
    told = re.findall(r"([0-9]{1,8})\.([0-9]{1,8})", request.POST.get("frames", ""))
    return [(int(number), int(version)) for number, version in told]


def _form(request: HttpRequest, sheet: FramesSheet) -> PromiseForm:
    needs_name = any(frame.kind in NEVER_BY_SILENCE for frame in sheet.frames)
    form = PromiseForm(request.POST or None, initial=_initial(sheet, clock.now()), needs_name=needs_name)
    return read_by(form, sheet.head, "open", rung="open")


def _initial(sheet: FramesSheet, at: datetime) -> dict[str, object]:
    """What stood before; at first the terms most people choose."""
    old, me = sheet.promise, sheet.head.me
    if old is None:
        name = me.name if me is not None and me.has_mandate else ""
        start = {"answer_days": FIRST_TERM, "silence_days": FIRST_SILENCE_TERM, "promised_by": name}
        return start | {"promised_on": timezone.localdate(at)}
    kept = ("brings", "answer_days", "silence_to", "fallback", "promised_by", "mandate", "promised_on")
    found: dict[str, object] = {name: getattr(old, name) for name in kept}
    return found | {
        "rung": old.rung.value,
        "silence": old.silence.value,
        "silence_days": old.silence_days or FIRST_SILENCE_TERM,
    }


def _read(sheet: FramesSheet) -> dict[str, Any]:
    """What the page says beside the promise itself."""
    return {"to_confirm": _to_confirm(sheet), "late": late_lines(sheet.late)}


def _to_confirm(sheet: FramesSheet) -> bool:
    return sheet.promise is not None and sheet.promise.confirmed_at is None and Action.CONFIRM_PROMISE in sheet.head.can
