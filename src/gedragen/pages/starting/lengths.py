"""How long something takes here, where the approach leaves that to each situation."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.starting.commands.lengths import SetLength, set_length
from gedragen.cases.starting.queries import LengthSheet, length_sheet
from gedragen.edge.asking import inside
from gedragen.method.constitution.keys.deadlines import LONGEST, Unit
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import choice_read, done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may
from gedragen.pages.starting.words import UNIT


class LengthForm(forms.Form):
    number = forms.IntegerField(
        label=_("How many?"),
        help_text=_("For instance: 6, and then weeks."),
        widget=forms.NumberInput(attrs={"min": 1, "max": max(LONGEST.values())}),
        error_messages={"required": _("Write how many.")},
    )
    unit = forms.ChoiceField(
        label=_("Of what?"),
        widget=forms.RadioSelect,
        choices=[(unit.value, UNIT[unit]) for unit in Unit],
        error_messages={"required": _("Choose one of the four.")},
    )

    def asked(self, setting: str, was: str) -> SetLength:
        return SetLength(setting, Unit(self.cleaned_data["unit"]), self.cleaned_data["number"], was)


@page(f"{CASE}hoe-lang/<slug:key>/", "length")
@require_http_methods(["GET", "POST"])
def length_page(request: HttpRequest, address: str, key: str) -> HttpResponse:
    """Who sets the limits or guides the conversation fills it in; whom it concerns reads the day on the road."""
    here = inside(request, address)
    sheet = length_sheet(here.case_id, key, viewer=here.seat)
    check_may(sheet.head, Action.SET_LENGTH)
    form = LengthForm(request.POST or None, initial=_filled_in(sheet))
    if form.is_valid():
        asked = form.asked(key, choice_read(request))
        if done(request, form, here, set_length, asked, thanks=gettext("This is recorded.")):
            return redirect("road", address)
        sheet = length_sheet(here.case_id, key, viewer=here.seat)
    return show_case(request, "starting/length", sheet, form=form, status=422 if form.errors else 200)


def _filled_in(sheet: LengthSheet) -> dict[str, object]:
    return {"number": sheet.length.number, "unit": sheet.length.unit.value} if sheet.length is not None else {}
