"""An open situation, for anyone to follow and to check."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gedragen import clock
from gedragen.cases.home.queries.public import PublicSheet, public_sheet
from gedragen.cases.state.head import case_head
from gedragen.edge.asking import visit
from gedragen.method.phases import Phase, has_reached
from gedragen.pages.addresses import CASE, page
from gedragen.pages.frame_test.process import answered
from gedragen.pages.frames.later_words import fixed_since, late_lines, late_questions
from gedragen.pages.home.road_steps import road_steps
from gedragen.pages.house.case_page import show_case
from gedragen.pages.plan.lights import light_lines


@page(CASE, "public")
@require_safe
def public_page(request: HttpRequest, address: str) -> HttpResponse:
    """The same for everybody; only who has a seat also sees the way to their own road."""
    here = visit(request, address)
    if here.seat is not None and not case_head(here.case_id, viewer=here.seat).is_open:
        return redirect("road", address)
    sheet = public_sheet(here.case_id)
    lights = light_lines(sheet.plan)
    return show_case(
        request,
        "public/public",
        sheet,
        is_mine=here.seat is not None,
        steps=road_steps(sheet.head),
        frozen=Phase.PREPARING in sheet.head.dates,
        deciding=has_reached(sheet.head.phase, Phase.DECIDING),
        lights=lights,
        **_limits(sheet),
        all_on=all(light.on for light in lights),
        answered=answered(sheet.tests[0], clock.now()) if sheet.tests else "",
    )


def _limits(sheet: PublicSheet) -> dict[str, Any]:
    return {
        "late": late_lines(sheet.plan.late),
        "fixed": fixed_since(sheet.frames, sheet.head),
        "questions": late_questions(sheet.frames, clock.now()),
    }
