"""Inviting somebody: as what, with which way in, and what comes right after."""

from collections.abc import Mapping, Sequence

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, Role
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.people.queries.seats import SeatsSheet, seats_sheet
from gedragen.cases.state.head import CaseHead, case_head
from gedragen.edge.asking import Inside, inside
from gedragen.method.children.ages import Age
from gedragen.method.constitution.approach import Approach
from gedragen.method.phases import Phase
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.children.words import AGE
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import HeadOnly, show_case
from gedragen.pages.house.form import choice_field, choices_in_line
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import when_empty
from gedragen.pages.people.sides import sides_of

# As what somebody is invited, with what they may do then.
WHO: Mapping[str, tuple[Role, Promise]] = {
    "participant": (
        Role.PARTICIPANT,
        _("Takes part and decides\nWrites the plan with the others, and says yes or no to each item."),
    ),
    "beginner": (
        Role.PARTICIPANT,
        _("Belongs to the group that begins\nHelps to word question and limits. Decides later like the others."),
    ),
    "main_person": (
        Role.PARTICIPANT,
        _("It is about this person\nTakes part and decides like the others, and also says yes or no to you."),
    ),
    "authority": (
        Role.AUTHORITY,
        _("Sets the limits\nWrites limits and promise beforehand, and later says only whether the plan fits."),
    ),
    "advocate": (
        Role.ADVOCATE,
        _("Stands beside somebody\nFor instance beside a child: speaks for them after asking first. Does not decide."),
    ),
    "professional": (
        Role.PROFESSIONAL,
        _("Gives information\nAnswers questions, and helps where people ask for it. Does not decide."),
    ),
    "facilitator": (
        Role.FACILITATOR,
        _("Guides the conversation with you\nCan do what you can do here. Does not decide either."),
    ),
}
# Where the main person decides.
WHERE_OTHERS_ADVISE: Mapping[str, Promise] = {
    "participant": _(
        "Takes part and advises\nWrites the plan with the others, and says yes to what they will do themselves."
    ),
    "main_person": _("It is about this person\nDecides about the plan, and also says yes or no to you."),
}
BEFORE_THE_FREEZE = ("main_person", "authority", "facilitator")
# Where the main person chooses the circle, everyone else comes in by being named: they say yes to each.
WITHOUT_A_YES = ("authority", "facilitator")


