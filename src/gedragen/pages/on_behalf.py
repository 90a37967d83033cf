"""Answers spoken in a meeting or on the phone: written down on one page, and confirmed with the person's own code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action, NotFound
from gedragen.cases.commands.consent import answer_on_behalf, confirm_answer
from gedragen.cases.queries.getting_in import entrance_by_code
from gedragen.cases.queries.on_behalf import MeetingSheet, Speaker, meeting_sheet
from gedragen.pages.acting import done
from gedragen.pages.case_page import show_case
from gedragen.pages.may import must
from gedragen.pages.meeting_form import MeetingForm
from gedragen.pages.numbers import page_number
from gedragen.pages.seats import pager
from gedragen.pages.visit import Inside, inside
from gedragen.people.throttle import TooManyAttempts, check_may_try, note_failure

# A meeting fits on one page; a whole city does not.
PAGE = 50


@require_http_methods(["GET", "POST"])
def on_behalf_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = meeting_sheet(here.case_id, viewer=here.seat)
    must(sheet.head, Action.ANSWER_ON_BEHALF)
    speakers, around = _speakers(request, sheet)
    form = MeetingForm(request.POST or None, sheet=sheet, speakers=speakers)
    if form.is_valid() and _codes_fit(request, form) and _written(request, here, form):
        _confirm(request, here, form)
        return redirect("on_behalf", address)
    status, turns = (422 if form.errors else 200), list(form.turns())
    return show_case(request, "cockpit/on_behalf", sheet, status=status, form=form, turns=turns, pager=around)


def _speakers(request: HttpRequest, sheet: MeetingSheet) -> tuple[list[Speaker], dict[str, int | None] | None]:
    """Who is on the page: those the form was sent for, the one who was called, or a page of all who still speak."""
    sent = {name.split("-")[1] for name in request.POST if name.startswith(("answer-", "code-"))}
    asked = sent or {request.GET.get("seat", "")}
    if found := [one for one in sheet.speakers if str(one.seat_id) in asked]:
        return found, None
    waiting = {one.seat_id for one in sheet.unconfirmed}
    open_to = [one for one in sheet.speakers if len(one.answered) < len(sheet.rounds) or one.seat_id in waiting]
    pages = max(1, -(-len(open_to) // PAGE))
    page = min(max(1, page_number(request)), pages)
    return open_to[(page - 1) * PAGE : page * PAGE], pager(page, pages)


def _codes_fit(request: HttpRequest, form: MeetingForm) -> bool:
    """Whether every code belongs to the person it was typed for. Wrong ones are counted like at the door."""
    for seat_id, typed in form.codes().items():
        if complaint := _complaint(request, seat_id, typed):
            form.add_error(f"code-{seat_id}", complaint)
    return form.is_valid()


def _complaint(request: HttpRequest, seat_id: int, typed: str) -> str:
    place, at = request.META.get("REMOTE_ADDR", ""), clock.now()
    try:
        check_may_try(place, at=at)
        if entrance_by_code(typed).seat_id == seat_id:
            return ""
    except TooManyAttempts:
        return gettext("Too many wrong codes. Leave the codes empty for now: the answers can be confirmed later.")
    except NotFound:
        pass
    note_failure(place, at=at)
    return gettext("This is not the code of this person. Look at the card once more.")


def _written(request: HttpRequest, here: Inside, form: MeetingForm) -> bool:
    spoken = form.spoken()
    if not spoken:
        return True
    count = len(spoken)
    thanks = ngettext("%(count)d answer is written down.", "%(count)d answers are written down.", count)
    return done(
        request,
        form,
        lambda: answer_on_behalf(here.case_id, spoken, by=here.seat, at=clock.now(), once=here.once),
        thanks=thanks % {"count": count},
    )


def _confirm(request: HttpRequest, here: Inside, form: MeetingForm) -> None:
    """Everything that was written down for who typed their code, now and before, is confirmed by themselves."""
    waiting = meeting_sheet(here.case_id, viewer=here.seat).unconfirmed
    for seat_id in form.codes():
        answers = [one.answer_id for one in waiting if one.seat_id == seat_id]
        confirm_answer(here.case_id, answers, by=seat_id, at=clock.now())
    if count := len(form.codes()):
        thanks = ngettext("%(count)d person has confirmed.", "%(count)d people have confirmed.", count)
        messages.success(request, thanks % {"count": count})
