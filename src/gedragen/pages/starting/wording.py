"""The sentences of the approach, where its newest text says the same rules in other Dutch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.starting.commands.wording import ChangeWording, change_wording
from gedragen.cases.starting.queries import wording_sheet
from gedragen.edge.asking import inside
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import choice_read, done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may


@page(f"{OVERVIEW}woorden/", "wording")
@require_http_methods(["GET", "POST"])
def wording_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = wording_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.CHANGE_WORDING)
    if request.method == "POST":
        thanks = gettext("This is how it is said from now on. Everybody hears of it.")
        done(request, None, here, change_wording, ChangeWording(choice_read(request)), thanks=thanks)
        return redirect("approach", address)
    return show_case(request, "starting/wording", sheet)
