"""Calling on who is silent, where a round waits for that and who guides did not do it yet."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.plan.queries.plan import ItemSheet, item_sheet
from gedragen.cases.rounds.commands.calls import TryToReach, try_to_reach
from gedragen.cases.rounds.queries.asking import Uncalled
from gedragen.edge.asking import inside
from gedragen.method.terms import local_day
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty


class TryForm(forms.Form):
    person = forms.TypedChoiceField(
        label=_("Whom did you call today, without an answer?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages=when_empty("choose-whom-you-called"),
    )

    def __init__(self, *args: object, people: Sequence[Uncalled], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choice_field(self, "person").choices = [(str(one.seat_id), one.name) for one in people]


def not_called_today(sheet: ItemSheet) -> list[Uncalled]:
    """One try for each day, whoever does it."""
    today = local_day(clock.now())
    return [one for one in sheet.uncalled if today not in one.days]


@page(f"{CASE}onderdeel/<number:number>/bellen/", "try_to_reach")
@require_http_methods(["GET", "POST"])
def try_to_reach_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = item_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.TRY_TO_REACH)
    card = sheet.item.on_the_table.round
    people = not_called_today(sheet)
    if card is None or not people:
        not_now(request, "needs-no-call-now")
        return redirect("item", address, number)
    form = TryForm(request.POST or None, people=people)
    if form.is_valid():
        asked = TryToReach(card.number, form.cleaned_data["person"])
        if done(request, form, here, try_to_reach, asked, thanks=gettext("Recorded. Thank you for calling.")):
            return redirect("item", address, number)
    return show_case(request, "plan/try_to_reach", sheet, form=form, status=422 if form.errors else 200)
