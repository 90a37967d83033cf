"""What is mine: my answers, everything that is kept about me, and being forgotten."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from gedragen.access.doing import Action
from gedragen.cases.mine.queries import AnswerLine, mine_sheet
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.rounds.commands.consent import ConfirmAnswer, confirm_answer
from gedragen.cases.state.head import case_head
from gedragen.edge.asking import inside
from gedragen.edge.browser import leave
from gedragen.pages.addresses import CASE, page
from gedragen.pages.home.road import link_of
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import shell, show_case
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.rendering import show
from gedragen.pages.house.words import ANSWER
from gedragen.pages.mine.words import kept_lines
from gedragen.pages.templatetags.theirs import theirs, with_theirs


class ConfirmForm(forms.Form):
    """Which of the answers that were written down for me are what I said."""

    answers = forms.TypedMultipleChoiceField(
        label=_("What I said"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the answers that are right.")},
    )

    def __init__(self, *args: object, lines: list[AnswerLine], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(line.answer_id, _sentence(line)) for line in lines]
        self.fields["answers"].choices = choices  # type: ignore[attr-defined]
        self.fields["answers"].initial = [line.answer_id for line in lines]


def _sentence(line: AnswerLine) -> SafeString:
    sentence = gettext("Item %(number)s: %(title)s\n%(answer)s.")
    if line.reason:
        sentence = gettext("Item %(number)s: %(title)s\n%(answer)s. “%(reason)s”")
    told = {"number": line.item_number, "answer": ANSWER[line.answer]}
    return with_theirs(sentence, **told, title=theirs(line.title), reason=theirs(line.reason))


@page(f"{CASE}mijn-antwoorden/", "my_answers")
@require_http_methods(["GET", "POST"])
def my_answers_page(request: HttpRequest, address: str) -> HttpResponse:
    """POST: yes, this is what I said."""
    who = inside(request, address)
    sheet = mine_sheet(who.case_id, viewer=who.seat)
    on_behalf = [line for line in sheet.answers if line.on_behalf and not line.is_confirmed]
    form = ConfirmForm(request.POST if request.method == "POST" else None, lines=on_behalf)
    if request.method == "POST" and form.is_valid():
        ids = form.cleaned_data["answers"]
        thanks = gettext("Thank you. It is now marked as confirmed by you.")
        if done(request, form, who, confirm_answer, ConfirmAnswer(tuple(ids)), thanks=thanks):
            return redirect("my_answers", address)
    status = 422 if form.is_bound else 200
    return show_case(request, "mine/answers", sheet, status=status, form=form, written=on_behalf)


@page(f"{CASE}mijn-gegevens/", "my_data")
@require_safe
def my_data_page(request: HttpRequest, address: str) -> HttpResponse:
    """Everything that is kept, who reads it, and the ways to change it."""
    who = inside(request, address)
    sheet = mine_sheet(who.case_id, viewer=who.seat)
    # Who has an account signs in with it: their link would let anyone in who sees the screen.
    has_link = sheet.head.me is not None and not sheet.head.me.guides
    link = link_of(request, sheet.link_token) if has_link else ""
    return show_case(request, "mine/data", sheet, link=link, kept=kept_lines(sheet.texts, sheet.head.approach))


@page(f"{CASE}vergeet-mij/", "erase_me")
@require_http_methods(["GET", "POST"])
def erase_me_page(request: HttpRequest, address: str) -> HttpResponse:
    """What goes, what stays and why; then forgotten, also by this browser."""
    who = inside(request, address)
    head = case_head(who.case_id, viewer=who.seat)
    check_may(head, Action.ERASE_ME)
    if request.method == "POST" and done(request, None, who, erase_me):
        leave(request)
        messages.success(request, gettext("You have been forgotten. Thank you for having been here."))
        return redirect("door")
    return show(request, "mine/erase_me", {**shell(request, head), "head": head})
