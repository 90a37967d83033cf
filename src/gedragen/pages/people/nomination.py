"""Somebody was named: invite them, or say that they could not be reached. In an open situation nobody refuses it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.people.commands.nominations import SettleAsNotReached, settle_as_not_reached
from gedragen.cases.people.queries.people import NominationCard
from gedragen.cases.people.queries.seats import SeatsSheet, seats_sheet
from gedragen.edge.asking import inside
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may
from gedragen.pages.people.inviting import (
    InviteForm,
    after_inviting,
    beside_whom,
    invite_with,
    offered_in,
    others_advise,
)
from gedragen.pages.people.naming import talk_first
from gedragen.pages.people.sides import sides_of


@page(f"{OVERVIEW}genoemd/<number:number>/", "nomination")
@require_http_methods(["GET", "POST"])
def nomination_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = seats_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.SETTLE_NOMINATION, Action.DISCUSS_NOMINATION)
    nomination = _card(sheet, number)
    if Action.DISCUSS_NOMINATION in sheet.head.can and nomination.state != "agreed":
        return talk_first(request, here, sheet, nomination)
    if request.POST.get("do") == "not-reached":
        thanks = gettext("Recorded: not reached. Naming again is always possible.")
        done(request, None, here, settle_as_not_reached, SettleAsNotReached(number), thanks=thanks)
        return redirect("cockpit", address)
    form = _form(request, sheet, nomination)
    if form.is_valid() and (seat := invite_with(request, form, here, nomination=number)) is not None:
        return after_inviting(request, here, form, seat)
    return show_case(
        request, "people/nomination", sheet, named=nomination, form=form, status=422 if form.errors else 200
    )


def _card(sheet: SeatsSheet, number: int) -> NominationCard:
    """Raises NotFound for somebody who was settled already, or never named."""
    for one in (*sheet.waiting, *sheet.not_now):
        if one.number == number:
            return one
    raise NotFound


def _form(request: HttpRequest, sheet: SeatsSheet, nomination: NominationCard) -> InviteForm:
    offered = offered_in(sheet.head, is_named=True)
    start = {"who": offered[0], "name": nomination.name, "contact": nomination.contact, "language": "nl"}
    beside, sides, advises = beside_whom(sheet), sides_of(sheet.head), others_advise(sheet.head)
    return InviteForm(request.POST or None, offered=offered, beside=beside, sides=sides, advises=advises, initial=start)
