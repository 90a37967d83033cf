"""Showing a page of a case: the shell around it (road, human, who you are) comes from the head of its sheet."""

from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from gedragen.access.doing import Action
from gedragen.cases.state.head import CaseHead, Me
from gedragen.edge.asking import held_seats
from gedragen.edge.browser import cards_read
from gedragen.method.phases import ROAD, has_reached
from gedragen.pages.house.demo_mode import demo_is_offered
from gedragen.pages.house.readers import kept_by
from gedragen.pages.house.rendering import show
from gedragen.pages.house.words import PHASE


class Sheet(Protocol):
    """What every query about one case returns."""

    @property
    def head(self) -> CaseHead: ...


def show_case(request: HttpRequest, page: str, sheet: Sheet, *, status: int = 200, **context: object) -> HttpResponse:
    """`page` with its `sheet`, its `head`, and whatever else is given."""
    around = shell(request, sheet.head)
    form = context.get("form")
    if isinstance(form, forms.Form):
        kept_by(form, sheet.head)
    return show(request, page, {**around, "sheet": sheet, "head": sheet.head, **context}, status=status)


def shell(request: HttpRequest, head: CaseHead) -> dict[str, object]:
    """What shell.html asks for."""
    home, back = _home(head)
    several = len(held_seats(request, head.address)) > 1
    me: dict[str, object] | None = None
    if head.me is not None:
        switch = reverse("choose_seat", args=[head.address]) if several else ""
        if head.is_demo and demo_is_offered(request):
            switch = reverse("demo")
        me = {"name": head.me.name, "url": switch, "seat": head.me.seat_id, "guides": head.me.guides}
        me |= {"card": _card(request, head.me), "card_url": reverse("my_card", args=[head.address])}
    return {
        "case": {
            "name": head.title,
            "url": reverse(home, args=[head.address]),
            "back": back,
            "is_demo": head.is_demo,
            "is_closed": head.is_closed,
            "stop_url": reverse("stop_by_leaving", args=[head.address]) if Action.STOP_BY_LEAVING in head.can else "",
        },
        "road": road(head),
        "human": head.human,
        "me": me,
    }


def _card(request: HttpRequest, me: Me) -> str:
    """What every page says of one's new card, until a yes or no, or until this device was told who heard the yes."""
    if me.card_waits:
        return "waits"
    return "heard" if me.heard_card is not None and me.heard_card not in cards_read(request) else ""


def _home(head: CaseHead) -> tuple[str, str]:
    """The page from which this person sets out, and what the way back to it is called."""
    if head.me is None:
        return "public", gettext("To the situation")
    if not head.me.has_joined:
        return "welcome", gettext("To your invitation")
    if head.me.guides:
        return "cockpit", gettext("To the overview")
    return "road", gettext("To your road")


def road(head: CaseHead) -> list[dict[str, object]]:
    """The four phases, with what was, is and comes."""
    steps: list[dict[str, object]] = []
    for phase in ROAD:
        state = "done" if has_reached(head.phase, phase) else "later"
        if phase is head.phase and not head.is_closed:
            state = "now"
        steps.append({"name": PHASE[phase], "state": state, "phase": phase, "when": head.dates.get(phase)})
    return steps


@dataclass(frozen=True)
class HeadOnly:
    """The sheet of a page that needs no more than the head of its case."""

    head: CaseHead
