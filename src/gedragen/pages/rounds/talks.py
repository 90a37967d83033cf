"""For who guides: somebody wants to talk about an item, and her word that they did."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.guiding.queries import cockpit_sheet
from gedragen.cases.rounds.commands.talks import RecordTalk, record_talk
from gedragen.edge.asking import inside
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may


@page(f"{OVERVIEW}rondes/<number:number>/praten/<number:seat_id>/", "talk_asked")
@require_http_methods(["GET", "POST"])
def talk_asked_page(request: HttpRequest, address: str, number: int, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    thanks = gettext("Recorded. Nobody else sees it.")
    talked = RecordTalk(number, seat_id)
    if request.method == "POST" and done(request, None, here, record_talk, talked, thanks=thanks):
        return redirect("cockpit", address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.RECORD_TALK)
    asked = next((one for one in sheet.talks if (one.round_number, one.seat_id) == (number, seat_id)), None)
    if asked is None:
        raise NotFound
    return show_case(request, "rounds/talk_asked", sheet, asked=asked)
