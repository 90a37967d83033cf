"""The sides of a situation: who guides names them; who stands on one speaks for it and says what came of that."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action, NotFound
from gedragen.cases.preparing.commands import sides
from gedragen.cases.preparing.queries import ViewCard, information_sheet
from gedragen.cases.preparing.side_queries import SideCard, SidesSheet, side_sheet, sides_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.edge.numbers import whole_number
from gedragen.method.opposition.sides import Heard, had_a_week
from gedragen.pages.addresses import CASE, OVERVIEW, page
from gedragen.pages.house.acting import choice_read, done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty
from gedragen.pages.preparing.words import HEARD, LACKS


class SideForm(forms.Form):
    name = forms.CharField(
        label=_("Who are they?"),
        help_text=_("In the words that people use, for instance “who sits there in the evening”. No names."),
        max_length=80,
        error_messages=when_empty("needs-name"),
    )


class OnSidesForm(forms.Form):
    sides = forms.TypedMultipleChoiceField(
        label=_("On which sides?"),
        help_text=_("One, several, or none."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class SideExceptionForm(forms.Form):
    text = forms.CharField(
        label=_("Why does nobody of this side take part?"),
        help_text=_("Write how often you asked, and what they said. No names."),
        widget=long_box(4),
        error_messages=when_empty("side-exception-needs-text"),
    )


class AbsentViewForm(forms.Form):
    side = forms.TypedChoiceField(
        label=_("Of which side is this?"),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages=when_empty("choose-their-side"),
    )
    text = forms.CharField(
        label=_("What did they say?"),
        help_text=_("As they would say it. Without their name."),
        widget=long_box(5),
        error_messages=when_empty("view-needs-text"),
    )


class HeardForm(forms.Form):
    heard = forms.TypedChoiceField(label=_("Was your point heard?"), coerce=Heard, widget=forms.RadioSelect)
    readers: ClassVar = {"heard": _("Everyone who takes part can read this. It is shown beside the plan.")}

    def __init__(self, *args: object, is_theirs: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        said = (Heard.HEARD, Heard.NOT_YET) if is_theirs else (Heard.ASKED,)
        choice_field(self, "heard").choices = [(one.value, HEARD[one]) for one in said]
        if not is_theirs:
            choice_field(self, "heard").label = _("What became of it?")


@page(f"{OVERVIEW}kanten/", "sides")
@require_http_methods(["GET", "POST"])
def sides_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = _sheet(here, Action.NAME_SIDE)
    form = read_by(SideForm(request.POST or None), sheet.head, name="open")
    if form.is_valid():
        asked = sides.NameSide(form.cleaned_data["name"])
        if done(request, form, here, sides.name_side, asked, thanks=gettext("Everyone who takes part hears it.")):
            return redirect("sides", address)
    lines = [(one, _about(sheet, one), [who for who in sheet.people if one.number in who.on]) for one in sheet.sides]
    nowhere = [who for who in sheet.people if not who.on]
    told = {"form": form, "lines": lines, "nowhere": nowhere}
    return show_case(request, "information/sides", sheet, status=422 if form.errors else 200, **told)


def _about(sheet: SidesSheet, side: SideCard) -> object:
    return LACKS[sheet.lacks[side.number]] if side.number in sheet.lacks else ""


@page(f"{OVERVIEW}kanten/wie/<number:seat_id>/", "on_sides")
@require_http_methods(["GET", "POST"])
def on_sides_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = _sheet(here, Action.PUT_ON_SIDES)
    who = next((one for one in sheet.people if one.seat == seat_id), None)
    if who is None or not sheet.sides:
        raise NotFound
    form = OnSidesForm(request.POST or None, initial={"sides": who.on})
    choice_field(form, "sides").choices = _choices(sheet.sides)
    if request.method == "POST" and form.is_valid():
        was = tuple(whole_number(one) or 0 for one in choice_read(request).split("-") if one)
        asked = sides.PutOnSides(seat_id, tuple(form.cleaned_data["sides"]), was)
        if done(request, form, here, sides.put_on_sides, asked, thanks=gettext("Saved. This person hears it.")):
            return redirect("sides", address)
    told = {"form": form, "who": who, "was": "-".join(str(one) for one in who.on)}
    return show_case(request, "information/on_sides", sheet, status=422 if form.errors else 200, **told)


@page(f"{OVERVIEW}kanten/<number:number>/", "side_exception")
@require_http_methods(["GET", "POST"])
def side_exception_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = side_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.EXCEPT_SIDE)
    form = read_by(
        SideExceptionForm(request.POST or None, initial={"text": sheet.side.exception}), sheet.head, text="open"
    )
    read = version_read(request)
    if form.is_valid():
        asked = sides.ExceptSide(number, form.cleaned_data["text"], read=read)
        if done(request, form, here, sides.except_side, asked, thanks=gettext("Everyone can read this now.")):
            return redirect("sides", address)
        sheet = side_sheet(here.case_id, number, viewer=here.seat)
    return show_case(request, "information/side_exception", sheet, form=form, read=read, status=_status(form))


@page(f"{OVERVIEW}kanten/niet-erbij/", "absent_view")
@require_http_methods(["GET", "POST"])
def absent_view_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = _sheet(here, Action.BRING_ABSENT_VIEW)
    form = read_by(AbsentViewForm(request.POST or None), sheet.head, text="circle")
    if sheet.sides:
        choice_field(form, "side").choices = _choices(sheet.sides)
    else:
        del form.fields["side"]
    if form.is_valid():
        asked = sides.BringAbsentView(form.cleaned_data["text"], form.cleaned_data.get("side"))
        thanks = gettext("Everyone who takes part can read it, and that it was said by somebody who is not here.")
        if done(request, form, here, sides.bring_absent_view, asked, thanks=thanks):
            return redirect("views", address)
    return show_case(request, "information/absent_view", sheet, form=form, status=_status(form))


@page(f"{CASE}andere-kant/<number:number>/gehoord/", "say_heard")
@require_http_methods(["GET", "POST"])
def say_heard_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = information_sheet(here.case_id, viewer=here.seat, view=number)
    check_may(sheet.head, Action.SAY_HEARD)
    view = _shown(sheet.views)
    form = HeardForm(request.POST or None, is_theirs=view.is_mine)
    refused = _why_not_heard(view)
    if refused and request.method == "GET":
        not_now(request, refused)
        return redirect("views", address)
    if form.is_valid():
        asked = sides.SayHeard(number, form.cleaned_data["heard"])
        thanks = gettext("Thank you. It is shown beside the plan, without your name.")
        if done(request, form, here, sides.say_heard, asked, thanks=thanks):
            return redirect("views", address)
    return show_case(request, "information/heard", sheet, form=form, view=view, status=_status(form))


@page(f"{CASE}andere-kant/geen/<number:number>/", "nothing_else")
@require_http_methods(["GET", "POST"])
def nothing_else_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = side_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.SAY_NOTHING_ELSE)
    if not sheet.side.is_mine:
        raise NotFound
    if not sheet.side.is_silent and request.method == "GET":
        not_now(request, "side-has-spoken")
        return redirect("views", address)
    if request.method == "POST":
        thanks = gettext("Saved. Somebody of your side can still put something forward.")
        done(request, None, here, sides.say_nothing_else, sides.NothingElse(number), thanks=thanks)
        return redirect("views", address)
    return show_case(request, "information/nothing_else", sheet)


def _why_not_heard(view: ViewCard) -> str:
    """Why it would be refused, as the code of a rule; empty when it would not."""
    if not view.may_say_heard or view.answered_at is None:
        return "not-yours-to-say"
    return "" if view.is_mine or had_a_week(view.answered_at, clock.now()) else "give-them-a-week"


def _sheet(here: Inside, action: Action) -> SidesSheet:
    sheet = sides_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, action)
    return sheet


def _choices(found: tuple[SideCard, ...]) -> list[tuple[int, str]]:
    return [(one.number, one.name) for one in found]


def _shown(views: tuple[ViewCard, ...]) -> ViewCard:
    if not views:
        raise NotFound
    return views[0]


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200
