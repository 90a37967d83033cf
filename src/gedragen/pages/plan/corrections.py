"""Correcting an item that was agreed, and saying that it is more than a correction."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from gedragen.access.doing import Action
from gedragen.cases.plan.commands import ItemText
from gedragen.cases.plan.corrections import CorrectItem, DisputeCorrection, correct_item, dispute_correction
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by


class CorrectionForm(forms.Form):
    title = forms.CharField(label=_("A short name"), max_length=120)
    what = forms.CharField(label=_("What are we going to do?"), widget=long_box(4))
    when = forms.CharField(label=_("When?"), required=False, max_length=300)
    why = forms.CharField(label=_("Why?"), required=False, widget=long_box(3))


@page(f"{CASE}onderdeel/<number:number>/verbeteren/", "item_correct")
@require_http_methods(["GET", "POST"])
def correct_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = item_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.CORRECT_ITEM)
    if request.method == "GET" and not sheet.corrections.may_correct:
        not_now(request, "only-the-writer-corrects")
        return redirect("item", address, number)
    version = sheet.item.version
    old = {name: getattr(version, name) for name in ("title", "what", "when", "why")}
    form = CorrectionForm(request.POST or None, initial=old)
    read_by(form, sheet.head, "plan")
    for name in ("when", "why"):
        if not old[name]:
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        asked = CorrectItem(number, version_read(request), ItemText(**form.cleaned_data))
        thanks = gettext("Your correction stands beside the text for three days. Everybody can say what they think.")
        if done(request, form, here, correct_item, asked, thanks=thanks):
            return redirect("item", address, number)
    return show_case(request, "item/correct", sheet, form=form, status=422 if form.errors else 200)


@page(f"{CASE}onderdeel/<number:number>/verbeteren/vragen/", "correction_dispute")
@require_POST
def dispute_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    asked = DisputeCorrection(number, version_read(request))
    done(request, None, here, dispute_correction, asked, thanks=gettext("Thank you. Everybody is asked about it now."))
    return redirect("item", address, number)
