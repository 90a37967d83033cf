"""Cards with a code, for people without e-mail: made once, shown once, printed and handed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.queries.cards import without_hearer
from gedragen.cases.people.queries.people import Person
from gedragen.cases.people.queries.seats import SeatSheet, SeatsSheet, Stands, seat_sheet, seats_sheet
from gedragen.cases.state.head import Human
from gedragen.edge.asking import Inside, inside
from gedragen.edge.numbers import page_number, whole_number
from gedragen.method.broken import RuleBroken
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import sentence_of, when_empty
from gedragen.pages.people.seats import pager


@dataclass(frozen=True)
class Card:
    """One card to print. The code stands here and nowhere else."""

    name: str
    situation: str
    code: str
    address: str
    waits: bool
    human: Human | None


class CardsForm(forms.Form):
    seats = forms.MultipleChoiceField(
        label=_("For whom?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=when_empty("nobody-chosen"),
    )
    lost = forms.MultipleChoiceField(
        label=_("Is an old card lost?"),
        help_text=_(
            "It stops at once, and so does every device that came in by it. Its owner hears of it and gets a new card. "
            "Only tick what was told to you."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: object, people: Sequence[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        with_card = [person for person in people if person.has_card and person.was_entered]
        choice_field(self, "seats").choices = [
            (str(person.seat_id), f"{person.name}\n{_way_in(person)}") for person in people
        ]
        choice_field(self, "lost").choices = [(str(person.seat_id), person.name) for person in with_card]
        if not with_card:
            del self.fields["lost"]
        self.fields["seats"].required = not with_card

    def clean(self) -> None:
        chosen = self.cleaned_data.get("seats") or self.cleaned_data.get("lost")
        if not self.errors and not chosen:
            self.add_error("seats", sentence_of(RuleBroken("nobody-chosen")))

    def chosen(self) -> MakeCards:
        return MakeCards(*(tuple(int(seat) for seat in self.cleaned_data.get(name, ())) for name in ("seats", "lost")))


@page(f"{OVERVIEW}kaartjes/", "cards")
@require_http_methods(["GET", "POST"])
def cards_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet, people = _people(request, here)
    check_may(sheet.head, Action.RENEW_ACCESS)
    form = CardsForm(request.POST or None, people=people, initial={"seats": _seats_ticked(people)})
    if form.is_valid():
        codes: dict[int, str] = {}
        if done(request, form, here, make_cards, form.chosen(), then=codes.update):
            # A form that was sent twice made its codes the first time; they are not shown again.
            return _to_print(request, here, codes) if codes else redirect("cards", address)
    around = pager(sheet.page, sheet.pages) if isinstance(sheet, SeatsSheet) else None
    return show_case(request, "cards/cards", sheet, form=form, pager=around, status=422 if form.errors else 200)


def _people(request: HttpRequest, here: Inside) -> tuple[SeatsSheet | SeatSheet, list[Person]]:
    """Whom a card can be made for: the one person the page was opened for, or a page of everyone."""
    asked = whole_number(request.GET.get("seat", ""))
    if asked is not None:
        one = seat_sheet(here.case_id, asked, viewer=here.seat)
        return one, [one.person]
    sheet = seats_sheet(here.case_id, viewer=here.seat, page=page_number(request))
    rows = [row for row in sheet.rows if row.stands is not Stands.DECLINED and row.person.seat_id != here.seat]
    return sheet, [row.person for row in rows]


def _to_print(request: HttpRequest, here: Inside, codes: dict[int, str]) -> HttpResponse:
    sheet, people = _people(request, here)
    head, place = sheet.head, request.get_host()
    cards = [
        Card(person.name, head.title, codes[person.seat_id], place, person.card_waits, head.human)
        for person in people
        if person.seat_id in codes
    ]
    unheard = without_hearer(here.case_id, codes.keys(), viewer=here.seat)
    alone = [person.name for person in people if person.seat_id in unheard]
    return show_case(request, "cards/cards_to_print", sheet, cards=cards, alone=alone)


def _seats_ticked(people: Sequence[Person]) -> list[str]:
    """One person when the page was opened for them; else everyone who has no way in yet."""
    alone = len(people) == 1
    return [str(one.seat_id) for one in people if alone or not (one.has_mail or one.has_card or one.card_waits)]


def _way_in(person: Person) -> str:
    """What there is now, and what a new card would do."""
    if person.card_waits:
        return gettext("Has a new card that waits for a yes. Another one replaces it")
    if person.has_card:
        used = gettext("Has a card. A new one works after their yes")
        return used if person.was_entered else gettext("Has a card, not used yet. A new one replaces it at once")
    if person.was_entered:
        return gettext("Came in by a link, has no card. A card works after their yes")
    return gettext("Gets an e-mail with a link") if person.has_mail else gettext("Has no way in yet")
