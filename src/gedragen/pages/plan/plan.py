"""The plan, for everyone who may read it, and as a sheet for the fridge door."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.plan.commands import AgreeSafetyNet, agree_safety_net
from gedragen.cases.plan.queries.plan import plan_sheet
from gedragen.edge.asking import inside, visit
from gedragen.method.items import ItemKind
from gedragen.method.terms import local_day
from gedragen.pages.addresses import CASE, page
from gedragen.pages.frames.later_words import late_lines
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.plan.arrangements import arrangements
from gedragen.pages.plan.lights import light_lines
from gedragen.pages.plan.plan_lines import (
    advice_only,
    beside_the_plan,
    first_to_answer,
    item_lines,
    keeping_says,
    nothing_yet,
)
from gedragen.pages.plan.words import write_an_item


class SafetyNetForm(forms.Form):
    text = forms.CharField(
        label=_("What do we do if it goes wrong?"),
        widget=long_box(6),
        help_text=_("Who notices it? Who calls whom? What do we stop with, and what goes on?"),
    )


@page(f"{CASE}plan/", "plan")
def plan_page(request: HttpRequest, address: str) -> HttpResponse:
    found = visit(request, address)
    sheet = plan_sheet(found.case_id, viewer=found.seat)
    return show_case(
        request,
        "plan/plan",
        sheet,
        lines=item_lines(sheet),
        closing=item_lines(sheet, ItemKind.CLOSING),
        lights=light_lines(sheet),
        answer_first=first_to_answer(sheet),
        arrangements=arrangements(sheet),
        nothing=nothing_yet(sheet.head),
        keeping=keeping_says(sheet.head, sheet.keeping),
        write=write_an_item(sheet.head),
        write_first=write_an_item(sheet.head, is_first=True),
        advice=advice_only(sheet.head),
        late=late_lines(sheet.late),
        told=beside_the_plan(sheet.decision, [(item.number, item.version.title) for item in sheet.items]),
    )


@page(f"{CASE}plan/afdrukken/", "plan_print")
def plan_print_page(request: HttpRequest, address: str) -> HttpResponse:
    found = visit(request, address)
    sheet = plan_sheet(found.case_id, viewer=found.seat)
    coming = [(day, kind) for day, kind in sheet.check_ins if day >= local_day(clock.now())]
    return show_case(
        request,
        "plan/fridge",
        sheet,
        lines=item_lines(sheet),
        arrangements=arrangements(sheet),
        coming=coming,
        late=late_lines(sheet.late),
        keeping=keeping_says(sheet.head, sheet.keeping),
        nothing=nothing_yet(sheet.head),
    )


@page(f"{CASE}als-het-misgaat/", "safety_net")
def safety_net_page(request: HttpRequest, address: str) -> HttpResponse:
    me = inside(request, address)
    sheet = plan_sheet(me.case_id, viewer=me.seat)
    check_may(sheet.head, Action.AGREE_SAFETY_NET)
    form = read_by(SafetyNetForm(request.POST or None, initial={"text": sheet.safety_net}), sheet.head, text="plan")
    read = version_read(request)
    if request.method == "POST" and form.is_valid():
        asked = AgreeSafetyNet(form.cleaned_data["text"], read=read)
        if done(request, form, me, agree_safety_net, asked, thanks=gettext("Saved. This is now in the plan.")):
            return redirect("plan", address)
        sheet = plan_sheet(me.case_id, viewer=me.seat)
    return show_case(request, "plan/safety_net", sheet, form=form, read=read, status=422 if form.errors else 200)
