"""Who reads the plan that they must work by: the people say how much of it. And what such a reader sees."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.sharing.commands import SharePlan, share_plan
from gedragen.cases.sharing.queries import ReaderCard, ReadersSheet, readers_sheet, shared_sheet
from gedragen.edge.asking import inside
from gedragen.method.stages.sharing import Reach
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.sharing.words import REACH, SHORT


class ReachForm(forms.Form):
    reach = forms.TypedChoiceField(
        label=_("Choose one"),
        coerce=Reach,
        choices=list(REACH.items()),
        widget=forms.RadioSelect,
        error_messages=when_empty("choose-what-is-read"),
    )


@page(f"{CASE}wie-leest-mee/", "plan_readers")
def plan_readers_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = readers_sheet(here.case_id, viewer=here.seat)
    if not sheet.readers:
        raise NotFound
    return show_case(request, "sharing/readers", sheet, lines=_lines(sheet))


@page(f"{CASE}wie-leest-mee/<number:seat_id>/", "share_plan")
@require_http_methods(["GET", "POST"])
def share_plan_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = readers_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.SHARE_PLAN)
    reader = next((one for one in sheet.readers if one.seat == seat_id), None)
    if reader is None:
        raise NotFound
    form = ReachForm(request.POST or None)
    if form.is_valid():
        reach = form.cleaned_data["reach"]
        thanks = gettext("Saved. All of you hear it, and %(name)s too.") % {"name": reader.name}
        if done(request, form, here, share_plan, SharePlan(seat_id, reach), thanks=thanks):
            return redirect("plan_readers", address)
    status = 422 if form.errors else 200
    return show_case(request, "sharing/share", sheet, form=form, reader=reader, stands=_stands(reader), status=status)


def _lines(sheet: ReadersSheet) -> list[tuple[ReaderCard, list[str]]]:
    may_say = Action.SHARE_PLAN in sheet.head.can
    return [(one, _stands(one, may_say=may_say)) for one in sheet.readers]


def _stands(reader: ReaderCard, *, may_say: bool = True) -> list[str]:
    """What this person reads now, and what one of the people wants them to read besides."""
    lines = [gettext("%(name)s reads: %(reach)s.") % {"name": reader.name, "reach": SHORT[reader.reach]}]
    if reader.more is not None:
        values = {"name": reader.name, "reach": SHORT[reader.more]}
        waits = gettext("Somebody wants %(name)s to read more: %(reach)s. That waits for a second person.")
        mine = gettext("You want %(name)s to read more: %(reach)s. That waits for a second person.")
        others = gettext("Somebody wants %(name)s to read more: %(reach)s. Do you want that too? Then say it as well.")
        lines.append((mine if reader.by_me else others if may_say else waits) % values)
    elif not reader.is_said:
        lines.append(gettext("Nobody has said anything about it yet."))
    return lines


@page(f"{CASE}met-u-gedeeld/", "shared_plan")
def shared_plan_page(request: HttpRequest, address: str) -> HttpResponse:
    """For who must work by the plan, and is no reader of it."""
    here = inside(request, address)
    return show_case(request, "sharing/shared", shared_sheet(here.case_id, viewer=here.seat))