class InviteForm(forms.Form):
    """Before the limits stand fast only those are offered who are needed to set them."""

    who = forms.ChoiceField(label=_("As what do you invite this person?"), widget=forms.RadioSelect)
    has_mandate = forms.BooleanField(
        label=_("Has the mandate to promise this"),
        help_text=_("Others in the organisation can help to write, but cannot confirm."),
        required=False,
    )
    supports = forms.TypedChoiceField(
        label=_("Beside whom does this person stand?"), widget=forms.RadioSelect, coerce=int, required=False
    )
    side = forms.ChoiceField(
        label=_("To which side does this person belong?"),
        help_text=_("For who takes part."),
        widget=forms.RadioSelect,
        required=False,
    )
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=when_empty("needs-name"))
    contact = forms.CharField(
        label=_("How do we reach this person?"),
        help_text=_(
            "An e-mail address gets a personal link at once. A phone number or a street is fine too. "
            "Nothing? Then make a card."
        ),
        required=False,
        max_length=200,
    )
    age = forms.TypedChoiceField(
        label=_("How old is this person?"),
        widget=forms.RadioSelect,
        coerce=Age,
        choices=list(AGE.items()),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("In which language do we write?"), widget=choices_in_line(), choices=settings.LANGUAGES
    )

    readers: Mapping[str, object] = {
        "name": _("Those who guide see this, and whoever takes part once this person has said yes."),
        "contact": _("Only those who guide can see this."),
        "age": _("Only who guides can see this, this person, and who stands beside them."),
    }

    def __init__(
        self,
        *args: object,
        offered: Sequence[str],
        beside: Sequence[tuple[int, str]] = (),
        sides: Sequence[tuple[str, str]] = (),
        advises: bool = False,
        **kwargs: object,
    ) -> None:
        """`beside`: those whom somebody can stand beside, as seat and name. `sides`: to which somebody can belong.

        `advises`: whether others than the main person advise.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        who, supports = choice_field(self, "who"), choice_field(self, "supports")
        words = WHERE_OTHERS_ADVISE if advises else {}
        who.choices = [(key, words.get(key, WHO[key][1])) for key in offered]
        supports.choices, choice_field(self, "side").choices = list(beside), list(sides)
        if not sides:
            del self.fields["side"]
        if "advocate" not in offered:
            del self.fields["supports"]
        if "authority" not in offered:
            del self.fields["has_mandate"]

    def clean_contact(self) -> str:
        contact = str(self.cleaned_data["contact"]).strip()
        if "@" in contact:
            validate_email(contact)
        return contact

    def invitation(self, nomination: int | None) -> Invitation:
        data = self.cleaned_data
        stands_beside = data["who"] == "advocate" and data.get("supports")
        return Invitation(
            name=data["name"],
            contact=data["contact"],
            role=WHO[data["who"]][0],
            is_main_person=data["who"] == "main_person",
            has_mandate=data.get("has_mandate", False),
            language=data["language"],
            nomination=nomination,
            supports=stands_beside or None,
            begins=data["who"] == "beginner",
            age=data.get("age") or Age.ADULT,
            side=data.get("side", "") if WHO[data["who"]][0] is Role.PARTICIPANT else "",
        )


@page(f"{OVERVIEW}uitnodigen/", "invite")
@require_http_methods(["GET", "POST"])
def invite_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    head = case_head(here.case_id, viewer=here.seat)
    check_may(head, Action.INVITE)
    asked = request.GET.get("as", "")
    offered = offered_in(head, is_named=False)
    who = asked if asked in offered else offered[0]
    start = {"who": who, "has_mandate": who == "authority", "language": "nl"}
    beside = beside_whom(seats_sheet(here.case_id, viewer=here.seat)) if "advocate" in offered else []
    sides = sides_of(head)
    form = InviteForm(
        request.POST or None, offered=offered, beside=beside, sides=sides, advises=others_advise(head), initial=start
    )
    if form.is_valid() and (seat := invite_with(request, form, here)) is not None:
        return after_inviting(request, here, form, seat)
    return show_case(request, "people/invite", HeadOnly(head), form=form, status=422 if form.errors else 200)


def offered_in(head: CaseHead, *, is_named: bool) -> tuple[str, ...]:
    """As what somebody can be invited now. Where the circle is chosen most come in by being named, and with a yes."""
    approach = head.approach
    waits = head.phase is Phase.STARTING and not (approach and approach.anyone_before_frames)
    begins = ("beginner",) if approach is not None and approach.group_begins else ()
    if approach is None or not approach.circle_is_chosen:
        everyone = tuple(one for one in WHO if one != "beginner" and (one != "advocate" or _has_advocates(approach)))
        return (*begins, *BEFORE_THE_FREEZE) if waits else everyone
    if not is_named:
        return WITHOUT_A_YES
    by_a_yes = tuple(one for one in WHO if one not in (*WITHOUT_A_YES, "beginner"))
    return (*begins, "main_person") if waits else by_a_yes


def others_advise(head: CaseHead) -> bool:
    """Whether the main person decides, and others advise."""
    return head.approach is not None and head.approach.advises


def _has_advocates(approach: Approach | None) -> bool:
    return approach is not None and approach.advocates


def beside_whom(sheet: SeatsSheet) -> list[tuple[int, str]]:
    """Whom somebody can stand beside: those who take part."""
    people = (row.person for row in sheet.rows)
    return [(one.seat_id, one.name) for one in people if one.takes_part and one.has_joined]


def invite_with(request: HttpRequest, form: InviteForm, here: Inside, *, nomination: int | None = None) -> int | None:
    """Invite who stands in a valid form. Returns the seat, 0 when this form had done its work before, None on a no."""
    made: list[int] = []
    if not done(request, form, here, invite, form.invitation(nomination), then=made.append):
        return None
    return made[0] if made else 0


def after_inviting(request: HttpRequest, here: Inside, form: InviteForm, seat: int) -> HttpResponse:
    """With an address the link is on its way; without one a card is the way in."""
    name = form.cleaned_data["name"]
    if not seat:
        return redirect("seats", here.address)
    if "@" in form.cleaned_data["contact"]:
        messages.success(request, gettext("%(name)s gets an e-mail with a personal link.") % {"name": name})
        return redirect("seats", here.address)
    messages.success(
        request, gettext("%(name)s is on the list. Now make a card, so that %(name)s can come in.") % {"name": name}
    )
    return redirect(f"{reverse('cards', args=[here.address])}?seat={seat}")
