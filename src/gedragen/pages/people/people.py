"""The people: who takes part, in which order they got involved, and who else lies awake over it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import Action, NotFound
from gedragen.cases.people.commands.acquaintances import KnowPerson, know_person
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.queries.people import NominationCard, PeopleSheet, Person, people_sheet
from gedragen.cases.state.head import CaseHead, case_head
from gedragen.cases.state.headcount import Involved
from gedragen.edge.asking import inside
from gedragen.edge.numbers import page_number, whole_number
from gedragen.method.constitution.levels import Level
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import shell, show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rendering import show
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import ROLE
from gedragen.pages.people.seats import on_side, pager
from gedragen.pages.people.words import MAY_DO, NOMINATION_QUESTION, ring_names
from gedragen.pages.templatetags.say import bare_day
from gedragen.pages.templatetags.theirs import theirs


class NominateForm(forms.Form):
    """Somebody else who lies awake over it."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages=when_empty("needs-name"))
    concern = forms.CharField(
        label=_("How is this person concerned?"),
        help_text=_("For instance: lives next to it, comes here every week, thinks differently about it."),
        widget=long_box(2),
        required=False,
    )
    contact = forms.CharField(
        label=_("How can we reach this person?"),
        help_text=_("An e-mail address, a phone number or a street address."),
        max_length=300,
        error_messages=when_empty("needs-contact"),
    )


@page(f"{CASE}wie-nog/", "nominate")
@require_http_methods(["GET", "POST"])
def nominate_page(request: HttpRequest, address: str) -> HttpResponse:
    """Who else? Naming sends nothing; also somebody who does not take part can name others."""
    who = inside(request, address)
    head = case_head(who.case_id, viewer=who.seat)
    check_may(head, Action.NOMINATE)
    form = read_by(NominateForm(request.POST if request.method == "POST" else None), head, _where_it_lies(head))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if done(
            request,
            form,
            who,
            nominate,
            Nominate(**data),
            thanks=gettext("Thank you for naming %(name)s. We have not sent anything.") % {"name": data["name"]},
        ):
            return redirect("people" if head.me and head.me.has_joined else "welcome", address)
    context = {**shell(request, head), "head": head, "form": form, "question": NOMINATION_QUESTION[_level(head)]}
    return show(request, "people/nominate", context, status=422 if form.is_bound else 200)


def _where_it_lies(head: CaseHead) -> str:
    """The room of who was named: where whom it is about chooses, they read it too."""
    is_chosen = head.approach is not None and head.approach.circle_is_chosen
    return "counsel" if is_chosen and not (head.me and head.me.guides) else "private"


def _level(head: CaseHead) -> Level:
    return head.level or Level.TENSION


@dataclass(frozen=True)
class Member:
    """As the circle map draws somebody."""

    name: str
    ring: str
    state: str
    seat: int
    may_be_known: bool
    is_known: bool


@dataclass(frozen=True)
class Line:
    """When a group got involved, as a bar from then to the newest day: `start` and `length` in hundredths."""

    name: str
    when: str
    people: int
    start: float
    length: float


@page(f"{CASE}mensen/", "people")
@require_http_methods(["GET", "HEAD", "POST"])
def people_page(request: HttpRequest, address: str) -> HttpResponse:
    """Names for who takes part, counts for the others: the query cuts it."""
    who = inside(request, address)
    if request.method == "POST":
        done(request, None, who, know_person, _said(request))
        return redirect(f"{request.get_full_path()}#map")
    sheet = people_sheet(who.case_id, viewer=who.seat, page=page_number(request))
    rings = ring_names(sheet.head.approach)
    return show_case(
        request,
        "people/people",
        sheet,
        members=[_member(sheet, one) for one in sheet.people if one.name],
        rings=rings,
        lines=involvement(sheet.involved, clock.now(), rings),
        named=[_named(one) for one in sheet.nominations if one.is_mine],
        asked=[_asked(sheet.head, one) for one in _chosen(sheet)],
        may=may_do(sheet),
        pager=pager(sheet.page, sheet.pages),
    )


