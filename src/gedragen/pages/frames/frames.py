"""Pages about the frames: what stands fast, and every version that ever stood."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.frames.commands.frames import RemoveFrame, WriteFrame, remove_frame, write_frame
from gedragen.cases.frames.commands.later import ChangeFrame, change_frame
from gedragen.cases.frames.queries import FrameCard, FramesSheet, frames_sheet
from gedragen.edge.asking import Inside, inside, visit
from gedragen.method.frames import FrameChange
from gedragen.pages.addresses import CASE, page
from gedragen.pages.frames.forms import CHANGES, LATER, FrameForm
from gedragen.pages.frames.later_words import fixed_since, late_lines
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.templatetags.theirs import theirs, with_theirs

# In this order: once frames are frozen, the reason of a refusal is that of changing one.
WRITES = (Action.CHANGE_FRAME, Action.WRITE_FRAME)


@page(f"{CASE}grenzen/", "frames")
def frames_page(request: HttpRequest, address: str) -> HttpResponse:
    seen = visit(request, address)
    sheet = frames_sheet(seen.case_id, viewer=seen.seat)
    told: dict[str, Any] = {"late": late_lines(sheet.late), "fixed": fixed_since(sheet.frames, sheet.head)}
    return show_case(request, "frames/frames", sheet, histories=_histories(sheet), writes=_act(sheet), **told)


@page(f"{CASE}grenzen/nieuw/", "frame_new")
@require_http_methods(["GET", "POST"])
def frame_new_page(request: HttpRequest, address: str) -> HttpResponse:
    return _write(request, inside(request, address), None)


@page(f"{CASE}grenzen/<number:number>/", "frame_edit")
@require_http_methods(["GET", "POST"])
def frame_edit_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    return _write(request, inside(request, address), number)


@page(f"{CASE}grenzen/<number:number>/weg/", "frame_remove")
@require_http_methods(["GET", "POST"])
def frame_remove_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.WRITE_FRAME)
    if request.method == "POST":
        version = version_read(request)
        thanks = gettext("The limit has been removed. It can still be read under the earlier versions.")
        done(request, None, here, remove_frame, RemoveFrame(number, version=version), thanks=thanks)
        return redirect("frames", address)
    return show_case(request, "frames/remove", sheet, frame=_frame(sheet, number))


def _write(request: HttpRequest, here: Inside, number: int | None) -> HttpResponse:
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, *WRITES)
    old = _frame(sheet, number) if number is not None and request.method == "GET" else None
    form, read = _form(request, sheet, old, is_new=number is None), version_read(request)
    if request.method == "POST":
        if form.is_valid() and _saved(request, here, form, number, read):
            return redirect("frames", here.address)
        # It is shown again over the limit as it stands by now, which another may have changed or taken away.
        sheet = frames_sheet(here.case_id, viewer=here.seat)
        old = next((frame for frame in sheet.frames if frame.number == number), None)
    told = {"form": form, "frame": old, "act": _act(sheet), "written": len(sheet.frames), "read": read}
    is_gone = number is not None and old is None
    return show_case(request, "frames/write", sheet, status=422 if form.is_bound else 200, is_gone=is_gone, **told)


def _form(request: HttpRequest, sheet: FramesSheet, old: FrameCard | None, *, is_new: bool) -> FrameForm:
    """Where safety needs a name behind it, that is asked too."""
    is_later = (request.POST.get("act") or _act(sheet)) == "change"
    form = FrameForm(request.POST or None, initial=_initial(sheet, old))
    choice_field(form, "touches").choices = [
        (number, with_theirs(f"{number}. %(title)s", title=theirs(title))) for number, title in sheet.items
    ]
    if is_new:
        # One limit more gives nobody more room.
        choice_field(form, "change").choices = [one for one in CHANGES if one[0] != FrameChange.WIDER]
    for name in () if is_later else LATER:
        del form.fields[name]
    if sheet.head.approach is None or not sheet.head.approach.safety_names_authority:
        del form.fields["competent"]
    return read_by(form, sheet.head, "open")


def _saved(request: HttpRequest, seen: Inside, form: FrameForm, number: int | None, read: int) -> bool:
    if form.cleaned_data["act"] == "change":
        said = form.cleaned_data
        later = {name: said[name] for name in ("change", "because", "source_on")}
        asked = ChangeFrame(form.frame(), number, version=read, touches=tuple(said["touches"]), **later)
        return done(request, form, seen, change_frame, asked)
    return done(request, form, seen, write_frame, WriteFrame(form.frame(), number, read))


def _act(sheet: FramesSheet) -> str:
    """What writing a frame is now: free before the freeze, a change for everyone after it, or not for you."""
    if Action.WRITE_FRAME in sheet.head.can:
        return "write"
    return "change" if Action.CHANGE_FRAME in sheet.head.can else ""


def _initial(sheet: FramesSheet, old: FrameCard | None) -> dict[str, str]:
    start = {"act": _act(sheet)}
    if old is None:
        return start
    return start | {
        "text": old.text,
        "question": old.question,
        "kind": old.kind.value,
        "reason": old.reason,
        "source": old.source,
        "competent": old.competent,
    }


def _frame(sheet: FramesSheet, number: int) -> FrameCard:
    found = next((frame for frame in sheet.frames if frame.number == number), None)
    if found is None:
        raise NotFound
    return found


def _histories(sheet: FramesSheet) -> list[tuple[FrameCard | None, list[FrameCard]]]:
    """Each frame as it stands with what stood before; last the frames that were taken away."""
    standing = {frame.number: frame for frame in sheet.frames}
    histories: list[tuple[FrameCard | None, list[FrameCard]]] = [
        (frame, [old for old in sheet.earlier if old.number == number]) for number, frame in standing.items()
    ]
    gone = [old for old in sheet.earlier if old.number not in standing]
    return [*histories, (None, gone)] if gone else histories
