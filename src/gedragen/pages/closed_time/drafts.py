"""What lies on the table in closed time: put down, changed, taken off, by those inside alone. And photos of paper."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gedragen.access.doing import Action, NotFound
from gedragen.cases.closed_time.commands import (
    ChangeDraft,
    DraftText,
    RemoveDraft,
    WriteDraft,
    change_draft,
    remove_draft,
    write_draft,
)
from gedragen.cases.closed_time.queries import DraftSheet, closed_time_sheet, draft_sheet, photo_of
from gedragen.edge.asking import Inside, inside
from gedragen.method.broken import RuleBroken
from gedragen.pages.addresses import CASE, page
from gedragen.pages.closed_time.closed_time import time_of
from gedragen.pages.house.acting import done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box, photo_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import sentence_of, when_empty
from gedragen.pages.house.uploads import photo_in
from gedragen.pages.house.words import ROOM


class DraftForm(forms.Form):
    title = forms.CharField(
        label=_("What is it called, in a few words?"), max_length=120, error_messages=when_empty("item-needs-title")
    )
    text = forms.CharField(
        label=_("What did you think of?"),
        help_text=_("Write out what is on the paper. A list is fine."),
        widget=long_box(6),
        error_messages=when_empty("draft-needs-text"),
    )
    photo = forms.FileField(
        label=_("A photo of the paper"),
        help_text=_("So that everyone recognises it. What counts is what you write out above."),
        required=False,
        widget=photo_box(),
    )
    readers: ClassVar = {"title": ROOM["closed"], "text": ROOM["closed"]}

    def draft(self) -> DraftText:
        return DraftText(self.cleaned_data["title"], self.cleaned_data["text"], photo_in(self))


@page(f"{CASE}onder-elkaar/<number:room>/nieuw/", "draft_new")
@require_http_methods(["GET", "POST"])
def draft_new_page(request: HttpRequest, address: str, room: int) -> HttpResponse:
    here = inside(request, address)
    sheet = closed_time_sheet(here.case_id, viewer=here.seat, number=room)
    check_may(sheet.head, Action.WRITE_DRAFT)
    time = time_of(sheet, room)
    if not time.i_am_in:
        raise NotFound
    if request.method == "GET" and time.ended_at is not None:
        not_now(request, "closed-time-is-over")
        return redirect("closed_time", address)
    form = DraftForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        asked = WriteDraft(room, form.draft())
        if done(request, form, here, write_draft, asked, thanks=gettext("It is on the table.")):
            return redirect("closed_time", address)
    return show_case(request, "closed_time/write", sheet, form=form, status=422 if form.errors else 200)


@page(f"{CASE}onder-elkaar/<number:room>/<number:number>/", "draft")
@require_http_methods(["GET", "POST"])
def draft_page(request: HttpRequest, address: str, room: int, number: int) -> HttpResponse:
    here = inside(request, address)
    try:
        sheet = draft_sheet(here.case_id, room, number, viewer=here.seat)
    except NotFound:
        return _taken_off(request, here, room)
    check_may(sheet.head, Action.WRITE_DRAFT)
    form, read = _form_of(request, sheet), version_read(request)
    if request.method == "POST" and form.is_valid():
        asked = ChangeDraft(room, number, form.draft(), version=read)
        if done(request, form, here, change_draft, asked, thanks=gettext("Changed.")):
            return redirect("closed_time", address)
        sheet = draft_sheet(here.case_id, room, number, viewer=here.seat)
    status = 422 if form.errors else 200
    return show_case(request, "closed_time/change", sheet, form=form, read=read, status=status)


@page(f"{CASE}onder-elkaar/<number:room>/<number:number>/weg/", "draft_remove")
@require_POST
def draft_remove_page(request: HttpRequest, address: str, room: int, number: int) -> HttpResponse:
    here = inside(request, address)
    thanks = gettext("It is off the table. A backup can still hold it, locked, until that backup is thrown away.")
    done(request, None, here, remove_draft, RemoveDraft(room, number), thanks=thanks)
    return redirect("closed_time", address)


@page(f"{CASE}foto/<number:number>/", "photo")
@require_safe
def photo_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Sent to whom its room is for, and kept by no browser and by nothing in between."""
    here = inside(request, address)
    answer = HttpResponse(photo_of(here.case_id, number, viewer=here.seat), content_type="image/jpeg")
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Disposition"] = "inline"
    return answer


def _taken_off(request: HttpRequest, here: Inside, room: int) -> HttpResponse:
    """Somebody took it off the table meanwhile. What was typed can be put down anew. Raises NotFound outside."""
    sheet = closed_time_sheet(here.case_id, viewer=here.seat, number=room)
    time = time_of(sheet, room)
    if request.method != "POST" or not time.i_am_in or time.ended_at is not None:
        raise NotFound
    check_may(sheet.head, Action.WRITE_DRAFT)
    form = DraftForm(request.POST, request.FILES)
    form.add_error(None, sentence_of(RuleBroken("draft-is-gone")))
    anew = reverse("draft_new", args=[here.address, room])
    return show_case(request, "closed_time/write", sheet, form=form, anew=anew, status=422)


def _form_of(request: HttpRequest, sheet: DraftSheet) -> DraftForm:
    first = {"title": sheet.draft.title, "text": sheet.draft.text}
    return DraftForm(request.POST or None, request.FILES or None, initial=first)
