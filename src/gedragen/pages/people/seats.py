"""The people of a situation: how it stands with each, the talk that prepares them, and a new link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from gedragen import clock
from gedragen.access.doing import Action
from gedragen.cases.people.commands.seats import RenewLink, renew_link
from gedragen.cases.people.queries.people import Person
from gedragen.cases.people.queries.seats import SeatRow, SeatsSheet, Stands, TalkLine, seat_sheet, seats_sheet
from gedragen.cases.preparing.commands.preparation import RecordPreparation, Spoken, record_preparation
from gedragen.cases.state.headcount import Involved
from gedragen.edge.asking import inside
from gedragen.edge.numbers import page_number
from gedragen.method.constitution.keys.talk import Asked
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.words import ROLE, in_language
from gedragen.pages.people.involvement import involvement, is_compared
from gedragen.pages.people.words import STANDS, ring_names
from gedragen.pages.pictures.circle_map import draw

# In an address: with what is only offered in a talk here.
MORE = "more"


@dataclass(frozen=True)
class MapMember:
    """One person on the circle map, with everything their row says."""

    row: SeatRow
    name: str
    ring: str
    state: str
    role: str


@dataclass(frozen=True)
class Filter:
    """One way to look at the list."""

    label: str
    count: int
    url: str
    is_now: bool


class TalkForm(forms.Form):
    notes = forms.CharField(
        label=_("What do you want to remember?"),
        help_text=_("For instance what this person needs to be able to take part."),
        widget=long_box(4),
        required=False,
    )

    def __init__(self, *args: object, asked: Sequence[TalkLine], **kwargs: object) -> None:
        """`asked`: by the approach, in order; what one wants to remember besides comes last."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.asked = tuple(line.asked for line in asked)
        readers = gettext("Only you and your fellow facilitators read this. This person can ask to see it.")
        self.readers, notes = {"notes": readers}, self.fields.pop("notes")
        for one in self.asked:
            if one.becomes_question:
                self._ask_what_becomes_a_question(one)
                continue
            self.fields[f"tick-{one.key}"] = forms.BooleanField(
                label=in_language(one.text),
                required=one.is_required,
                error_messages={"required": _("Ask this first, and tick it. Without it this was no talk.")},
            )
            if one.has_note:
                self.fields[f"note-{one.key}"] = forms.CharField(
                    label=gettext("A short note"), widget=long_box(2), required=False
                )
                self.readers[f"note-{one.key}"] = readers
        self.fields["notes"] = notes

    def _ask_what_becomes_a_question(self, one: Asked) -> None:
        name = f"note-{one.key}"
        self.fields[name] = forms.CharField(label=in_language(one.text), widget=long_box(2), required=False)
        self.readers[name] = gettext("Everyone who takes part reads this, without a name. It gets an answer.")

    @property
    def spoken(self) -> tuple[Spoken, ...]:
        given = self.cleaned_data
        found = (
            Spoken(one.key, given.get(f"tick-{one.key}", False), given.get(f"note-{one.key}", "")) for one in self.asked
        )
        return tuple(one for one in found if one.is_ticked or one.note)


@page(f"{OVERVIEW}mensen/", "seats")
@require_safe
def seats_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    asked = request.GET.get("show", "")
    show = Stands(asked) if asked in list(Stands) else None
    sheet = seats_sheet(here.case_id, viewer=here.seat, show=show, page=page_number(request))
    order, rings = involvement(sheet.involved, at=clock.now()), ring_names(sheet.head.approach)
    return show_case(
        request,
        "people/seats",
        sheet,
        picture=draw(_member(row) for row in sheet.rows),
        rings=rings,
        filters=_filters(sheet),
        order=order,
        order_bars=[(bar, rings[bar.group.circle]) for bar in order.bars],
        order_rows=[(_group(one, rings), one.first_at, one.people) for one in sheet.involved],
        pager=pager(sheet.page, sheet.pages),
    )


@page(f"{OVERVIEW}gesprek/<number:seat_id>/", "talk")
@require_http_methods(["GET", "POST"])
def talk_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = seat_sheet(here.case_id, seat_id, viewer=here.seat)
    shown = [line for line in sheet.talk if line.is_asked or request.GET.get(MORE)]
    offered = [in_language(line.asked.text) for line in sheet.talk if line not in shown]
    form = TalkForm(request.POST or None, asked=shown)
    thanks = gettext("The talk with %(name)s is recorded.") % {"name": sheet.person.name}
    if form.is_valid():
        asked = RecordPreparation(seat_id, form.cleaned_data["notes"], form.spoken)
        if done(request, form, here, record_preparation, asked, thanks=thanks):
            return redirect("cockpit", address)
    state = _state(SeatRow(sheet.person, sheet.stands))
    told = {"form": form, "state": state, "shown": shown, "offered": offered, "more": MORE}
    return show_case(request, "people/talk", sheet, status=422 if form.errors else 200, **told)


@page(f"{OVERVIEW}link/<number:seat_id>/", "renew_link")
@require_http_methods(["GET", "POST"])
def renew_link_page(request: HttpRequest, address: str, seat_id: int) -> HttpResponse:
    here = inside(request, address)
    sheet = seat_sheet(here.case_id, seat_id, viewer=here.seat)
    check_may(sheet.head, Action.RENEW_ACCESS)
    if request.method == "POST":
        done(request, None, here, renew_link, RenewLink(seat_id), thanks=gettext("The older links no longer work."))
        return redirect("seats", address)
    return show_case(request, "people/renew_link", sheet)


def pager(number: int, pages: int) -> dict[str, int | None]:
    """What parts/pager.html asks for."""
    return {
        "number": number,
        "pages": pages,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < pages else None,
    }


def _member(row: SeatRow) -> MapMember:
    name = row.person.name or gettext("(no name)")
    return MapMember(row, name, row.person.circle, _state(row), str(ROLE[row.person.role]))


def _state(row: SeatRow) -> str:
    if row.stands is Stands.JOINED and row.person.decides:
        return on_side(gettext("Takes part, and you have not talked yet"), row.person)
    return on_side(str(STANDS[row.stands]), row.person)


def on_side(state: str, person: Person) -> str:
    """How it stands with somebody, with their side where there are sides."""
    return f"{state} ({in_language(person.side.name)})" if person.side else state


def _group(one: Involved, rings: Mapping[str, str]) -> str:
    """Those who are compared by where they stand, the others by what they do."""
    return rings[one.circle] if is_compared(one) else str(ROLE[one.role])


def _filters(sheet: SeatsSheet) -> list[Filter]:
    here = reverse("seats", args=[sheet.head.address])
    everyone = Filter(gettext("Everyone"), sum(sheet.counts.values()), here, sheet.show is None)
    some = (
        Filter(str(STANDS[one]), count, f"{here}?show={one.value}", sheet.show is one)
        for one, count in sheet.counts.items()
        if count or sheet.show is one
    )
    return [everyone, *some]
