"""Cards with a code, for people without e-mail: made once, shown once, printed and handed over."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.commands.seats import make_cards
from gedragen.cases.queries.head import Human
from gedragen.cases.queries.people import Person
from gedragen.cases.queries.seats import SeatSheet, SeatsSheet, Stands, seat_sheet, seats_sheet
from gedragen.pages.acting import done
from gedragen.pages.case_page import show_case
from gedragen.pages.form import choice_field
from gedragen.pages.may import must
from gedragen.pages.numbers import page_number, whole_number
from gedragen.pages.rule_words import when_empty
from gedragen.pages.seats import pager
from gedragen.pages.visit import Inside, inside


@dataclass(frozen=True)
class Card:
    """One card to print. The code stands here and nowhere else."""

    name: str
    situation: str
    code: str
    address: str
    human: Human | None


class CardsForm(forms.Form):
    seats = forms.MultipleChoiceField(
        label=_("For whom?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=when_empty("nobody-chosen"),
    )

    def __init__(self, *args: object, people: Sequence[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choice_field(self, "seats").choices = [
            (str(person.seat_id), f"{person.name}\n{_way_in(person)}") for person in people
        ]


@require_http_methods(["GET", "POST"])
def cards_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet, people = _people(request, here)
    must(sheet.head, Action.RENEW_ACCESS)
    form = CardsForm(request.POST or None, people=people, initial={"seats": _chosen(people)})
    if form.is_valid():
        codes: dict[int, str] = {}
        if done(request, form, lambda: codes.update(_made(here, form))):
            # A form that was sent twice made its codes the first time; they are not shown again.
            return _to_print(request, sheet, people, codes) if codes else redirect("cards", address)
    around = pager(sheet.page, sheet.pages) if isinstance(sheet, SeatsSheet) else None
    return show_case(request, "cockpit/cards", sheet, form=form, pager=around, status=422 if form.errors else 200)


def _people(request: HttpRequest, here: Inside) -> tuple[SeatsSheet | SeatSheet, list[Person]]:
    """Whom a card can be made for: the one person the page was opened for, or a page of everyone."""
    asked = whole_number(request.GET.get("seat", ""))
    if asked is not None:
        one = seat_sheet(here.case_id, asked, viewer=here.seat)
        return one, [one.person]
    sheet = seats_sheet(here.case_id, viewer=here.seat, page=page_number(request))
    rows = [row for row in sheet.rows if row.stands is not Stands.DECLINED and row.person.seat_id != here.seat]
    return sheet, [row.person for row in rows]


def _to_print(
    request: HttpRequest, sheet: SeatsSheet | SeatSheet, people: Sequence[Person], codes: dict[int, str]
) -> HttpResponse:
    head, place = sheet.head, request.get_host()
    cards = [
        Card(person.name, head.title, codes[person.seat_id], place, head.human)
        for person in people
        if person.seat_id in codes
    ]
    return show_case(request, "cockpit/cards_to_print", sheet, cards=cards)


def _chosen(people: Sequence[Person]) -> list[str]:
    """One person when the page was opened for them; else everyone who has no way in yet."""
    alone = len(people) == 1
    return [str(one.seat_id) for one in people if alone or not (one.has_mail or one.has_card)]


def _way_in(person: Person) -> str:
    if person.has_card and person.has_mail:
        return gettext("Has a card, and gets e-mail")
    if person.has_card:
        return gettext("Has a card. A new one makes the old one useless")
    if person.has_mail:
        return gettext("Gets an e-mail with a link")
    return gettext("Takes part with a link, has no card") if person.has_joined else gettext("Has no way in yet")


def _made(here: Inside, form: CardsForm) -> dict[int, str]:
    chosen = [int(seat) for seat in form.cleaned_data["seats"]]
    return make_cards(here.case_id, chosen, by=here.seat, at=clock.now(), once=here.once)
