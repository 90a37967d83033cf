"""The ladder of ownership in the words of the method, with our sentence under each rung and the promised one marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gedragen.cases.frames.queries import frames_sheet
from gedragen.edge.asking import visit
from gedragen.method.promise import Rung
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.words import RUNG


@dataclass(frozen=True)
class Step:
    """One rung in the words of the method. `effect`: what it does to people; empty where the method is not clear."""

    system: Promise
    people: Promise
    effect: Promise | str = ""


@dataclass(frozen=True)
class StepLine:
    number: int
    step: Step
    says: Promise
    is_promised: bool


STEPS: Mapping[Rung, Step] = {
    Rung.LISTENING: Step(_("informs"), _("listen"), _("dependence")),
    Rung.GIVING_OPINION: Step(_("consults"), _("give their opinion")),
    Rung.THINKING_ALONG: Step(_("asks for advice"), _("think along")),
    Rung.CARRYING_ONLY: Step(_("directs"), _("carry out")),
    Rung.DIRECTING: Step(_("sets limits, makes possible and works along"), _("take the lead"), _("ownership")),
}


@page(f"{CASE}belofte/trap/", "ladder")
@require_safe
def ladder_page(request: HttpRequest, address: str) -> HttpResponse:
    """For anyone who may read the promise; the fifth rung stands on top, as on a ladder."""
    seen = visit(request, address)
    sheet = frames_sheet(seen.case_id, viewer=seen.seat)
    promised = sheet.promise.rung if sheet.promise is not None else None
    steps = [StepLine(number, STEPS[rung], RUNG[rung], rung is promised) for number, rung in enumerate(STEPS, start=1)]
    return show_case(request, "promise/ladder", sheet, steps=tuple(reversed(steps)))
