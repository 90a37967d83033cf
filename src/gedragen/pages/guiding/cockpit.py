"""The cockpit: what is missing before the next step, who is not reached, which "no" is open, and moving on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from gedragen.access.doing import Action
from gedragen.cases.frame_test.commands.frame_test import ask_frame_test
from gedragen.cases.frames.queries import frames_sheet
from gedragen.cases.guiding.queries import CockpitSheet, cockpit_sheet
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.state.head import CaseHead
from gedragen.edge.asking import inside
from gedragen.method.items import ItemState
from gedragen.method.phases import Phase
from gedragen.notices.undelivered import undelivered_to
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.documents.lines import paper_rows
from gedragen.pages.frames.later_words import fixed_count
from gedragen.pages.guiding.words import RULES, GateLine, gate_line
from gedragen.pages.home.deadlines import deadline_lines
from gedragen.pages.home.now_for_you import now_line
from gedragen.pages.home.stage import where_now
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may
from gedragen.pages.plan.plan_lines import keeping_says
from gedragen.pages.templatetags.say import bare_day

ASKABLE = (ItemState.DRAFT, ItemState.NOT_PASSED)


@dataclass(frozen=True)
class Step:
    """The next step of a phase: what it is called, and what will happen when it is taken."""

    link: str
    label: Promise
    title: Promise
    says: tuple[Promise, ...]


STEPS: Mapping[Phase, Step] = {
    Phase.STARTING: Step(
        "move_on",
        _("Begin preparing"),
        _("Begin preparing?"),
        (
            _("After this the limits are fixed. A later change stays visible for ever, and everyone is asked again."),
            _("Everyone who takes part gets a message."),
            _("After this you can invite everyone who lies awake over it."),
        ),
    ),
    Phase.PREPARING: Step(
        "move_on",
        _("Begin deciding together"),
        _("Begin deciding together?"),
        (
            _("After this the people write the plan, item by item."),
            _("Everyone who takes part gets a message."),
            _("Whoever comes later can still take part and decide on what is asked from then on."),
        ),
    ),
    Phase.DECIDING: Step(
        "ask_test",
        _("Ask whether the plan fits within the limits"),
        _("Ask whether the plan fits within the limits?"),
        (
            _("The organisation says for each limit whether the plan fits. It does not judge the plan itself."),
            _("Does everything fit? Then the plan goes ahead. Nobody needs to do anything else for that."),
            _("Does something not fit? Then it says what must change, and the people can change their plan."),
        ),
    ),
}


# Where the main person chooses the circle, and where nobody sets limits, the same step says something else.
CLOSED_SAYS = (
    _("After this what is fixed stays as it is. A later change stays visible for ever, and everyone is asked again."),
    _("Everyone who takes part gets a message."),
    _("After this you can invite those whom the person it is about said yes to."),
)
LAW_ALONE = Step(
    "ask_test",
    _("Begin carrying out the plan"),
    _("Begin carrying out the plan?"),
    (
        _("Nobody sets limits here beforehand: only the law is the limit. So the plan goes ahead at once."),
        _("Everyone who takes part gets a message."),
    ),
)


def step_of(head: CaseHead, *, law_alone: bool) -> Step | None:
    """The next step in the words of this situation."""
    step = STEPS.get(head.phase)
    if step is not None and head.phase is Phase.STARTING and not head.is_open:
        return replace(step, says=CLOSED_SAYS)
    return LAW_ALONE if law_alone and head.phase is Phase.DECIDING else step


@page(OVERVIEW, "cockpit")
@require_safe
def cockpit_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    due = next((one for one in sheet.check_ins if one.done_at is None), None)
    askable = [] if sheet.head.is_closed else [item for item in sheet.items if item.state in ASKABLE]
    step = step_of(sheet.head, law_alone=not sheet.head.is_open and not sheet.counted.frames)
    returned = undelivered_to(here.case_id, viewer=here.seat)
    around: dict[str, Any] = {"gates": _gates(sheet), "step": step, "askable": askable, "due": due}
    around["deadlines"] = deadline_lines(sheet.head)
    around["asked"] = [now_line(sheet.head, one) for one in sheet.children]
    around["where"] = where_now(sheet.head)
    around["keeping"] = keeping_says(sheet.head, sheet.keeping)
    since, counted = sheet.head.dates.get(Phase.PREPARING), sheet.counted
    around["fixed"] = fixed_count(counted.frames - counted.frames_later, counted.frames_later, bare_day(since))
    around["papers"] = paper_rows(sheet.head, sheet.papers)
    return show_case(request, "cockpit/cockpit", sheet, returned=returned, **around)


@page(f"{OVERVIEW}verder/", "move_on")
@require_http_methods(["GET", "POST"])
def move_on_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = cockpit_sheet(here.case_id, viewer=here.seat)
    if request.method == "POST":
        asked = request.POST.get("expected", "")
        phase = Phase(asked) if asked in list(Phase) else sheet.head.phase
        begun = done(request, None, here, move_on, MoveOn(expected=phase), thanks=_thanks(phase, sheet.head))
        return redirect(_next_page(sheet.head) if begun and phase is Phase.STARTING else "cockpit", address)
    check_may(sheet.head, Action.MOVE_ON)
    if sheet.gates:
        messages.warning(request, str(RULES["gates-missing"].text))
        return redirect("cockpit", address)
    return show_case(request, "cockpit/step", sheet, step=step_of(sheet.head, law_alone=False))


@page(f"{OVERVIEW}toets/", "ask_test")
@require_http_methods(["GET", "POST"])
def ask_test_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.ASK_FRAME_TEST)
    if request.method == "POST":
        thanks = gettext("The plan goes ahead.") if sheet.law else gettext("The plan is now with the organisation.")
        asked = done(request, None, here, ask_frame_test, thanks=thanks)
        return redirect("frame_test" if asked and not sheet.law else "cockpit", address)
    return show_case(request, "cockpit/ask_test", sheet, step=step_of(sheet.head, law_alone=sheet.law is not None))


def _gates(sheet: CockpitSheet) -> list[GateLine]:
    return [gate_line(gate, sheet.head, sheet.reach.deciders) for gate in sheet.gates]


def _next_page(head: CaseHead) -> str:
    """What stands fast, stands fast: now people can be invited, and that is what comes first."""
    return "seats" if head.approach is not None and head.approach.circle_is_chosen else "invite"


def _thanks(phase: Phase, head: CaseHead) -> str:
    if phase is Phase.STARTING and not head.is_open:
        return gettext("What is fixed stays as it is now. You can invite whom the person it is about said yes to.")
    if phase is Phase.STARTING:
        return gettext("The limits are fixed. Now you can invite everyone who lies awake over it.")
    return gettext("Deciding together has begun. Everyone who takes part gets a message.")
