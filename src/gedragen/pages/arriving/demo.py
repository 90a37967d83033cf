"""Stepping into anyone of the played example."""

from itertools import groupby

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gedragen.access.doing import NotFound
from gedragen.cases.arriving.queries.demo import demo_accounts, demo_seats
from gedragen.cases.arriving.queries.getting_in import entrance_of
from gedragen.edge.browser import enter
from gedragen.pages.addresses import page
from gedragen.pages.arriving.getting_in import first_page
from gedragen.pages.house.demo_mode import demo_is_offered
from gedragen.pages.house.rendering import show
from gedragen.pages.house.words import PHASE, ROLE
from gedragen.people.models import Account

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


@page("demo/", "demo")
@require_http_methods(["GET", "POST"])
def demo_page(request: HttpRequest) -> HttpResponse:
    """Everybody of the example. POST: sign in as one of its facilitators, to find questions at the desk."""
    if not demo_is_offered(request):
        raise NotFound
    if request.method == "POST":
        return _sign_in(request, request.POST.get("account", ""))
    played = [list(seats) for _, seats in groupby(demo_seats(), key=lambda seat: seat.case_id)]
    # What is behind a closed door stands apart, also where everybody can step in.
    doors = {shut: [seats for seats in played if seats[0].is_open is not shut] for shut in (False, True)}
    context = {
        "situations": doors[False],
        "families": doors[True],
        "accounts": demo_accounts(),
        "phases": PHASE,
        "roles": ROLE,
    }
    return show(request, "demo/demo", context)


@page("demo/<number:seat_id>/", "demo_step_in")
@require_POST
def demo_step_in_page(request: HttpRequest, seat_id: int) -> HttpResponse:
    """Become one person of the example, and nobody else any more."""
    if not demo_is_offered(request) or seat_id not in {seat.seat_id for seat in demo_seats()}:
        raise NotFound
    logout(request)
    entrance = entrance_of(seat_id)
    enter(request, entrance)
    return first_page(request, entrance, directly=False)


def _sign_in(request: HttpRequest, account: str) -> HttpResponse:
    if account not in {str(one.account_id) for one in demo_accounts()}:
        raise NotFound
    logout(request)
    login(request, Account.objects.get(id=int(account)), backend=SIGN_IN)
    return redirect("desk")
