"""Getting in: the welcome, saying yes or no, the first voice, and whether one wants messages."""

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from gedragen.access.doing import Action
from gedragen.cases.home.queries.welcome import welcome_sheet
from gedragen.cases.mine.queries import has_mail
from gedragen.cases.people.commands.seats import SetMail, decline, join, set_mail, stop_by_leaving
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.state.head import CaseHead, case_head
from gedragen.edge.asking import Inside, inside
from gedragen.method.phases import Phase
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import shell
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import who_reads
from gedragen.pages.house.rendering import show
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import in_a_sentence


class VoiceForm(forms.Form):
    """A first voice, and who may read it."""

    text = forms.CharField(
        label=_("In your own words"),
        help_text=_("A few words are enough."),
        widget=long_box(),
        error_messages=when_empty("voice-needs-text"),
    )
    room = forms.ChoiceField(label=_("Who may read this?"), widget=forms.RadioSelect, initial="private")
    readers: ClassVar = {"text": _("You choose below who reads this.")}

    def __init__(self, *args: object, guide: str, for_everyone: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        only = gettext("Only %(name)s") % {"name": guide}
        everyone = [("circle", _("Everyone who takes part"))] if for_everyone else []
        self.fields["room"].choices = [("private", only), *everyone]  # type: ignore[attr-defined]


class MailForm(forms.Form):
    """An address for messages."""

    mail = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Type your e-mail address, or choose below that you want no messages.")},
    )
    readers: ClassVar = {
        "mail": _("Only the facilitator can see it. We use it for this situation and for nothing else.")
    }


@page(f"{CASE}welkom/", "welcome")
@require_http_methods(["GET", "POST"])
def welcome_page(request: HttpRequest, address: str) -> HttpResponse:
    """What one may decide, why within these limits, and what happens with it. POST: I take part."""
    who = inside(request, address)
    if request.method == "POST" and done(request, None, who, join):
        head = case_head(who.case_id, viewer=who.seat)
        return redirect("voice" if may_give_voice(head) else "road", address)
    return _show_welcome(request, who)


def _show_welcome(request: HttpRequest, who: Inside) -> HttpResponse:
    sheet = welcome_sheet(who.case_id, viewer=who.seat)
    context = {"sheet": sheet, "head": sheet.head, "frozen": Phase.PREPARING in sheet.head.dates}
    context["name_readers"] = in_a_sentence(who_reads(sheet.head, sheet.name_room))
    context["advice_only"] = sheet.promise is not None and not sheet.promise.people_decide
    return show(request, "welcome/welcome", {**shell(request, sheet.head), **context})


def may_give_voice(head: CaseHead) -> bool:
    """A question that nobody took up yet has no circle that could listen."""
    return Action.GIVE_VOICE in head.can and Phase.STARTING in head.dates


@page(f"{CASE}ik-doe-niet-mee/", "decline")
@require_http_methods(["GET", "POST"])
def decline_page(request: HttpRequest, address: str) -> HttpResponse:
    """No is always possible, and nobody asks why. The same page afterwards says what that means."""
    who = inside(request, address)
    if request.method == "POST" and done(request, None, who, decline):
        return redirect("decline", address)
    head = case_head(who.case_id, viewer=who.seat)
    if not (head.me and head.me.has_declined):
        check_may(head, Action.DECLINE, Action.STOP_BY_LEAVING)
    return show(request, "welcome/decline", {**shell(request, head), "head": head})


@page(f"{CASE}weggaan/", "stop_by_leaving")
@require_POST
def stop_by_leaving_page(request: HttpRequest, address: str) -> HttpResponse:
    """Where leaving ends it for everybody. Whoever is just too late reads on their road that it has ended."""
    who = inside(request, address)
    if not case_head(who.case_id, viewer=who.seat).is_closed:
        done(request, None, who, stop_by_leaving, thanks=gettext("It has stopped here. We do not say who did it."))
    return redirect("road", address)


@page(f"{CASE}stem/", "voice")
@require_http_methods(["GET", "POST"])
def voice_page(request: HttpRequest, address: str) -> HttpResponse:
    who = inside(request, address)
    head = case_head(who.case_id, viewer=who.seat)
    check_may(head, Action.GIVE_VOICE)
    guide = head.human.name if head.human else ""
    posted = request.POST if request.method == "POST" else None
    form = VoiceForm(posted, guide=guide, for_everyone=head.writes_in("circle"))
    if request.method == "POST" and form.is_valid() and _voice_given(request, who, form):
        return redirect(_after_voice(who), address)
    context = {**shell(request, head), "head": head, "form": form, "skip": _after_voice(who)}
    return show(request, "welcome/voice", context, status=422 if form.is_bound else 200)


def _after_voice(who: Inside) -> str:
    return "road" if has_mail(who.seat) else "mail"


def _voice_given(request: HttpRequest, who: Inside, form: VoiceForm) -> bool:
    told = form.cleaned_data
    thanks = gettext("Thank you. We have kept what you wrote.")
    return done(request, form, who, give_voice, GiveVoice(told["text"], room=told["room"]), thanks=thanks)


@page(f"{CASE}bericht/", "mail")
@require_http_methods(["GET", "POST"])
def mail_page(request: HttpRequest, address: str) -> HttpResponse:
    """Messages by mail, or none. `stop`: no more messages."""
    who = inside(request, address)
    head = case_head(who.case_id, viewer=who.seat)
    check_may(head, Action.SET_MAIL)
    stop = "stop" in request.POST
    form = MailForm(request.POST if request.method == "POST" and not stop else None)
    if request.method == "POST" and (stop or form.is_valid()):
        mail = "" if stop else form.cleaned_data["mail"]
        if done(request, form, who, set_mail, SetMail(mail)):
            messages.success(request, _mail_thanks(mail))
            return redirect("road", address)
    context = {**shell(request, head), "head": head, "form": form, "has_mail": has_mail(who.seat)}
    return show(request, "welcome/mail", context, status=422 if form.is_bound else 200)


def _mail_thanks(mail: str) -> str:
    if mail:
        return gettext("Thank you. We will let you know when there is something to do.")
    return gettext("You will get no more messages. You can always come and look.")
