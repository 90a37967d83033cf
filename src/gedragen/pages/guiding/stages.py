"""From one part of a phase to the next, or back with a reason that everybody who takes part reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.guiding.queries import Ahead, CockpitSheet, cockpit_sheet
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.edge.asking import inside
from gedragen.method.constitution.keys.stages import Stage
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.guiding.words import GateLine, gate_line
from gedragen.pages.home.stage import name_of, where_now
from gedragen.pages.house.acting import choice_read, done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ROOM


class BackForm(forms.Form):
    stage = forms.ChoiceField(label=_("Back to what?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("In one or two sentences, and without blame."),
        widget=long_box(3),
        error_messages=when_empty("back-needs-reason"),
    )
    readers: Mapping[str, object] = {"reason": ROOM["circle"]}
    kept_in: Mapping[str, str] = {"reason": "circle"}

    def __init__(self, *args: object, stages: Sequence[Stage], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = choice_field(self, "stage")
        field.choices = [(stage.key, name_of(stage)) for stage in reversed(stages)]
        field.initial = stages[-1].key


@dataclass(frozen=True)
class Next:
    """A part that may come now, and what it still needs. `announce`: people can be among themselves there."""

    key: str
    name: str
    label: str
    gates: tuple[GateLine, ...]
    more: int
    announce: bool


@page(f"{OVERVIEW}stap/", "stage")
@require_http_methods(["GET", "POST"])
def stage_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    if request.method == "POST":
        asked = EnterStage(request.POST.get("stage", ""), expected=choice_read(request))
        thanks = gettext("This is where we are now. Everyone sees it on their own page.")
        done(request, None, here, enter_stage, asked, thanks=thanks)
        return redirect("cockpit", address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.ENTER_STAGE)
    if not sheet.ahead:
        not_now(request, "no-such-stage")
        return redirect("cockpit", address)
    ahead = [_next(sheet, one) for one in sheet.ahead]
    return show_case(request, "cockpit/stage", sheet, where=where_now(sheet.head), ahead=ahead)


@page(f"{OVERVIEW}stap/terug/", "stage_back")
@require_http_methods(["GET", "POST"])
def stage_back_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.ENTER_STAGE)
    if not sheet.earlier:
        not_now(request, "no-such-stage")
        return redirect("cockpit", address)
    form = BackForm(request.POST or None, stages=sheet.earlier)
    if form.is_valid():
        asked = EnterStage(**form.cleaned_data, expected=choice_read(request))
        thanks = gettext("We are back there. Everyone who takes part reads why.")
        if done(request, form, here, enter_stage, asked, thanks=thanks):
            return redirect("cockpit", address)
    status = 422 if form.errors else 200
    return show_case(request, "cockpit/stage_back", sheet, where=where_now(sheet.head), form=form, status=status)


def _next(sheet: CockpitSheet, one: Ahead) -> Next:
    name = name_of(one.stage)
    return Next(
        key=one.stage.key,
        name=name,
        label=gettext("Begin: %(stage)s") % {"stage": name},
        gates=tuple(gate_line(gate, sheet.head, sheet.reach.deciders) for gate in one.gates),
        more=one.more_gates,
        announce=one.stage.closed_time and Action.OPEN_CLOSED_TIME in sheet.head.can,
    )
