"""A new card that waits: its person says yes or no, or tells it aloud to somebody else, who writes it down here."""

from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.people.commands.cards import ConfirmCard, HearCard, RefuseCard, confirm_card, hear_card, refuse_card
from gedragen.cases.people.queries.cards import (
    CardToHear,
    HearingSheet,
    cards_under_name,
    hearing_sheet,
    my_card_sheet,
)
from gedragen.edge.asking import Inside, inside, is_still_in
from gedragen.edge.browser import go_on_with_card, note_card_read
from gedragen.method.broken import RuleBroken
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import sentence_of


class HearForm(forms.Form):
    """Who told it: chosen from those whose names one may read, or typed as it stands on the card."""

    card = forms.ChoiceField(label=_("Who told you?"), widget=forms.RadioSelect, required=False)
    name = forms.CharField(
        label=_("Which name is on the card?"),
        help_text=_("Type it as it stands there."),
        max_length=200,
        required=False,
    )

    readers: ClassVar = {"name": _("Nobody reads this. We compare it with the names on the cards that wait.")}

    def __init__(self, *args: object, sheet: HearingSheet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["card"].choices = [(str(one.card_id), one.name) for one in sheet.listed]  # type: ignore[attr-defined]
        self.fields["card"].error_messages["invalid_choice"] = sentence_of(RuleBroken("another-card"))
        if not sheet.listed:
            del self.fields["card"]
        if not sheet.has_more:
            del self.fields["name"]
        elif sheet.listed:
            self.fields["name"].label = _("Somebody else? Which name is on the card?")
        for field in self.fields.values():
            field.required = len(self.fields) == 1
            field.error_messages["required"] = gettext("Tell who told you: one person.")

    def clean(self) -> None:
        told = [bool(self.cleaned_data.get(name)) for name in self.fields]
        if not self.errors and told.count(True) != 1:
            first = next(iter(self.fields), None)
            self.add_error(first, gettext("Tell who told you: one person."))


@page(f"{CASE}mijn-kaart/", "my_card")
@require_http_methods(["GET", "POST"])
def my_card_page(request: HttpRequest, address: str) -> HttpResponse:
    """POST `answer`: yes, no, or read: it is right that somebody else wrote my yes down."""
    here = inside(request, address)
    if request.method == "POST":
        return _answer(request, here, request.POST.get("answer", ""), version_read(request))
    sheet = my_card_sheet(here.case_id, viewer=here.seat)
    if sheet.waiting is None and sheet.heard is None:
        return redirect("road", address)
    return show_case(request, "mine/card", sheet)


def _answer(request: HttpRequest, here: Inside, answer: str, card: int) -> HttpResponse:
    """A stale page says so: meanwhile there may be another card, and nobody says yes to that one unseen."""
    yes = gettext("Thank you. From now on you use this card.")
    if answer == "yes" and done(request, None, here, confirm_card, ConfirmCard(card), thanks=yes):
        go_on_with_card(request, here.case_id, here.seat, card)
        return redirect("road", here.address)
    no = gettext("That card no longer opens anything. The person who guides the conversation hears of it.")
    if answer == "no" and done(request, None, here, refuse_card, RefuseCard(card), thanks=no):
        is_in = is_still_in(request, here.address, here.seat)
        return redirect("road", here.address) if is_in else redirect("door")
    if answer == "read":
        note_card_read(request, card)
        return redirect("road", here.address)
    return redirect("my_card", here.address)


@page(f"{CASE}nieuwe-kaart/", "hear_card")
@require_http_methods(["GET", "POST"])
def hear_card_page(request: HttpRequest, address: str) -> HttpResponse:
    """Somebody said aloud that the new card is theirs. Who made the card never writes it down."""
    here = inside(request, address)
    sheet = hearing_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.HEAR_CARD)
    form = HearForm(request.POST if request.method == "POST" else None, sheet=sheet)
    if form.is_valid() and (told := _who_told(here, sheet, form)):
        thanks = gettext("It is written down. The card works now.")
        if done(request, form, here, hear_card, HearCard(told.seat_id, told.card_id), thanks=thanks):
            return redirect("people", address)
    return show_case(request, "mine/hear_card", sheet, form=form, status=422 if form.errors else 200)


def _who_told(here: Inside, sheet: HearingSheet, form: HearForm) -> CardToHear | None:
    """The one person meant; None with a sentence in the form when nobody is, or more than one."""
    chosen = form.cleaned_data.get("card")
    if chosen:
        return next(one for one in sheet.listed if str(one.card_id) == chosen)
    found = cards_under_name(here.case_id, form.cleaned_data["name"], viewer=here.seat)
    if len(found) == 1:
        return found[0]
    if found:
        form.add_error("name", gettext("More than one new card waits under this name. Call the person who made them."))
    else:
        form.add_error("name", gettext("No new card waits under this name. Compare it with the card, each letter."))
    return None
