"""Answers spoken in a meeting or on the phone: written down on one page, and confirmed with the person's own code."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action, NotFound
from gedragen.cases.arriving.queries.getting_in import CardWaits, entrance_by_code
from gedragen.cases.engine.finding import Sought
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, ConfirmAnswer, answer_on_behalf, confirm_answer
from gedragen.cases.rounds.queries.on_behalf import MeetingSheet, Speaker, meeting_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.edge.numbers import page_number, whole_number
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.finding import Finder, finder, is_looking, name_in, sent, typed
from gedragen.pages.house.permission import check_may
from gedragen.pages.people.seats import pager
from gedragen.pages.rounds.meeting_form import MeetingForm, too_late
from gedragen.people.cards import read_code
from gedragen.people.models import Try
from gedragen.people.throttle import TooManyAttempts, one_try

# A meeting fits on one page; a whole city does not.
PAGE = 50
FIELDS = ("answer-", "code-", "reason-")


@page(f"{OVERVIEW}namens/", "on_behalf")
@require_http_methods(["GET", "POST"])
def on_behalf_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = _sheet(request, here)
    check_may(sheet.head, Action.ANSWER_ON_BEHALF)
    speakers, around = _speakers(request, sheet)
    form = MeetingForm(sent(request), sheet=sheet, speakers=speakers, initial=typed(request))
    if form.is_valid() and _codes_fit(request, form) and _write_down(request, here, form):
        _confirm(request, here, form)
        return redirect("on_behalf", address)
    if is_looking(request) and form.came_too_late(request.POST):
        messages.warning(request, too_late())
    shown = {"form": form, "turns": list(form.turns()), "pager": around, "finder": _finder(request, sheet)}
    return show_case(request, "rounds/on_behalf", sheet, status=422 if form.errors else 200, **shown)


def _sheet(request: HttpRequest, here: Inside) -> MeetingSheet:
    """Who looks for a name goes on with those of whom something was filled in."""
    asked = _seats_asked(request)
    if is_looking(request):
        return meeting_sheet(here.case_id, viewer=here.seat, sought=Sought(name_in(request, "people"), asked))
    return meeting_sheet(here.case_id, viewer=here.seat, alone=asked)


def _seats_asked(request: HttpRequest) -> tuple[int, ...]:
    """Those the form was sent for, or the one who was called."""
    looking = is_looking(request)
    names = [name for name, value in request.POST.items() if name.startswith(FIELDS) and (value or not looking)]
    told = {whole_number(name.split("-")[1]) for name in names} or {whole_number(request.GET.get("seat", ""))}
    return tuple(number for number in told if number is not None)


def _speakers(request: HttpRequest, sheet: MeetingSheet) -> tuple[Sequence[Speaker], dict[str, int | None] | None]:
    """Who is on the page: those it was asked for, those that were found, or a page of all who still speak."""
    asked = _seats_asked(request)
    if sheet.listed.is_cut or any(one.seat_id in asked for one in sheet.speakers):
        return sheet.speakers, None
    pages = max(1, -(-len(sheet.speakers) // PAGE))
    page = min(max(1, page_number(request)), pages)
    return sheet.speakers[(page - 1) * PAGE : page * PAGE], pager(page, pages)


def _finder(request: HttpRequest, sheet: MeetingSheet) -> Finder | None:
    return finder(request, "people", sheet.listed) if sheet.listed.is_cut else None


def _codes_fit(request: HttpRequest, form: MeetingForm) -> bool:
    """Whether every code belongs to the person it was typed for. Wrong ones are counted like at the door."""
    for seat_id, code in form.codes().items():
        if complaint := _complaint(request, seat_id, code):
            form.add_error(f"code-{seat_id}", complaint)
    return form.is_valid()


def _complaint(request: HttpRequest, seat_id: int, code: str) -> str:
    wrong = gettext("This is not the code of this person. Look at the card once more.")
    if read_code(code) is None:
        return wrong
    try:
        with one_try(Try.CARD, request.META["REMOTE_ADDR"], at=clock.now()):
            if entrance_by_code(code).seat_id != seat_id:
                raise NotFound
    except CardWaits:
        return gettext("This card is new and still waits for a yes. The answers can be confirmed later.")
    except TooManyAttempts:
        return gettext("Too many wrong codes. Leave the codes empty for now: the answers can be confirmed later.")
    except NotFound:
        return wrong
    return ""


def _write_down(request: HttpRequest, here: Inside, form: MeetingForm) -> bool:
    spoken = form.spoken()
    if not spoken:
        return True
    count = len(spoken)
    thanks = ngettext("%(count)d answer is written down.", "%(count)d answers are written down.", count)
    return done(
        request,
        form,
        here,
        answer_on_behalf,
        AnswerOnBehalf(tuple(spoken)),
        thanks=thanks % {"count": count},
    )


def _confirm(request: HttpRequest, here: Inside, form: MeetingForm) -> None:
    """Everything that was written down for who typed their code, now and before, is confirmed by themselves."""
    sheet = meeting_sheet(here.case_id, viewer=here.seat, alone=tuple(form.codes()))
    waiting = {speaker.seat_id: [one.answer_id for one in speaker.waits] for speaker in sheet.speakers}
    for seat_id in form.codes():
        confirm_answer(here.case_id, ConfirmAnswer(tuple(waiting.get(seat_id, []))), by=seat_id, at=clock.now())
    if count := len(form.codes()):
        thanks = ngettext("%(count)d person has confirmed.", "%(count)d people have confirmed.", count)
        messages.success(request, thanks % {"count": count})
