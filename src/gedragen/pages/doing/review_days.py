"""A day to look back, where the people agree on it themselves."""

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.doing.commands.review_days import AgreeReviewDay, agree_review_day
from gedragen.cases.doing.queries.follow_through import ReviewDaySheet, review_day_sheet
from gedragen.edge.asking import inside
from gedragen.method.phases import Phase
from gedragen.method.terms import add_months, local_day
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import choice_read, done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import day_box, likely_day
from gedragen.pages.house.permission import check_may


class ReviewDayForm(forms.Form):
    day = forms.DateField(
        label=_("Which day did you agree on?"),
        widget=day_box(),
        validators=[likely_day],
        error_messages={"required": _("Choose a day that is still to come.")},
    )


@page(f"{CASE}terugkijken/dag/<number:months>/", "review_day")
@require_http_methods(["GET", "POST"])
def review_day_page(request: HttpRequest, address: str, months: int) -> HttpResponse:
    me = inside(request, address)
    sheet = review_day_sheet(me.case_id, months, viewer=me.seat)
    check_may(sheet.head, Action.AGREE_REVIEW_DAY)
    if request.method == "GET" and sheet.day.has_begun:
        not_now(request, "review-has-begun")
        return redirect("looking_back", address)
    form = ReviewDayForm(request.POST or None, initial={"day": sheet.day.day or _proposed(sheet)})
    if request.method == "POST" and form.is_valid():
        asked = AgreeReviewDay(months, form.cleaned_data["day"], _was(request))
        thanks = gettext("Saved. Everybody who reads the plan sees this day.")
        if done(request, form, me, agree_review_day, asked, thanks=thanks):
            return redirect("looking_back", address)
    was = sheet.day.day.isoformat() if sheet.day.day is not None else ""
    return show_case(request, "looking_back/review_day", sheet, form=form, was=was, status=422 if form.errors else 200)


def _proposed(sheet: ReviewDaySheet) -> date:
    """The day that the approach would count, from when the plan began or from today."""
    began = sheet.head.dates.get(Phase.CARRYING_OUT) or clock.now()
    return add_months(local_day(began), sheet.day.months)


def _was(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(choice_read(request))
    except ValueError:
        return None
