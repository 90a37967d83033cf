"""The front door: the code from a letter, what Gedragen is, the open situations, and the way out."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from gedragen.cases.arriving.queries.cases import open_situations
from gedragen.edge.account import account_of
from gedragen.edge.browser import leave, places
from gedragen.pages.addresses import page
from gedragen.pages.house.demo_mode import demo_is_offered
from gedragen.pages.house.form import code_box
from gedragen.pages.house.rendering import show
from gedragen.pages.house.words import PHASE


class CodeForm(forms.Form):
    """The twelve digits of a card. Anything may be typed: the card is what counts, not the spaces."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Twelve digits. With or without spaces, both are fine."),
        max_length=60,
        widget=code_box(),
        error_messages={"required": _("Type the code that is on your card.")},
    )


@page("", "door")
@require_safe
def door_page(request: HttpRequest) -> HttpResponse:
    return show_door(request, CodeForm())


def show_door(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    """The front page; with what was typed when a code was wrong."""
    situations, mine = open_situations(), places(request)
    context = {
        "form": form,
        "situations": situations,
        "phases": PHASE,
        "places": mine,
        # Where more people of this device take part in one situation, one says first who one is.
        "crowd": {address for address, seats in Counter(place.address for place in mine).items() if seats > 1},
        "account": account_of(request),
        "demo": demo_is_offered(request),
    }
    return show(request, "door/door", context, status)


@page("vertrek/", "leave")
@require_POST
def leave_page(request: HttpRequest) -> HttpResponse:
    """Also for who signed in: afterwards this device knows nobody."""
    leave(request)
    logout(request)
    messages.success(request, gettext("You have left. This device no longer knows who you are."))
    return redirect("door")
