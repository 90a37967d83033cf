"""Naming where the circle is chosen: the facilitator talks first, the main person decides. Nothing is sent before."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.people.commands.keeping_out import LookAgain, look_again
from gedragen.cases.people.commands.nominations import (
    CHOICES,
    DecideNomination,
    DiscussNomination,
    decide_nomination,
    discuss_nomination,
)
from gedragen.cases.people.queries.people import NominationCard, PeopleSheet, people_sheet
from gedragen.cases.people.queries.seats import SeatsSheet
from gedragen.edge.asking import Inside, inside
from gedragen.method.stages.keeping_out import KEPT_OUT, Ruling, is_asked
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.templatetags.say import in_a_row

STATES = {state.value: state for state in CHOICES}
TO_DECIDE = ("discussed", *STATES)


class DecideForm(forms.Form):
    state = forms.ChoiceField(
        label=_("May this person take part?"),
        widget=forms.RadioSelect,
        choices=[
            ("agreed", _("Yes\nThen this person gets an invitation, and says yes or no.")),
            ("not_now", _("Not now\nNothing is sent. You can always change your mind.")),
            ("excluded", _("No, that is not safe\nNothing is sent. Others read only: not now.")),
        ],
        error_messages={"required": _("Choose one of the three.")},
    )
    reason = forms.CharField(
        label=_("Not safe? Write why"),
        help_text=_("Only needed when you choose that it is not safe."),
        widget=long_box(3),
        required=False,
    )

    is_parent = forms.BooleanField(
        label=_("This is a parent with authority over a child of this situation"),
        help_text=_("Tick it when you do not want this parent to take part now. Then one question follows."),
        required=False,
    )

    def __init__(self, *args: object, guide: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        only_two = gettext("Only you and %(name)s read this. Nobody else, ever.") % {"name": guide}
        self.readers = {"reason": only_two, "is_parent": only_two}

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("state") == "excluded" and not self.cleaned_data.get("reason", "").strip():
            self.fields["reason"].required = True
            self.add_error("reason", when_empty("exclusion-needs-reason")["required"])
        return self.cleaned_data


@page(f"{CASE}genoemd/<number:number>/", "decide_nomination")
@require_http_methods(["GET", "POST"])
def decide_nomination_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """For the main person, about somebody who was named and talked about."""
    here = inside(request, address)
    sheet = people_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.DECIDE_NOMINATION)
    nomination = _to_decide(sheet, number)
    guide = sheet.head.human.name if sheet.head.human else ""
    start = {"state": nomination.state, "reason": nomination.reason, "is_parent": nomination.is_parent}
    form = DecideForm(request.POST or None, guide=guide, initial=start)
    thanks = gettext("Thank you. %(name)s knows what you want.") % {"name": guide}
    if form.is_valid():
        state, reason = STATES[form.cleaned_data["state"]], form.cleaned_data["reason"]
        is_parent = form.cleaned_data["is_parent"]
        asked = DecideNomination(number, state, reason=reason, is_parent=is_parent)
        if done(request, form, here, decide_nomination, asked, thanks=thanks):
            looks_again = is_asked(state.value, is_parent=is_parent or nomination.is_parent, ruling=nomination.ruling)
            return redirect("look_again", address, number) if looks_again else redirect("people", address)
    return show_case(request, "naming/decide", sheet, named=nomination, form=form, status=422 if form.errors else 200)


class LookAgainForm(forms.Form):
    is_parent = forms.BooleanField(label=_("This is a parent with authority over a child here"), required=False)
    ruling = forms.ChoiceField(
        label=_("Is there a ruling of a judge about this parent?"),
        widget=forms.RadioSelect,
        choices=[
            (Ruling.YES.value, _("Yes")),
            (Ruling.NO.value, _("No")),
            (Ruling.UNKNOWN.value, _("I do not know")),
        ],
        required=False,
    )
    with_colleague = forms.BooleanField(label=_("I talked about this with a colleague"), required=False)

    def __init__(self, *args: object, guides: bool, is_parent: bool, read_by: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not guides:
            del self.fields["with_colleague"]
        if is_parent and not guides:
            del self.fields["is_parent"]
        self.readers = dict.fromkeys(self.fields, read_by)


@page(f"{CASE}genoemd/<number:number>/ouder/", "look_again")
@require_http_methods(["GET", "POST"])
def look_again_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """For the main person and who guides, about somebody who does not come in. It blocks nothing."""
    here = inside(request, address)
    sheet = people_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.LOOK_AGAIN)
    card, guides = _read_by_name(sheet, number), Action.DISCUSS_NOMINATION in sheet.head.can
    if card.state not in KEPT_OUT:
        not_now(request, "nobody-is-kept-out")
        return redirect("people", address)
    form = _look_again_form(request, card, guides=guides, other=_other(sheet, guides=guides))
    if form.is_valid():
        done(request, form, here, look_again, _look_again(form, card), thanks=gettext("Thank you. This is recorded."))
        return redirect("nomination", address, number) if guides else redirect("people", address)
    status = 422 if form.errors else 200
    return show_case(request, "naming/look_again", sheet, named=card, form=form, guides=guides, status=status)


def _read_by_name(sheet: PeopleSheet, number: int) -> NominationCard:
    """Raises NotFound for who was never named, or is not known to who looks."""
    found = next((one for one in sheet.nominations if one.number == number and one.name), None)
    if found is None:
        raise NotFound
    return found


def _other(sheet: PeopleSheet, *, guides: bool) -> str:
    """Who reads it besides who looks."""
    if guides:
        return in_a_row([one.name for one in sheet.people if one.is_main_person])
    return sheet.head.human.name if sheet.head.human else ""


def _look_again_form(request: HttpRequest, card: NominationCard, *, guides: bool, other: str) -> LookAgainForm:
    read_by = gettext("Only you and %(name)s read this. The journal does not tell it.") % {"name": other}
    start = {"is_parent": card.is_parent, "ruling": card.ruling, "with_colleague": card.with_colleague}
    return LookAgainForm(request.POST or None, guides=guides, is_parent=card.is_parent, read_by=read_by, initial=start)


def _look_again(form: LookAgainForm, card: NominationCard) -> LookAgain:
    data = form.cleaned_data
    return LookAgain(
        card.number,
        is_parent=data.get("is_parent", card.is_parent),
        ruling=Ruling(data["ruling"]) if data["ruling"] else None,
        with_colleague=data.get("with_colleague", False),
    )


def talk_first(request: HttpRequest, here: Inside, sheet: SeatsSheet, nomination: NominationCard) -> HttpResponse:
    """For the facilitator: what comes before an invitation, or that none will come."""
    main = in_a_row([row.person.name for row in sheet.rows if row.person.is_main_person and row.person.name])
    if request.POST.get("do") == "discussed":
        thanks = gettext("Recorded. %(name)s decides now.") % {"name": main}
        done(request, None, here, discuss_nomination, DiscussNomination(nomination.number), thanks=thanks)
        return redirect("nomination", here.address, nomination.number)
    return show_case(request, "naming/talk_first", sheet, named=nomination, main=main)


def _to_decide(sheet: PeopleSheet, number: int) -> NominationCard:
    """Raises NotFound for who was not talked about yet, is in already, or was never named."""
    found = next((one for one in sheet.nominations if one.number == number and one.state in TO_DECIDE), None)
    if found is None:
        raise NotFound
    return found
