"""The other side: opposing views, and what the plan does with them. Who brought one stays with the facilitator."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Action, NotFound
from gedragen.cases.preparing.commands.preparation import AnswerView, BringView, answer_view, bring_view
from gedragen.cases.preparing.queries import InformationSheet, ViewCard, information_sheet
from gedragen.cases.preparing.side_queries import SideCard
from gedragen.edge.asking import inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field, long_box
from gedragen.pages.house.permission import check_may


class ViewForm(forms.Form):
    side = forms.TypedChoiceField(
        label=_("For which side do you say this?"), coerce=int, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label=_("What do you, or others, see differently?"),
        widget=long_box(5),
        help_text=_("Also what you have heard from people who are not here. Write it as they would say it."),
    )
    readers: ClassVar = {"text": _("Everyone who takes part can read this, without a name.")}
    kept_in: ClassVar = {"text": "circle"}

    def __init__(self, *args: object, sides: Sequence[SideCard], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        mine = [(one.number, one.name) for one in sides if one.is_mine]
        if len(mine) > 1:
            choice_field(self, "side").choices = mine
        else:
            del self.fields["side"]


class ViewAnswerForm(forms.Form):
    text = forms.CharField(
        label=_("What does the plan do with this?"),
        widget=long_box(4),
        help_text=_("What has it changed? And what not, and why?"),
    )
    readers: ClassVar = {"text": _("Everyone who takes part can read this. It is shown beside the plan.")}
    kept_in: ClassVar = {"text": "circle"}


@page(f"{CASE}andere-kant/", "views")
def views_page(request: HttpRequest, address: str) -> HttpResponse:
    me = inside(request, address)
    sheet = information_sheet(me.case_id, viewer=me.seat)
    form = ViewForm(request.POST or None, sides=sheet.sides)
    if request.method == "POST" and form.is_valid():
        asked = BringView(form.cleaned_data["text"], form.cleaned_data.get("side") or None)
        thanks = gettext("Thank you. Everyone who takes part can read it, without a name.")
        if done(request, form, me, bring_view, asked, thanks=thanks):
            return redirect("views", address)
    return show_case(request, "information/views", sheet, form=form, status=422 if form.errors else 200)


@page(f"{CASE}andere-kant/<number:number>/", "answer_view")
def answer_view_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    sheet = information_sheet(me.case_id, viewer=me.seat, view=number)
    check_may(sheet.head, Action.ANSWER_VIEW)
    view = _the_one(sheet)
    if not view.may_answer and request.method == "GET":
        not_now(request, _why_not(view))
        return redirect("views", address)
    form, read = ViewAnswerForm(request.POST or None, initial={"text": view.answer}), version_read(request)
    if request.method == "POST" and form.is_valid():
        asked = AnswerView(number, form.cleaned_data["text"], read=read)
        if done(request, form, me, answer_view, asked, thanks=gettext("Saved. It is now shown beside the plan.")):
            return redirect("views", address)
        view = _the_one(information_sheet(me.case_id, viewer=me.seat, view=number))
    told = {"form": form, "view": view, "read": read}
    return show_case(request, "information/view", sheet, status=422 if form.errors else 200, **told)


def _the_one(sheet: InformationSheet) -> ViewCard:
    """The view that was asked for by its number. Raises NotFound."""
    if not sheet.views:
        raise NotFound
    return sheet.views[0]


def _why_not(view: ViewCard) -> str:
    if view.is_mine:
        return "view-is-yours"
    return "view-is-of-your-side" if view.side else "another-side-answers"
