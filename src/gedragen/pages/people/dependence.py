"""That somebody depends on another who decides here, or on the authority: then no name stands beside an answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.people.commands.dependence import RecordDependence, record_dependence
from gedragen.cases.people.queries.dependence import DependenceSheet, dependence_sheet
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may


@page(f"{CASE}afhankelijk/<number:seat_id>/", "dependence")
@require_http_methods(["GET", "POST"])
def dependence_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    """Of oneself, or by who guides of anybody who can decide."""
    here = inside(request, address)
    sheet = dependence_sheet(here.case_id, seat_id, viewer=here.seat)
    check_may(sheet.head, Action.RECORD_DEPENDENCE)
    if request.method == "GET" and sheet.is_recorded:
        not_now(request, "dependence-is-recorded")
        return _back(sheet)
    thanks = gettext("Recorded. No name stands beside an answer here any more.")
    if request.method == "POST" and done(
        request, None, here, record_dependence, RecordDependence(seat_id), thanks=thanks
    ):
        return _back(sheet)
    return show_case(request, "people/dependence", sheet)


def _back(sheet: DependenceSheet) -> HttpResponse:
    if sheet.name:
        return redirect("talk", sheet.head.address, sheet.seat_id)
    return redirect("my_data", sheet.head.address)
