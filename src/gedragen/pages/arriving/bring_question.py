"""Anyone can start: tell in your own words what is going on. A facilitator reads it and gets in touch."""

import secrets
from typing import ClassVar

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import NotFound
from gedragen.cases.arriving.queries.getting_in import case_of_seat, entrance_of
from gedragen.cases.starting.commands.opening import bring_question
from gedragen.edge.browser import enter
from gedragen.method.stages.bringing import About
from gedragen.pages.addresses import page
from gedragen.pages.house.acting import tried
from gedragen.pages.house.demo_mode import demo_is_offered
from gedragen.pages.house.form import long_box
from gedragen.pages.house.rendering import show
from gedragen.pages.house.rules import when_empty
from gedragen.people.models import Try
from gedragen.people.throttle import count_try


class BringForm(forms.Form):
    """A question in one's own words, and how to get in touch."""

    about = forms.ChoiceField(
        label=_("Is it about yourself?"),
        choices=(
            (About.US, _("Yes, about me or about our family")),
            (About.PLACE, _("About a place or a group that I belong to")),
            (About.OTHER, _("No, about somebody else")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom it is about.")},
    )
    text = forms.CharField(
        label=_("What is going on?"),
        help_text=_("Tell it as you would tell a neighbour. Who is involved? What would you like to change?"),
        widget=long_box(7),
        error_messages=when_empty("question-needs-text"),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    contact = forms.CharField(
        label=_("How can we reach you?"),
        help_text=_("A phone number, an e-mail address or your street address. Whatever suits you best."),
        max_length=300,
        error_messages={"required": _("Write how we can reach you.")},
    )
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    readers: ClassVar = {
        "text": _("Only the facilitators of Gedragen read this. It is not made public."),
        "name": _("The facilitators of Gedragen read this, and later whoever takes part with you."),
        "contact": _("Only the facilitators of Gedragen read this. It is not made public."),
    }


@page("vertel/", "bring_question")
@require_http_methods(["GET", "POST"])
def bring_question_page(request: HttpRequest) -> HttpResponse:
    form = BringForm(request.POST if request.method == "POST" else None, initial={"once": secrets.token_urlsafe(16)})
    if request.method == "POST" and form.is_valid():
        seats: list[int] = []
        if tried(request, form, lambda: seats.append(_bring(request, form, is_demo=demo_is_offered(request)))):
            entrance = entrance_of(seats[0])
            enter(request, entrance)
            return redirect("road", entrance.address)
    return show(request, "door/bring_question", {"form": form}, status=422 if form.is_bound else 200)


@page("begeleiden/nieuw/", "write_down_question")
@login_required
@require_http_methods(["GET", "POST"])
def write_down_page(request: HttpRequest) -> HttpResponse:
    """For who tells it on the telephone: it is theirs, and this browser never becomes them."""
    account = request.user
    if not (account.is_authenticated and account.is_facilitator):
        raise NotFound
    form = BringForm(request.POST if request.method == "POST" else None, initial={"once": secrets.token_urlsafe(16)})
    form.fields["about"].label = _("Is it about themselves?")
    form.fields["name"].label = _("Their name")
    form.fields["contact"].label = _("How can they be reached?")
    if request.method == "POST" and form.is_valid():
        seats: list[int] = []
        thanks = gettext("The question is written down. With an e-mail address they get their own link.")
        if tried(request, form, lambda: seats.append(_bring(request, form, is_demo=account.is_demo)), thanks=thanks):
            return redirect("take_up", case_of_seat(seats[0]))
    return show(request, "desk/write_down", {"form": form}, status=422 if form.is_bound else 200)


def _bring(request: HttpRequest, form: BringForm, *, is_demo: bool) -> int:
    """Played and real life do not meet: what is brought at a demo belongs to the demo. Raises TooManyAttempts."""
    data, at = form.cleaned_data, clock.now()
    count_try(Try.QUESTION, request.META["REMOTE_ADDR"], at=at)
    return bring_question(
        data["text"],
        name=data["name"],
        contact=data["contact"],
        at=at,
        about=About(data["about"]),
        once=data["once"],
        language=get_language() or "nl",
        is_demo=is_demo,
    )
