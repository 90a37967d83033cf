"""Who keeps an eye on the plan after the call: whom the people choose, and whether that person wants it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.doing.commands.keeping import AnswerKeeping, NameKeeper, answer_keeping, name_keeper
from gedragen.cases.doing.queries.keeping import KeepingSheet, keeping_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.edge.numbers import whole_number
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import choice_read, done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.finding import search_in, sent, to_find, typed
from gedragen.pages.house.form import choice_field
from gedragen.pages.house.rules import when_empty
from gedragen.pages.plan.plan_lines import keeping_says


class KeeperForm(forms.Form):
    keeper = forms.TypedChoiceField(
        label=_("Whom do you ask to keep an eye on the plan?"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Choose somebody whom all of you trust. It counts only with their own yes."),
        error_messages=when_empty("choose-a-keeper"),
    )


@page(f"{CASE}wie-houdt-het-bij/", "keeper")
@require_http_methods(["GET", "POST"])
def keeper_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = keeping_sheet(here.case_id, viewer=here.seat, sought=search_in(request, "keeper"))
    if sheet.keeping is None:
        raise NotFound
    form = _form(request, sheet, here.seat)
    if _is_acted(request, here, form):
        return redirect("keeper", address)
    told = {"form": form, "stands": keeping_says(sheet.head, sheet.keeping)}
    told["may_name"] = Action.NAME_KEEPER in sheet.head.can
    return show_case(request, "looking_back/keeper", sheet, status=422 if form.errors else 200, **told)


def _is_acted(request: HttpRequest, here: Inside, form: KeeperForm) -> bool:
    if request.method != "POST":
        return False
    answers = {
        "yes": (True, gettext("Thank you. You keep an eye on the plan.")),
        "no": (False, gettext("You said no, and that is fine.")),
    }
    pressed = request.POST.get("say", "")
    if pressed in answers:
        accepts, thanks = answers[pressed]
        return done(request, None, here, answer_keeping, AnswerKeeping(accepts), thanks=thanks)
    if not form.is_valid():
        return False
    asked = NameKeeper(form.cleaned_data["keeper"], whole_number(choice_read(request)) or 0)
    thanks = gettext("It has been asked. It counts once there is a yes.")
    return done(request, form, here, name_keeper, asked, thanks=thanks)


def _form(request: HttpRequest, sheet: KeepingSheet, me: int) -> KeeperForm:
    """With everybody to choose from but who was asked already."""
    form = KeeperForm(None if request.POST.get("say") else sent(request), initial=typed(request, "keeper"))
    asked = sheet.keeping.seat if sheet.keeping is not None else 0
    choice_field(form, "keeper").choices = [
        (seat, gettext("%(name)s (you)") % {"name": name} if seat == me else name)
        for seat, name in sheet.deciders.names
        if seat != asked
    ]
    to_find(request, form, "keeper", sheet.deciders)
    return form
