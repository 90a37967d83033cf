"""What somebody told of somebody else: they let whom it is about read it, and that person reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from gedragen.cases.mine.queries import told_sheet
from gedragen.cases.starting.commands.telling import ShareTold, share_told
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case


@page(f"{CASE}wat-verteld-is/delen/", "share_told")
@require_POST
def share_told_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    asked = ShareTold(shared=request.POST.get("shared") == "yes")
    done(request, None, here, share_told, asked, thanks=gettext("This is recorded."))
    return redirect("road", address)


@page(f"{CASE}wat-verteld-is/", "told")
@require_safe
def told_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    return show_case(request, "mine/told", told_sheet(here.case_id, viewer=here.seat))
