"""Home of a seat: the one thing to do now, the road, and the ways to everything else. And the yes to a facilitator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.home.queries.home import HomeSheet, home_sheet
from gedragen.cases.mine.queries import mine_sheet
from gedragen.cases.people.queries.facilitation import facilitation_sheet
from gedragen.cases.starting.commands.opening import accept_facilitator
from gedragen.edge.asking import Inside, check_is_nobody_elses, inside
from gedragen.method.phases import Phase
from gedragen.method.terms import local_day
from gedragen.pages.addresses import CASE, page
from gedragen.pages.frames.later_words import late_lines
from gedragen.pages.home.deadlines import deadline_lines
from gedragen.pages.home.now_for_you import now_line
from gedragen.pages.home.road_steps import road_steps
from gedragen.pages.home.sections import sections, unseen
from gedragen.pages.home.stage import where_now
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may


@page(f"{CASE}weg/", "road")
@require_safe
def road_page(request: HttpRequest, address: str) -> HttpResponse:
    who = inside(request, address)
    sheet = home_sheet(who.case_id, viewer=who.seat)
    if sheet.head.me is None or not sheet.head.me.has_joined:
        return redirect("welcome", address)
    if sheet.head.me.guides:
        return redirect("cockpit", address)
    if sheet.head.me.only_told:
        return _show_told(request, who)
    if Phase.STARTING not in sheet.head.dates:
        mine = mine_sheet(who.case_id, viewer=who.seat)
        return show_case(request, "road/waiting", mine, link=link_of(request, mine.link_token))
    return _show_road(request, sheet)


def _show_told(request: HttpRequest, who: Inside) -> HttpResponse:
    """For who told of somebody else: what they wrote, who guides it, and how to go again."""
    mine = mine_sheet(who.case_id, viewer=who.seat)
    return show_case(request, "road/told", mine, link=link_of(request, mine.link_token))


def _show_road(request: HttpRequest, sheet: HomeSheet) -> HttpResponse:
    today = local_day(clock.now())
    now = [one for one in sheet.now if today not in one.not_on]
    return show_case(
        request,
        "road/road",
        sheet,
        now=now_line(sheet.head, now[0]) if now else None,
        more=len(now) - 1,
        steps=road_steps(sheet.head),
        where=where_now(sheet.head),
        sections=sections(sheet),
        deadlines=deadline_lines(sheet.head),
        unseen=unseen(sheet.head),
        late=late_lines(sheet.late),
    )


def link_of(request: HttpRequest, token: str) -> str:
    """One's own way in, to write down."""
    return request.build_absolute_uri(reverse("link", args=[token]))


@page(f"{CASE}gespreksleider/", "accept_facilitator")
@require_http_methods(["GET", "POST"])
def accept_facilitator_page(request: HttpRequest, address: str) -> HttpResponse:
    """The main person says yes to who guides the conversation, after reading why that person is independent."""
    who = inside(request, address)
    if request.method == "POST":
        check_is_nobody_elses(request, address)
    thanks = gettext("Thank you. Now the limits can be written down.")
    if request.method == "POST" and done(request, None, who, accept_facilitator, thanks=thanks):
        return redirect("road", address)
    sheet = facilitation_sheet(who.case_id, viewer=who.seat)
    if sheet.accepted_at is None:
        check_may(sheet.head, Action.ACCEPT_FACILITATOR)
    return show_case(request, "road/accept_facilitator", sheet)
