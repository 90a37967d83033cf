"""To which side somebody belongs: asked when they are invited, and put right until deciding begins."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.people.commands.sides import SetSide, set_side
from gedragen.cases.people.queries.seats import seat_sheet
from gedragen.cases.state.head import CaseHead
from gedragen.edge.asking import inside
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import choice_read, done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import in_language


def sides_of(head: CaseHead) -> Sequence[tuple[str, str]]:
    """The sides of this situation, to choose from."""
    return [(one.key, in_language(one.name)) for one in head.approach.sides] if head.approach else []


class SideForm(forms.Form):
    side = forms.ChoiceField(
        label=_("To which side does this person belong?"),
        widget=forms.RadioSelect,
        error_messages=when_empty("choose-a-side"),
    )


@page(f"{OVERVIEW}kant/<number:seat_id>/", "side")
@require_http_methods(["GET", "POST"])
def side_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = seat_sheet(here.case_id, seat_id, viewer=here.seat)
    check_may(sheet.head, Action.SET_SIDE)
    if not sheet.person.takes_part:
        raise NotFound
    form = SideForm(request.POST or None, initial={"side": sheet.person.side.key if sheet.person.side else ""})
    form.fields["side"].choices = sides_of(sheet.head)  # type: ignore[attr-defined]
    if form.is_valid():
        side, was = form.cleaned_data["side"], choice_read(request)
        asked = SetSide(seat_id, side, was)
        if done(request, form, here, set_side, asked, thanks=gettext("This is recorded.")):
            return redirect("seats", address)
    return show_case(request, "people/side", sheet, form=form, status=422 if form.errors else 200)
