"""The ways in: a card's code, a personal link, a lost link, and choosing who you are on a shared device."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Denied, NotFound
from gedragen.cases.arriving.queries.getting_in import CardWaits, Entrance, entrance_by_code, entrance_by_link
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.state.head import CaseHead, case_head
from gedragen.edge.asking import held_seats, is_proven, look_from, visit
from gedragen.edge.browser import current_seat, enter
from gedragen.notices.lost_link import send_lost_link
from gedragen.pages.addresses import CASE, page
from gedragen.pages.arriving.door import CodeForm, show_door
from gedragen.pages.home.now_for_you import now_url
from gedragen.pages.house.case_page import shell
from gedragen.pages.house.rendering import show
from gedragen.people.cards import LENGTH, read_code
from gedragen.people.models import Try
from gedragen.people.throttle import one_try

# A mail asks for one of these: its link leads straight there. Anything else begins on the road.
STRAIGHT = (
    NowKind.CONFIRM_CARD,
    NowKind.ANSWER_ITEM,
    NowKind.ANSWER_TASK,
    NowKind.LOOK_BACK,
    NowKind.CONFIRM_PROMISE,
    NowKind.TEST_FRAMES,
    NowKind.ANSWER_QUESTION,
)


class AddressForm(forms.Form):
    """Where to mail a lost link."""

    mail = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The address at which you get our messages."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    readers: ClassVar = {"mail": _("Nobody reads this. We only look whether we know it.")}


@page("code/", "enter_code")
@require_http_methods(["GET", "POST"])
def enter_code_page(request: HttpRequest) -> HttpResponse:
    """From the digits on a card to one's own page. A slip is no guess and does not count; what was typed stays."""
    if request.method != "POST":
        return redirect("door")
    form = CodeForm(request.POST)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            entrance = _entrance(request, code)
        except CardWaits as waits:
            return show_waiting(request, waits.entrance)
        except NotFound:
            form.add_error("code", _wrong_code(code))
        else:
            return _let_in(request, entrance, directly=False)
    return show_door(request, form, status=422)


def _entrance(request: HttpRequest, code: str) -> Entrance:
    """Raises NotFound or CardWaits, and TooManyAttempts for what can be a code."""
    if read_code(code) is None:
        raise NotFound
    with one_try(Try.CARD, request.META["REMOTE_ADDR"], at=clock.now()):
        try:
            return entrance_by_code(code)
        except CardWaits as found:
            # A right code, and no guess.
            waits = found
    raise waits


def _wrong_code(typed: str) -> str:
    digits = sum(sign.isdigit() for sign in typed)
    if digits == LENGTH:
        return gettext("We do not know this code. Compare it with your card, digit by digit.")
    text = ngettext(
        "A code has twelve digits. You typed %(count)d digit.",
        "A code has twelve digits. You typed %(count)d digits.",
        digits,
    )
    return text % {"count": digits}


def show_waiting(request: HttpRequest, entrance: Entrance) -> HttpResponse:
    """A card without a yes: what to do, and nothing about the situation. Who is in already says yes or no at once."""
    if entrance.seat_id in held_seats(request, entrance.address):
        look_from(request, entrance.address, entrance.seat_id)
        return redirect("my_card", entrance.address)
    with translation.override(_language(request, entrance)):
        human = case_head(entrance.case_id, viewer=entrance.seat_id).human
        return show(request, "door/card_waits", {"human": human}, status=403)


@page("link/<str:token>/", "link")
@require_http_methods(["GET", "POST"])
def link_page(request: HttpRequest, token: str) -> HttpResponse:
    """A personal link. Opening it changes nothing: machines open links too. Pressing the button lets one in.

    Nobody guesses 160 bits, so wrong ones are not counted: they would only shut out who has a card.
    """
    try:
        entrance = entrance_by_link(token)
    except NotFound:
        return show(request, "door/wrong_link", {"form": CodeForm()}, status=404)
    if request.method == "POST":
        return _let_in(request, entrance, directly=True)
    with translation.override(_language(request, entrance)):
        head = case_head(entrance.case_id, viewer=entrance.seat_id)
        around: dict[str, Any] = shell(request, head)
        # Nobody is signed in yet: the situation's name leads nowhere, and nobody is "here as" anyone.
        around |= {"case": {**around["case"], "url": ""}, "me": None}
        return show(request, "door/link", {**around, "head": head, "entrance": entrance})


def _let_in(request: HttpRequest, entrance: Entrance, *, directly: bool) -> HttpResponse:
    enter(request, entrance)
    return first_page(request, entrance, directly=directly)


def first_page(request: HttpRequest, entrance: Entrance, *, directly: bool) -> HttpResponse:
    """Where somebody begins: the welcome, the one thing that their mail was about, or the road."""
    response = redirect("road" if entrance.has_joined else "welcome", entrance.address)
    if directly and entrance.has_joined:
        sheet = home_sheet(entrance.case_id, viewer=entrance.seat_id)
        if sheet.now and sheet.now[0].kind in STRAIGHT:
            response = redirect(now_url(sheet.head, sheet.now[0]))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and entrance.language != settings.LANGUAGE_CODE:
        _remember_language(response, entrance.language)
    return response


def _remember_language(response: HttpResponse, language: str) -> None:
    """Who was invited in another language reads on in it, on a device that never chose one."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


def _language(request: HttpRequest, entrance: Entrance) -> str:
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    known = entrance.language in dict(settings.LANGUAGES)
    return translation.get_language() or settings.LANGUAGE_CODE if chosen or not known else entrance.language


@page("kwijt/", "lost_link")
@require_http_methods(["GET", "POST"])
def lost_link_page(request: HttpRequest) -> HttpResponse:
    """The answer is the same for every address: nobody learns who takes part."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        send_lost_link(form.cleaned_data["mail"], at=clock.now())
        return redirect(reverse("lost_link") + "?gestuurd=1")
    context = {"form": form, "code_form": CodeForm(), "sent": "gestuurd" in request.GET}
    return show(request, "door/lost_link", context, status=422 if form.is_bound else 200)


@page(f"{CASE}wie-bent-u/", "choose_seat")
@require_http_methods(["GET", "POST"])
def choose_seat_page(request: HttpRequest, address: str) -> HttpResponse:
    """More people at one device, or one person with two parts to play: who are you now?"""
    here = visit(request, address)
    seats = held_seats(request, address)
    # At a case that is not open this raises NotFound for an outsider.
    heads = [case_head(here.case_id, viewer=seat) for seat in seats] or [case_head(here.case_id, viewer=None)]
    if not seats:
        raise Denied("come-in-first")
    by_code = {seat for seat, head in zip(seats, heads, strict=True) if _needs_code(request, head, seat)}
    if request.method == "POST" and here.seat is not None:
        if here.seat in by_code:
            raise Denied("own-code-first")
        look_from(request, address, here.seat)
        return redirect("road", address)
    around = {**shell(request, heads[0]), "me": None, "heads": heads, "by_code": by_code}
    return show(request, "door/choose_seat", around)


def _needs_code(request: HttpRequest, head: CaseHead, seat: int) -> bool:
    """Who has not said yes comes in by their own link or code, each time: nobody else says it for them."""
    is_in = seat == current_seat(request, head.case_id) or is_proven(request, seat)
    return not (head.me and head.me.has_joined) and not is_in