def _said(request: HttpRequest) -> KnowPerson:
    """Raises NotFound for a button that no page has."""
    takes_back = "unknow" in request.POST
    seat = whole_number(request.POST.get("unknow" if takes_back else "know", ""))
    if seat is None:
        raise NotFound
    return KnowPerson(seat, knows=not takes_back)


def _member(sheet: PeopleSheet, one: Person) -> Member:
    seat = one.seat_id
    return Member(one.name, one.circle, _state(one), seat, seat in sheet.may_know, seat in sheet.known)


# By the value of the state: what became of somebody that one named.
NAMED: Mapping[str, Promise] = {
    "named": _("Will be asked"),
    "discussed": _("Is being talked about"),
    "agreed": _("Will be asked"),
    "not_now": _("Not now"),
    "excluded": _("Not safe"),
    "invited": _("Invited"),
    "not_reached": _("Could not be reached"),
    "already_in": _("Already takes part"),
    "forgotten": _("Asked to be forgotten"),
}


def _named(one: NominationCard) -> dict[str, str]:
    """A row of one's own nominations. Of somebody who was forgotten no name is left."""
    return {
        "title": one.name or gettext("Somebody"),
        "badge": str(NAMED[one.state]),
        "text": theirs(one.concern),
        "meta": gettext("Named on %(day)s") % {"day": bare_day(one.at)},
    }


def _chosen(sheet: PeopleSheet) -> list[NominationCard]:
    """For the main person: who waits for their word, and whom they said no to. The facilitator has a list elsewhere."""
    if Action.DECIDE_NOMINATION not in sheet.head.can:
        return []
    order = {"discussed": 0, "not_now": 1, "excluded": 2}
    return sorted((one for one in sheet.nominations if one.state in order), key=lambda one: order[one.state])


def _asked(head: CaseHead, one: NominationCard) -> dict[str, str]:
    """A row of who waits for one's word: a link to say it, or to think otherwise."""
    waits = one.state == "discussed"
    return {
        "title": one.name,
        "url": reverse("decide_nomination", args=[head.address, one.number]),
        "badge": gettext("Waits for your word") if waits else str(NAMED[one.state]),
        "text": theirs(one.concern),
        "meta": gettext("Only you and the facilitator read this."),
    }


def may_do(sheet: PeopleSheet) -> list[tuple[str, str]]:
    """What each may do, in words, where that differs. In an open situation the page says it by itself."""
    if sheet.head.is_open:
        return []
    roles = dict.fromkeys(group.role for group in sheet.involved)
    return [(str(ROLE[role]), str(MAY_DO[role])) for role in roles]


def _state(person: Person) -> str:
    if not person.has_joined:
        return gettext("Does not take part") if person.declined_at else gettext("Invited")
    if person.supports:
        return gettext("Stands beside %(name)s") % {"name": person.supports}
    say = gettext("Advises") if person.advises else gettext("Decides")
    state = say if person.decides else str(ROLE[person.role])
    if person.begins:
        state = gettext("%(state)s, in the group that begins") % {"state": state}
    return on_side(state, person)


def involvement(groups: tuple[Involved, ...], now: datetime, rings: Mapping[str, str]) -> list[Line]:
    """The order of involvement: person and network ought to come before the professional."""
    if not groups:
        return []
    begin = groups[0].first_at
    whole = max((now - begin).total_seconds(), 1.0)
    lines = []
    for group in groups:
        start = round(100 * (group.first_at - begin).total_seconds() / whole, 1)
        lines.append(
            Line(_group_name(group, rings), bare_day(group.first_at), group.people, start, max(2.0, 100 - start))
        )
    return lines


def _group_name(group: Involved, rings: Mapping[str, str]) -> str:
    return rings[group.circle] if group.takes_part else str(ROLE[group.role])
