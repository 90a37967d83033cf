"""One item: reading it, answering it, and taking back a yes."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.plan.queries.plan import ItemSheet, item_sheet
from gedragen.cases.rounds.commands.consent import AnswerItem, TakeBack, answer_item, take_back
from gedragen.cases.rounds.commands.rounds import AskEveryone, ask_everyone
from gedragen.cases.rounds.commands.talks import AskToTalk, ask_to_talk
from gedragen.cases.rounds.queries.rounds import RoundCard
from gedragen.edge.asking import Inside, inside, visit
from gedragen.method.consent import Answer
from gedragen.method.items import ItemState, is_asked_beside
from gedragen.method.rounds import is_free_to_ask
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.plan.plan_lines import item_line
from gedragen.pages.plan.words import closed_rounds, declined_texts, earlier_versions, what_now
from gedragen.pages.rounds.trying import not_called_today

# What the button says by which somebody asks to talk first.
TALK = "talk"


class AnswerForm(forms.Form):
    """The buttons carry the answer; `version` is the text that the person read."""

    answer = forms.TypedChoiceField(choices=[(one, one) for one in Answer], coerce=Answer, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What can go wrong?"),
        required=False,
        widget=long_box(4),
        help_text=_("Then we change the item. What would have to be different, so that you can say yes?"),
    )
    # Offered where names are left out.
    named = forms.BooleanField(label=_("My name may stand beside it"), required=False)
    readers: ClassVar = {
        "reason": _("Everyone who takes part can read this, with your name, once the round has closed.")
    }
    kept_in: ClassVar = {"reason": "circle"}


# Who reads the reason where names are left out.
UNNAMED = _("Everyone who takes part can read this once the round has closed, without your name unless you tick that.")


class TakeBackForm(forms.Form):
    because = forms.CharField(label=_("What has changed?"), widget=long_box(4))
    readers: ClassVar = {"because": _("Everyone who takes part can read this.")}
    kept_in: ClassVar = {"because": "circle"}


@page(f"{CASE}onderdeel/<number:number>/", "item")
def item_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and _said(request, address, number, form):
        return redirect(reverse("item", args=[address, number]) + "#answer")
    found = visit(request, address)
    sheet = item_sheet(found.case_id, number, viewer=found.seat)
    return show_case(
        request,
        "item/item",
        sheet,
        form=_without_names(form, sheet.item.on_the_table.round),
        line=item_line(sheet.item, sheet.head, None, sheet.differs),
        table=sheet.item.on_the_table,
        may_ask=_may_ask(sheet),
        may_call=bool(not_called_today(sheet)),
        is_open=_is_open(sheet.item.on_the_table.round),
        **_before(sheet),
        what_now=what_now(sheet),
        status=422 if form.errors else 200,
    )


def _without_names(form: AnswerForm, card: RoundCard | None) -> AnswerForm:
    """The form; where no name stands beside an answer it says so, and remembers what was ticked before."""
    if card is not None and card.unnamed:
        form.readers = {"reason": UNNAMED}  # type: ignore[misc]
        form.initial["named"] = card.mine is not None and card.mine.named
    return form


def _before(sheet: ItemSheet) -> dict[str, object]:
    """How it became this: the rounds that closed, and the texts that held or were proposed."""
    rounds = closed_rounds(sheet, sheet.item.version.number)
    return {"rounds": rounds, "earlier": earlier_versions(sheet), "declined": declined_texts(sheet)}


def _said(request: HttpRequest, address: str, number: int, form: AnswerForm) -> bool:
    """One of the three answers, or the button below them that says nothing about the item."""
    me = inside(request, address)
    if request.POST.get("answer") == TALK:
        thanks = gettext("You will be called within three days. Your answer is still open.")
        return done(request, None, me, ask_to_talk, AskToTalk(number), thanks=thanks)
    return form.is_valid() and _answered(request, me, number, form)


def _answered(request: HttpRequest, me: Inside, number: int, form: AnswerForm) -> bool:
    """An answer goes to the newest round; the command holds its version against the text of that round."""
    data = form.cleaned_data
    # What was typed under a no is not handed on with a yes.
    reason = data["reason"] if data["answer"] is Answer.OBJECTION else ""
    asked = AnswerItem(number, version=data["version"], answer=data["answer"], reason=reason, named=data["named"])
    return done(request, form, me, answer_item, asked)


def _may_ask(sheet: ItemSheet) -> bool:
    """Whether nobody was asked about what lies on the table for days, and who looks can do it."""
    return sheet.waits_to_be_asked and is_free_to_ask(sheet.item.on_the_table.version.at, at=clock.now())


def _is_open(card: RoundCard | None) -> bool:
    """A round is over at its moment, also before anything has closed it."""
    return card is not None and card.clock.is_open(clock.now())


@page(f"{CASE}onderdeel/<number:number>/vraag-iedereen/", "ask_everyone")
@require_POST
def ask_everyone_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    thanks = gettext("Everyone who decides gets a message. Nobody sees an answer before the round closes.")
    done(request, None, me, ask_everyone, AskEveryone(number, version_read(request)), thanks=thanks)
    return redirect("item", address, number)


@page(f"{CASE}onderdeel/<number:number>/ja-terugnemen/", "take_back")
def take_back_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    sheet = item_sheet(me.case_id, number, viewer=me.seat)
    check_may(sheet.head, Action.TAKE_BACK)
    if request.method == "GET" and sheet.item.state is not ItemState.PASSED:
        not_now(request, "item-has-not-passed")
        return redirect("item", address, number)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = TakeBack(number, form.cleaned_data["because"])
        thanks = gettext("Your yes has been taken back. Everyone is asked again.")
        if done(request, form, me, take_back, asked, thanks=thanks):
            return redirect("item", address, number)
    beside = is_asked_beside(
        is_tested=sheet.is_tested, is_carried_out=False, is_bound=me.seat in sheet.item.version.bound_seats
    )
    status = 422 if form.errors else 200
    return show_case(request, "item/take_back", sheet, form=form, asks_beside=beside, status=status)
