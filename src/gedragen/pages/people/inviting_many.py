"""Inviting everybody on a list: first the page says what it would do, then one press does it."""

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.people.commands import many
from gedragen.cases.people.invitees import Invitee, SortedOut
from gedragen.cases.people.queries.invitations import invitation_sheet, sorted_out
from gedragen.edge.asking import Inside, inside
from gedragen.method.broken import RuleBroken
from gedragen.method.texts import is_blank
from gedragen.pages.addresses import OVERVIEW, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choices_in_line, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rules import sentence_of
from gedragen.pages.people.list_reading import read_list
from gedragen.pages.templatetags.say import in_thousands
from gedragen.people.contacts import is_mail

# Signs on a list: room for thirty thousand people with their street.
LONGEST = 2_000_000
FAULTS_TOLD = 20
SHOWN = 5
NOBODY = _("Write at least one name, or choose a file.")


class ListForm(forms.Form):
    """What is read from a file stands in the box from then on, so that it can be mended there."""

    people = forms.CharField(
        label=_("Whom do you invite?"),
        help_text=_(
            "Each person on a line of their own: first the name, then a comma, then an e-mail address, a phone number "
            "or a street. The address may be left out. You can also paste a table."
        ),
        widget=long_box(12),
        strip=False,
        error_messages={"required": NOBODY},
    )
    file = forms.FileField(
        label=_("Or choose a file with the list"),
        help_text=_("Save it in your spreadsheet as CSV (UTF-8)."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        required=False,
        allow_empty_file=True,
    )
    language = forms.ChoiceField(
        label=_("In which language do we write?"), widget=choices_in_line(), choices=settings.LANGUAGES
    )
    readers: ClassVar = {"people": _("Only you and your fellow facilitators read this.")}

    def clean_people(self) -> tuple[Invitee, ...]:
        text = str(self.cleaned_data["people"])
        if len(text) > LONGEST:
            raise forms.ValidationError(gettext("This list is too long. Cut it in two, and send one after the other."))
        reading = read_list(text)
        faults = [gettext("Line %(line)s: %(wrong)s") % {"line": one.line, "wrong": one.told} for one in reading.faults]
        if len(faults) > FAULTS_TOLD:
            more = len(faults) - FAULTS_TOLD
            last = ngettext("And %(more)s more line.", "And %(more)s more lines.", more) % {"more": more}
            faults[FAULTS_TOLD:] = [last]
        if faults:
            raise forms.ValidationError(faults)
        if not reading.people:
            raise forms.ValidationError(NOBODY)
        return reading.people

    @property
    def seal(self) -> str:
        """What was looked at is what will be done: another list is looked at first."""
        looked_at = f"{self.data.get('language', '')} {self.data.get('people', '')}"
        return hashlib.sha256(looked_at.encode(errors="replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Outcome:
    """What the list would do: who would get mail, who is reached otherwise, and how the first lines were read."""

    sorted: SortedOut
    mailed: int
    others: int
    shown: tuple[Invitee, ...]


@page(f"{OVERVIEW}uitnodigen/lijst/", "invite_many")
@require_http_methods(["GET", "POST"])
def invite_many_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    sheet = invitation_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, Action.INVITE)
    refusal = sentence_of(RuleBroken(sheet.refusal)) if sheet.refusal else ""
    form, outcome = _form(request), None
    if form.is_valid() and not refusal:
        outcome = _outcome(form, here)
        if request.POST.get("confirm") == form.seal and _invite(request, form, here):
            return redirect("seats", address)
    around = {"form": form, "outcome": outcome, "refusal": refusal}
    return show_case(request, "people/invite_many", sheet, status=422 if form.errors else 200, **around)


def _form(request: HttpRequest) -> ListForm:
    if request.method != "POST":
        return ListForm(initial={"language": "nl"})
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return ListForm(request.POST)
    text = _text_of(file)
    data: QueryDict = request.POST.copy()
    if text is not None:
        data["people"] = text
    form = ListForm(data)
    if text is None:
        form.add_error("file", gettext("We cannot read this file. Save the list as CSV (UTF-8), and choose that."))
    return form


def _text_of(file: "UploadedFile[bytes]") -> str | None:
    """What is in the file, or None when it is no text."""
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _outcome(form: ListForm, here: Inside) -> Outcome:
    found = sorted_out(here.case_id, form.cleaned_data["people"], viewer=here.seat)
    mailed = sum(is_mail(one.contact) for one in found.invited)
    others = sum(is_blank(one.contact) or not is_mail(one.contact) for one in found.invited)
    return Outcome(found, mailed, others, found.invited[:SHOWN])


def _invite(request: HttpRequest, form: ListForm, here: Inside) -> bool:
    asked = many.InviteMany(tuple(form.cleaned_data["people"]), form.cleaned_data["language"])
    return done(request, form, here, many.invite_many, asked, then=partial(_tell, request))


def _tell(request: HttpRequest, count: int) -> None:
    told = ngettext("%(people)s person is invited.", "%(people)s people are invited.", count)
    if count > many.PART:
        told = gettext("%(people)s people are being invited: the first now, the others in the next minutes.")
    messages.success(request, told % {"people": in_thousands(count)})
