"""How old somebody is, as it was recorded; and whether pages say "je" to them."""

from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from gedragen.access.doing import Action
from gedragen.cases.people.commands.ages import CorrectAge, DoubtAge, SayJe, correct_age, doubt_age, say_je
from gedragen.cases.people.queries.ages import AgeSheet, age_sheet
from gedragen.edge.asking import inside
from gedragen.method.children.ages import Age
from gedragen.pages.addresses import CASE, OVERVIEW, page
from gedragen.pages.children.words import AGE, SHORT
from gedragen.pages.house.acting import choice_read, done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may


class AgeForm(forms.Form):
    age = forms.TypedChoiceField(
        label=_("How old is this person?"),
        widget=forms.RadioSelect,
        coerce=Age,
        choices=list(AGE.items()),
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )

    readers: Mapping[str, object] = {"age": _("Only who guides can see this, this person, and who stands beside them.")}


@page(f"{OVERVIEW}leeftijd/<number:seat_id>/", "age")
@require_http_methods(["GET", "POST"])
def age_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = age_sheet(here.case_id, viewer=here.seat, seat_id=seat_id)
    check_may(sheet.head, Action.CORRECT_AGE)
    form = AgeForm(request.POST or None, initial={"age": sheet.age})
    if form.is_valid():
        was = choice_read(request)
        asked = CorrectAge(seat_id, form.cleaned_data["age"], Age(was) if was in set(Age) else sheet.age)
        thanks = gettext("This is recorded. %(name)s hears it, and who stands beside them.") % {"name": sheet.name}
        if done(request, form, here, correct_age, asked, thanks=thanks):
            return redirect("seats", address)
    return show_case(
        request, "children/age", sheet, form=form, says=SHORT[sheet.age], status=422 if form.errors else 200
    )


@page(f"{CASE}mijn-leeftijd/", "my_age")
def my_age_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = age_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.DOUBT_AGE)
    return show_case(request, "children/my_age", sheet, says=SHORT[sheet.age])


@page(f"{CASE}mijn-leeftijd/klopt-niet/", "doubt_age")
@require_POST
def doubt_age_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = age_sheet(here.case_id, viewer=here.seat)
    done(request, None, here, doubt_age, DoubtAge(sheet.seat), thanks=gettext("Thank you. Who guides looks at it."))
    return redirect("my_age", address)


@page(f"{CASE}aanspreken/<number:seat_id>/", "say_je")
@require_POST
def say_je_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = age_sheet(here.case_id, viewer=here.seat, seat_id=seat_id)
    asked = SayJe(seat_id, je=request.POST.get("je") == "yes")
    done(request, None, here, say_je, asked, thanks=gettext("This is recorded."))
    return redirect(*_back(sheet, address))


def _back(sheet: AgeSheet, address: str) -> tuple[str, ...]:
    guides = sheet.head.me is not None and sheet.head.me.guides
    return ("seats", address) if guides else ("my_age", address)
