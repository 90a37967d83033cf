"""Rounds from the facilitator's side: opening them, bringing in a "no" without a name, calling who is silent."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action, NotFound
from gedragen.cases.guiding.queries import CockpitSheet, ItemLine, RunningRound, cockpit_sheet
from gedragen.cases.people.queries.people import Person
from gedragen.cases.people.queries.seats import seat_sheet
from gedragen.cases.rounds.commands import rounds
from gedragen.edge.asking import Inside, inside
from gedragen.method.closed_time import ClosedClock
from gedragen.method.items import ItemState
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field, choices_in_line, day_box, likely_day, long_box, time_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ITEM_STATE
from gedragen.pages.templatetags.theirs import theirs, with_theirs

CAN_BE_ASKED = (ItemState.DRAFT, ItemState.NOT_PASSED)
# In the evening people are home, and a meeting has ended.
USUAL_HOUR, LAST_MINUTE = time(20, 0), time(23, 59)


class OpenRoundsForm(forms.Form):
    items = forms.MultipleChoiceField(
        label=_("About which items?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=when_empty("no-items-chosen"),
    )
    closes_on = forms.DateField(
        label=_("Until which day can people answer?"), widget=day_box(), validators=[likely_day]
    )
    closes_time = forms.TimeField(label=_("Until what time?"), widget=time_box())

    def __init__(self, *args: object, items: Sequence[ItemLine], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choice_field(self, "items").choices = [
            (
                str(item.number),
                with_theirs(f"{item.number}. %(title)s\n{_state(item)}", title=theirs(item.title)),
            )
            for item in items
        ]

    def closes_at(self) -> datetime:
        on: date = self.cleaned_data["closes_on"]
        local = datetime.combine(on, self.cleaned_data["closes_time"])
        return timezone.make_aware(local).astimezone(UTC)

    def asked(self) -> rounds.OpenRounds:
        return rounds.OpenRounds(tuple(int(number) for number in self.cleaned_data["items"]), self.closes_at())


class ObjectionForm(forms.Form):
    reason = forms.CharField(
        label=_("What can go wrong?"),
        help_text=_("As the person told you. Leave out what only one person can know."),
        widget=long_box(4),
        error_messages=when_empty("objection-needs-reason"),
    )
    readers: Mapping[str, object] = {
        "reason": _("Until the round closes nobody reads this. After that everyone who takes part reads it.")
    }


class ContactForm(forms.Form):
    reached = forms.ChoiceField(
        label=_("How did it go?"),
        widget=choices_in_line(),
        choices=[
            ("yes", _("Reached\nWe have talked.")),
            ("no", _("Not reached\nI tried, and nobody answered.")),
        ],
    )


def _state(item: ItemLine) -> str:
    return gettext("A proposal. The old text holds meanwhile") if item.is_proposal else str(ITEM_STATE[item.state])


@page(f"{OVERVIEW}rondes/", "open_rounds")
@require_http_methods(["GET", "POST"])
def open_rounds_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    if request.method == "GET" and among_themselves(sheet):
        not_now(request, "closed-time-is-running")
        return redirect("cockpit", address)
    check_may(sheet.head, Action.OPEN_ROUND)
    items = [item for item in sheet.items if item.state in CAN_BE_ASKED]
    form = OpenRoundsForm(request.POST or None, items=items, initial=_usual(request, sheet, items))
    thanks = gettext("Everyone who decides gets a message. Nobody sees an answer before the round closes.")
    if form.is_valid() and done(request, form, here, rounds.open_rounds, form.asked(), thanks=thanks):
        return redirect("cockpit", address)
    must_change = [item for item in sheet.items if item.state is ItemState.OBJECTED]
    status = 422 if form.errors else 200
    return show_case(
        request, "rounds/open_rounds", sheet, status=status, form=form, items=items, must_change=must_change
    )


@page(f"{OVERVIEW}rondes/<number:number>/inbrengen/", "bring_objection")
@require_http_methods(["GET", "POST"])
def bring_objection_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.BRING_OBJECTION)
    running = _running(request, sheet, number)
    form = ObjectionForm(request.POST or None)
    if form.is_valid():
        asked = rounds.BringObjection(number, form.cleaned_data["reason"])
        if done(request, form, here, rounds.bring_objection, asked, thanks=gettext("It has been put forward.")):
            return redirect("cockpit", address)
    status = 422 if form.errors else 200
    return show_case(request, "rounds/bring_objection", sheet, status=status, form=form, running=running)


@page(f"{OVERVIEW}rondes/<number:number>/gesproken/<number:seat_id>/", "contact")
@require_http_methods(["GET", "POST"])
def contact_page(request: HttpRequest, address: str, number: int, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.RECORD_CONTACT)
    running, person = _running(request, sheet, number), _person(here, seat_id)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        asked = rounds.RecordContact(number, seat_id, reached=form.cleaned_data["reached"] == "yes")
        if done(request, form, here, rounds.record_contact, asked, thanks=gettext("Recorded.")):
            return redirect("cockpit", address)
    status = 422 if form.errors else 200
    return show_case(request, "rounds/contact", sheet, status=status, form=form, running=running, person=person)


def among_themselves(sheet: CockpitSheet) -> bool:
    """Whether no round may open yet over people who are among themselves."""
    return any(
        ClosedClock(one.opened_at, one.until, one.ended_at).keeps_rounds_shut(clock.now()) for one in sheet.times
    )


def _usual_moment(sheet: CockpitSheet) -> tuple[date, time]:
    """The term of the approach. Who came out of closed time today, answers today: everyone is still there."""
    now, approach = timezone.localtime(clock.now()), sheet.head.approach
    is_evening = now.time() >= USUAL_HOUR
    came_out_today = bool(sheet.times) and timezone.localdate(sheet.times[0].opened_at) == now.date()
    if approach is None or (came_out_today and not is_evening):
        return now.date(), USUAL_HOUR
    if approach.same_day:
        return now.date(), LAST_MINUTE if is_evening else USUAL_HOUR
    return now.date() + timedelta(days=approach.round_days), USUAL_HOUR


def _usual(request: HttpRequest, sheet: CockpitSheet, items: Sequence[ItemLine]) -> dict[str, object]:
    """The usual term; the item somebody came for, or else every item that can be asked."""
    day, hour = _usual_moment(sheet)
    numbers = [str(item.number) for item in items]
    asked = request.GET.get("item", "")
    return {"items": [asked] if asked in numbers else numbers, "closes_on": day, "closes_time": hour}


def _running(request: HttpRequest, sheet: CockpitSheet, number: int) -> RunningRound | None:
    """None: it closed while somebody was typing, and the form says so. Raises NotFound before anything is typed."""
    found = next((one for one in sheet.rounds if one.number == number), None)
    if found is None and request.method == "GET":
        raise NotFound
    return found


def _person(here: Inside, seat_id: int) -> Person:
    return seat_sheet(here.case_id, seat_id, viewer=here.seat).person
