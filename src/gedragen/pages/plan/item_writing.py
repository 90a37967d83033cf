"""Writing, changing and leaving out an item, and asking to close together."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Action
from gedragen.cases.plan.commands import ChangeItem, DropItem, ItemText, change_item, drop_item, write_item
from gedragen.cases.plan.queries.plan import ItemSheet, item_sheet
from gedragen.cases.plan.queries.writing import WritingSheet, writing_sheet
from gedragen.edge.asking import inside
from gedragen.method.items import ItemKind, check_can_change
from gedragen.method.phases import Phase
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now, tried, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.finding import is_looking, search_in, sent, to_find, typed
from gedragen.pages.house.form import choice_field, long_box, photo_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.uploads import photo_in
from gedragen.pages.plan.words import under_an_item, write_an_item


class ItemForm(forms.Form):
    """What, who, when and why. Only a change asks `because`, and carries the `version` that was read."""

    title = forms.CharField(
        label=_("A short name"), max_length=120, error_messages={"required": _("Give it a short name.")}
    )
    what = forms.CharField(
        label=_("What are we going to do?"),
        widget=long_box(4),
        error_messages={"required": _("Write what we are going to do.")},
    )
    photo = forms.FileField(
        label=_("A photo of the paper"),
        required=False,
        widget=photo_box(),
        help_text=_("So that everyone recognises it. What counts is what you write out above."),
    )
    bound = forms.TypedMultipleChoiceField(
        label=_("Who will do this, or is personally bound by it?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing goes ahead unless each of them says yes. Nobody has to."),
    )
    when = forms.CharField(label=_("When?"), required=False, max_length=300)
    why = forms.CharField(label=_("Why?"), required=False, widget=long_box(3))
    because = forms.CharField(
        label=_("Why do you change it?"),
        error_messages={"required": _("Say why you change it. The others will want to know.")},
        widget=long_box(2),
        help_text=_("Name nobody: say what gets better. The earlier text stays readable, with this reason."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DropForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it being left out?"),
        widget=long_box(3),
        help_text=_("Name nobody: say what gets better. The earlier text stays readable, with this reason."),
    )


class ClosingForm(forms.Form):
    what = forms.CharField(
        label=_("Why can it be closed?"),
        widget=long_box(4),
        help_text=_("What has been reached? Who keeps an eye on it from now on?"),
    )


@page(f"{CASE}onderdeel/nieuw/", "item_new")
def item_new_page(request: HttpRequest, address: str) -> HttpResponse:
    me = inside(request, address)
    sheet = writing_sheet(me.case_id, viewer=me.seat, sought=search_in(request, "bound"))
    check_may(sheet.head, Action.WRITE_ITEM)
    form = read_by(_item_form(request, sheet, me.seat), sheet.head, "plan")
    if request.method == "POST" and form.is_valid():
        asked = item_text(form)
        if done(request, form, me, write_item, asked, thanks=gettext("Your item is in the plan, as a draft.")):
            return redirect("plan", address)
    told = {"form": form, "write": write_an_item(sheet.head)}
    return show_case(request, "item/new", sheet, status=422 if form.errors else 200, **told)


@page(f"{CASE}onderdeel/<number:number>/wijzigen/", "item_change")
def item_change_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    sheet = item_sheet(me.case_id, number, viewer=me.seat)
    check_may(sheet.head, Action.WRITE_ITEM)
    if request.method == "GET" and not tried(request, None, partial(check_can_change, sheet.item.on_the_table.state)):
        return redirect("item", address, number)
    bound = search_in(request, "bound", chosen=sheet.item.on_the_table.version.bound_seats)
    choices = writing_sheet(me.case_id, viewer=me.seat, sought=bound)
    form = read_by(_item_form(request, choices, me.seat, old=sheet), sheet.head, "plan")
    if request.method == "POST" and form.is_valid():
        said = {key: form.cleaned_data[key] for key in ("because", "version")}
        asked = ChangeItem(number, item_text(form, sheet.item.kind), **said)
        thanks = _proposed() if sheet.stays else gettext("Changed. The earlier text can still be read here.")
        if done(request, form, me, change_item, asked, thanks=thanks):
            return redirect("item", address, number)
    return show_case(request, "item/change", sheet, form=form, status=422 if form.errors else 200)


@page(f"{CASE}onderdeel/<number:number>/weglaten/", "item_drop")
def item_drop_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    sheet = item_sheet(me.case_id, number, viewer=me.seat)
    check_may(sheet.head, Action.DROP_ITEM)
    if request.method == "GET" and not tried(request, None, partial(check_can_change, sheet.item.on_the_table.state)):
        return redirect("item", address, number)
    form, read = read_by(DropForm(request.POST or None), sheet.head, "plan"), version_read(request)
    if request.method == "POST" and form.is_valid():
        said = {"because": form.cleaned_data["because"], "version": read}
        asked = DropItem(number, **said)
        left_out = gettext("The item has been left out of the plan.")
        if done(request, form, me, drop_item, asked, thanks=_proposed() if sheet.stays else left_out):
            return redirect("item", address, number) if sheet.stays else redirect("plan", address)
        sheet = item_sheet(me.case_id, number, viewer=me.seat)
    return show_case(request, "item/drop", sheet, form=form, read=read, status=422 if form.errors else 200)


@page(f"{CASE}samen-afsluiten/", "close_together")
def close_together_page(request: HttpRequest, address: str) -> HttpResponse:
    me = inside(request, address)
    sheet = writing_sheet(me.case_id, viewer=me.seat)
    check_may(sheet.head, Action.WRITE_ITEM)
    if request.method == "GET" and sheet.head.phase is not Phase.CARRYING_OUT:
        not_now(request, "closing-comes-later")
        return redirect("plan", address)
    form = read_by(ClosingForm(request.POST or None), sheet.head, "plan")
    if request.method == "POST" and form.is_valid():
        asked = ItemText(gettext("We close this together"), form.cleaned_data["what"], kind=ItemKind.CLOSING)
        thanks = gettext("The question whether we can close is now in the plan.")
        if done(request, form, me, write_item, asked, thanks=thanks):
            return redirect("plan", address)
    return show_case(request, "endings/close_together", sheet, form=form, status=422 if form.errors else 200)


def _proposed() -> str:
    return gettext("Your proposal stands beside it. What was agreed holds until everyone has been asked.")


def item_text(form: ItemForm, kind: ItemKind = ItemKind.MEASURE) -> ItemText:
    """What was filled in, for the command."""
    said = form.cleaned_data
    return ItemText(said["title"], said["what"], said["why"], said["when"], said["bound"], kind, photo_in(form))


def _item_form(request: HttpRequest, sheet: WritingSheet, me: int, old: ItemSheet | None = None) -> ItemForm:
    """The form with the people to choose from; of a change also the text as it stands now."""
    initial: dict[str, object] = {}
    if old is not None:
        now = old.item.on_the_table.version
        initial = {"title": now.title, "what": now.what, "why": now.why, "when": now.when, "bound": now.bound_seats}
    files = None if is_looking(request) else request.FILES or None
    form = ItemForm(sent(request), files, initial=initial | typed(request, "bound"))
    names = sheet.carriers.names
    choice_field(form, "bound").choices = [
        (seat, gettext("%(name)s (you)") % {"name": name} if seat == me else name) for seat, name in names
    ]
    to_find(request, form, "bound", sheet.carriers)
    form.fields["what"].help_text = under_an_item(sheet.head)
    if old is None:
        del form.fields["because"], form.fields["version"]
    if sheet.head.is_open:
        # What anyone may look at is never a photo: on paper stand names of people who did not choose that.
        del form.fields["photo"]
    return form
