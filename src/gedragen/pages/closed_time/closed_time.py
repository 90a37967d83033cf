"""Among yourselves: for those inside what lies on the table, for the others that the door is shut, and until when."""

from datetime import datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gedragen import clock
from gedragen.access.doing import Action, NotFound
from gedragen.cases.closed_time.commands import (
    BringOut,
    EndClosedTime,
    OpenClosedTime,
    bring_out,
    end_closed_time,
    open_closed_time,
)
from gedragen.cases.closed_time.queries import ClosedTime, ClosedTimeSheet, closed_time_sheet
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field, day_box, time_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.templatetags.theirs import theirs

# How long a family is usually among itself. It says itself when it comes out.
USUALLY = timedelta(hours=2)
QUARTER = 15


class AnnounceForm(forms.Form):
    """Two boxes for one moment: a phone has a good clock and a good calendar, and nothing good for both."""

    day = forms.DateField(label=_("Until which day?"), widget=day_box())
    until = forms.TimeField(label=_("Until about what time?"), widget=time_box())

    def moment(self) -> datetime:
        local = datetime.combine(self.cleaned_data["day"], self.cleaned_data["until"])
        return timezone.make_aware(local)


class BringOutForm(forms.Form):
    """What was not brought out yet, to choose from."""

    drafts = forms.TypedMultipleChoiceField(
        label=_("What becomes part of the plan?"),
        help_text=_("What you choose, everyone who may read the plan can read. The rest stays among you."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=when_empty("no-drafts-chosen"),
    )

    def __init__(self, sheet: ClosedTimeSheet, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choice_field(self, "drafts").choices = [
            (one.number, theirs(one.title)) for one in sheet.drafts if one.item is None
        ]


@page(f"{CASE}onder-elkaar/<number:room>/", "closed_time_earlier")
@page(f"{CASE}onder-elkaar/", "closed_time")
@require_safe
def closed_time_page(request: HttpRequest, address: str, room: int | None = None) -> HttpResponse:
    """The newest closed time, or the one with this number."""
    here = inside(request, address)
    sheet = closed_time_sheet(here.case_id, viewer=here.seat, number=room)
    return _show(request, sheet, room, BringOutForm(sheet))


@page(f"{CASE}onder-elkaar/aankondigen/", "announce")
@require_http_methods(["GET", "POST"])
def announce_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = closed_time_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.OPEN_CLOSED_TIME)
    if request.method == "GET" and sheet.running:
        not_now(request, "closed-time-is-running")
        return redirect("closed_time", address)
    form = AnnounceForm(request.POST or None, initial=_usual())
    thanks = gettext("Everyone can see now that the people are among themselves.")
    if form.is_valid() and done(
        request, form, here, open_closed_time, OpenClosedTime(until=form.moment()), thanks=thanks
    ):
        return redirect("closed_time", address)
    return show_case(request, "closed_time/announce", sheet, form=form, status=422 if form.errors else 200)


@page(f"{CASE}onder-elkaar/<number:room>/klaar/", "come_out")
@require_POST
def come_out_page(request: HttpRequest, address: str, room: int) -> HttpResponse:
    here = inside(request, address)
    thanks = gettext("You have come out. Now choose what comes out with you.")
    done(request, None, here, end_closed_time, EndClosedTime(room), thanks=thanks)
    return redirect("closed_time", address)


@page(f"{CASE}onder-elkaar/<number:room>/naar-buiten/", "bring_out")
@require_POST
def bring_out_page(request: HttpRequest, address: str, room: int) -> HttpResponse:
    here = inside(request, address)
    sheet = closed_time_sheet(here.case_id, viewer=here.seat, number=room)
    check_may(sheet.head, Action.BRING_OUT)
    form = BringOutForm(sheet, request.POST)
    thanks = gettext("It stands in the plan now. There you can say who does it, and when.")
    if form.is_valid():
        chosen: list[int] = form.cleaned_data["drafts"]
        if done(request, form, here, bring_out, BringOut(room, tuple(chosen)), thanks=thanks):
            return redirect("plan", address)
    return _show(request, sheet, room, form)


def _show(request: HttpRequest, sheet: ClosedTimeSheet, room: int | None, form: BringOutForm) -> HttpResponse:
    shown = time_of(sheet, room) if room is not None or sheet.times else None
    others = [one for one in sheet.times if one is not shown]
    told = {"time": shown, "others": others, "form": form, "may_choose": _may_choose(sheet)}
    some_out = any(draft.item is not None for draft in sheet.drafts)
    status = 422 if form.errors else 200
    return show_case(request, "closed_time/closed_time", sheet, status=status, some_out=some_out, **told)


def _may_choose(sheet: ClosedTimeSheet) -> bool:
    """Whether this person decides what comes out, and something is still inside."""
    decides = sheet.head.me is not None and sheet.head.me.decides
    return decides and Action.BRING_OUT in sheet.head.can and any(one.item is None for one in sheet.drafts)


def time_of(sheet: ClosedTimeSheet, room: int | None) -> ClosedTime:
    """The closed time with this number, or the newest. Raises NotFound when there is none."""
    found = next((one for one in sheet.times if room in (None, one.number)), None)
    if found is None:
        raise NotFound
    return found


def _usual() -> dict[str, object]:
    """Two hours from now, at a quarter that people can say aloud."""
    until = timezone.localtime(clock.now() + USUALLY)
    until -= timedelta(minutes=until.minute % QUARTER)
    return {"day": until.date(), "until": until.time()}
