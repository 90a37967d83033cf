"""Beside somebody: saying what they want to have said, after asking. That others may guess who it was is said first."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action, Denied, NotFound
from gedragen.cases.children.queries import children_sheet
from gedragen.cases.plan.queries.plan import ItemSheet, item_sheet
from gedragen.cases.preparing.commands.advocacy import (
    BringViewFor,
    ObjectFor,
    SpeakFor,
    bring_view_for,
    object_for,
    speak_for,
)
from gedragen.cases.rounds.queries.rounds import RoundCard
from gedragen.cases.state.head import CaseHead, case_head
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now
from gedragen.pages.house.case_page import HeadOnly, show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty

Form = TypeVar("Form", bound=forms.Form)


class SpeakForm(forms.Form):
    text = forms.CharField(
        label=_("In their own words"),
        help_text=_("As they said it. A few words are enough."),
        widget=long_box(),
        error_messages={"required": _("Write a few words, as they said it.")},
    )
    room = forms.ChoiceField(label=_("Who may read this?"), widget=forms.RadioSelect, initial="private")
    readers: Mapping[str, object] = {"text": _("You choose below who reads this.")}

    def __init__(
        self,
        *args: object,
        name: str,
        guide: str,
        for_everyone: bool,
        children: Sequence[tuple[int, str]] = (),
        **kwargs: object,
    ) -> None:
        """`children`: for whom who guides writes, as seat and name."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if children:
            whose = forms.TypedChoiceField(
                label=_("Which child?"), widget=forms.RadioSelect, coerce=int, choices=list(children)
            )
            self.fields = {"seat_id": whose, **self.fields}
        both = gettext("Only %(guide)s, and %(name)s") % {"guide": guide, "name": name}
        everyone = [("circle", _("Everyone who takes part"))] if for_everyone else []
        self.fields["room"].choices = [("private", both), *everyone]  # type: ignore[attr-defined]


class ViewForForm(forms.Form):
    text = forms.CharField(
        label=_("What do they see differently?"),
        help_text=_("As they said it. Leave out what only one person can know."),
        widget=long_box(),
        error_messages=when_empty("view-needs-text"),
    )
    readers: Mapping[str, object] = {"text": _("Everyone who takes part can read this, without a name.")}


class ObjectForForm(forms.Form):
    reason = forms.CharField(
        label=_("What can go wrong?"),
        help_text=_("As they said it. Leave out what only one person can know."),
        widget=long_box(4),
        error_messages=when_empty("objection-needs-reason"),
    )
    readers: Mapping[str, object] = {
        "reason": _("Until the round closes nobody reads this. After that everyone who takes part reads it.")
    }


@page(f"{CASE}naast/stem/", "speak_for")
@require_http_methods(["GET", "POST"])
def speak_for_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    head = case_head(here.case_id, viewer=here.seat)
    check_may(head, Action.SPEAK_FOR)
    children = children_sheet(here.case_id, viewer=here.seat).children if head.me and head.me.guides else ()
    if head.me and head.me.guides and not children:
        raise Denied("needs-supports")
    guide = head.human.name if head.human else ""
    everyone = head.writes_in("circle")
    name = _beside(head) or gettext("this child")
    form = SpeakForm(request.POST or None, name=name, guide=guide, for_everyone=everyone, children=children)
    form = _after_asking(form, head)
    if form.is_valid():
        asked = SpeakFor(**{"seat_id": None, **form.cleaned_data})
        if done(request, form, here, speak_for, asked, thanks=gettext("Thank you. We have kept what you wrote.")):
            return redirect("road", address)
    return show_case(request, "advocacy/speak", HeadOnly(head), form=form, status=422 if form.errors else 200)


@page(f"{CASE}naast/andere-kant/", "bring_view_for")
@require_http_methods(["GET", "POST"])
def bring_view_for_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    head = case_head(here.case_id, viewer=here.seat)
    check_may(head, Action.BRING_VIEW_FOR)
    form = _after_asking(ViewForForm(request.POST or None), head)
    if form.is_valid():
        said = form.cleaned_data
        thanks = gettext("Thank you. Everyone who takes part can read it, without a name.")
        if done(request, form, here, bring_view_for, BringViewFor(**said), thanks=thanks):
            return redirect("views", address)
    return show_case(request, "advocacy/view", HeadOnly(head), form=form, status=422 if form.errors else 200)


@page(f"{CASE}naast/onderdeel/<number:number>/", "object_for")
@require_http_methods(["GET", "POST"])
def object_for_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """A "no" to the round that is open about this item."""
    here = inside(request, address)
    sheet = item_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.OBJECT_FOR)
    asked = _newest_round(sheet)
    if request.method == "GET" and not _is_open(asked):
        not_now(request, "round-is-closed")
        return redirect("item", address, number)
    form = _after_asking(ObjectForForm(request.POST or None), sheet.head)
    if form.is_valid():
        said = form.cleaned_data
        thanks = gettext("It has been put forward, without a name. First it changes; then everyone is asked again.")
        if done(request, form, here, object_for, ObjectFor(asked.number, **said), thanks=thanks):
            return redirect("item", address, number)
    return show_case(request, "advocacy/object", sheet, form=form, status=422 if form.errors else 200)


def _newest_round(sheet: ItemSheet) -> RoundCard:
    """The newest round about an item. Raises NotFound when there never was one."""
    asked = sheet.item.on_the_table.round
    if asked is None:
        raise NotFound
    return asked


def _is_open(asked: RoundCard) -> bool:
    return asked.clock.is_open(clock.now())


def _after_asking(form: Form, head: CaseHead) -> Form:
    """Whoever speaks for somebody says that they asked, each time anew."""
    label = gettext("I asked %(name)s. %(name)s wants me to say this.") % {
        "name": _beside(head) or gettext("this child")
    }
    form.fields["say_so"] = forms.BooleanField(label=label, error_messages=when_empty("needs-say-so"))
    return form


def _beside(head: CaseHead) -> str:
    """Whose words these are."""
    return head.me.speaks_for if head.me else ""
