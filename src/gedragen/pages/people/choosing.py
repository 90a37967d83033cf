"""What the main person chooses, each on a page of its own: who guides, where people meet, who decides."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.people.commands.choosing import (
    ChangeWhoDecides,
    ChoosePlace,
    change_who_decides,
    choose_place,
    refuse_facilitator,
)
from gedragen.cases.people.queries.people import people_sheet
from gedragen.cases.state.head import case_head
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import HeadOnly, show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ROLE


class PlaceForm(forms.Form):
    text = forms.CharField(
        label=_("Where and when do you meet?"),
        help_text=_("For instance: Saturday at ten, at grandma's kitchen table."),
        widget=long_box(2),
        error_messages=when_empty("place-needs-text"),
    )


@page(f"{CASE}liever-iemand-anders/", "refuse_facilitator")
@require_http_methods(["GET", "POST"])
def refuse_facilitator_page(request: HttpRequest, address: str) -> HttpResponse:
    """Rather somebody else. Nobody asks why, and the question waits for another."""
    here = inside(request, address)
    head = case_head(here.case_id, viewer=here.seat)
    check_may(head, Action.REFUSE_FACILITATOR)
    thanks = gettext("That is fine. Your question waits for somebody else, who will get in touch with you.")
    if request.method == "POST" and done(request, None, here, refuse_facilitator, thanks=thanks):
        return redirect("road", address)
    return show_case(request, "choosing/refuse_facilitator", HeadOnly(head))


@page(f"{CASE}plek/", "place")
@require_http_methods(["GET", "POST"])
def place_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    head = case_head(here.case_id, viewer=here.seat)
    check_may(head, Action.CHOOSE_PLACE)
    form = read_by(PlaceForm(request.POST or None, initial={"text": head.meeting}), head, text="open")
    if form.is_valid():
        text, read = form.cleaned_data["text"], version_read(request)
        asked = ChoosePlace(text, read=read)
        if done(request, form, here, choose_place, asked, thanks=gettext("This is where you meet.")):
            return redirect("road", address)
    newest = case_head(here.case_id, viewer=here.seat)
    return show_case(request, "choosing/place", HeadOnly(newest), form=form, status=422 if form.errors else 200)


@page(f"{CASE}wie-beslist/", "who_decides")
@require_http_methods(["GET", "POST"])
def who_decides_page(request: HttpRequest, address: str) -> HttpResponse:
    """Who decides belongs to the person, not to the badge: also a professional can be asked to decide along."""
    here = inside(request, address)
    sheet = people_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.CHANGE_WHO_DECIDES)
    people = [one for one in sheet.people if one.name and one.has_joined and one.can_decide]
    if request.method == "POST":
        person = next((one for one in people if str(one.seat_id) == request.POST.get("person", "")), None)
        if person is None:
            raise NotFound
        decides = "yes" in request.POST.get("decides", "")
        done(request, None, here, change_who_decides, ChangeWhoDecides(person.seat_id, decides))
        return redirect("who_decides", address)
    lines = [(one, str(ROLE[one.role])) for one in people]
    return show_case(request, "choosing/who_decides", sheet, lines=lines)
