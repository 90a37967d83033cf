"""The facilitator's desk: questions that wait to be taken up, and one's own situations."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from gedragen import clock
from gedragen.access.doing import NotFound
from gedragen.cases.arriving.queries.cases import BroughtQuestion, brought_questions
from gedragen.cases.starting.commands.opening import OpenCase, open_case
from gedragen.cases.starting.queries import Choice, approaches_to_choose
from gedragen.edge.account import account_cases
from gedragen.edge.asking import look_from
from gedragen.method.constitution.levels import Level, in_order
from gedragen.pages.addresses import page
from gedragen.pages.house.acting import tried
from gedragen.pages.house.form import choice_field, long_box, phone_box
from gedragen.pages.house.readers import is_typed
from gedragen.pages.house.rendering import show
from gedragen.pages.house.rules import in_words, when_empty
from gedragen.pages.house.words import PHASE
from gedragen.pages.starting.approach import added_by
from gedragen.pages.starting.introduction import (
    introduction_of,
    level_choices,
    meeting_field,
    question_field,
    story_field,
    title_field,
)
from gedragen.pages.starting.words import RULES
from gedragen.people.models import Account


class TakeUpForm(forms.Form):
    """Everything a situation needs before anybody else can be asked."""

    level = forms.ChoiceField(
        label=_("How much tension is there?"),
        help_text=_("You can always go up later. Going down needs a reason that all can read."),
        widget=forms.RadioSelect,
    )
    approach = forms.ChoiceField(label=_("Which approach fits?"), widget=forms.RadioSelect)
    title = title_field()
    question = question_field()
    story = story_field()
    meeting = meeting_field()
    independence = forms.CharField(
        label=_("Why are you independent?"),
        help_text=_("Whoever is invited reads this, with your name and today's date."),
        widget=long_box(3),
        error_messages=when_empty("needs-independence"),
    )
    phone = forms.CharField(
        label=_("On which number can people call you?"),
        help_text=_("It appears on every page and on every card."),
        max_length=60,
        widget=phone_box(),
        error_messages=when_empty("needs-phone"),
    )

    def __init__(self, *args: object, is_demo: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choice_field(self, "level").choices = level_choices(tuple(Level), is_demo=is_demo)
        told = gettext("Everybody in this situation reads this, and anyone where the situation is open.")
        self.readers = {name: told for name, field in self.fields.items() if is_typed(field)}
        approach = choice_field(self, "approach")
        language = get_language() or "nl"
        approach.choices = [
            (key, _in_lines(found, language, is_demo=is_demo)) for key, found in approaches_to_choose().items()
        ]
        if len(approach.choices) == 1:
            approach.initial = approach.choices[0][0]


def _in_lines(choice: Choice, language: str, *, is_demo: bool) -> str:
    """What it is called, what it means, who added it; of a closed one what that is and whether it can be made yet."""
    approach = choice.approach
    lines = [approach.name.in_language(language), approach.about.in_language(language)]
    lines += [added_by(choice.added)] if choice.added is not None else []
    if len(approach.levels) < len(Level):
        lines.append(gettext("Made for: %(levels)s.") % {"levels": in_words(in_order(approach.levels))})
    if not approach.is_open:
        lines.append(gettext("Closed: nobody outside sees that it is there."))
        lines += [] if is_demo else [str(RULES["closed-only-in-demo"].text)]
    return "\n".join(lines)


@page("begeleiden/", "desk")
@login_required
@require_safe
def desk_page(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    mine = [(one, PHASE[one.phase]) for one in account_cases(account)]
    waiting = brought_questions() if account.is_facilitator else ()
    return show(request, "desk/desk", {"account": account, "mine": mine, "waiting": waiting})


@page("begeleiden/<number:case_id>/", "take_up")
@login_required
@require_http_methods(["GET", "POST"])
def take_up_page(request: HttpRequest, case_id: int) -> HttpResponse:
    account = _account(request)
    question = _question(account, case_id)
    if question is None:
        return _taken_up(request, account, case_id)
    # What somebody told in confidence is shown above the form, and is never the text that others will read.
    start = {"phone": account.phone}
    form = TakeUpForm(request.POST or None, is_demo=question.is_demo, initial=start)
    if form.is_valid() and _opened(request, form, account, case_id):
        mine = next(one for one in account_cases(account) if one.case_id == case_id)
        look_from(request, mine.address, mine.seat_id)
        return redirect("cockpit", mine.address)
    context = {"brought": question, "form": form, "account": account}
    return show(request, "desk/take_up", context, status=422 if form.errors else 200)


def _taken_up(request: HttpRequest, account: Account, case_id: int) -> HttpResponse:
    """Somebody was just ahead; or it was oneself, with a second click."""
    mine = next((one for one in account_cases(account) if one.case_id == case_id), None)
    if mine is not None:
        return redirect("cockpit", mine.address)
    messages.info(request, str(RULES["already-taken-up"].text))
    return redirect("desk")


def _opened(request: HttpRequest, form: TakeUpForm, account: Account, case_id: int) -> bool:
    data = form.cleaned_data
    return tried(
        request,
        form,
        lambda: open_case(
            case_id,
            OpenCase(
                introduction=introduction_of(data),
                level=Level(data["level"]),
                approach=data["approach"],
                independence=data["independence"],
                phone=data["phone"],
            ),
            account=account.pk,
            at=clock.now(),
        ),
        thanks=gettext("You guide this question now. Below you see what is needed first."),
    )


def _question(account: Account, case_id: int) -> BroughtQuestion | None:
    """The question, or None when somebody was just ahead. Raises NotFound for who takes up no questions."""
    if not account.is_facilitator:
        raise NotFound
    return next((one for one in brought_questions() if one.case_id == case_id), None)


def _account(request: HttpRequest) -> Account:
    if not request.user.is_authenticated:
        raise NotFound
    return request.user
