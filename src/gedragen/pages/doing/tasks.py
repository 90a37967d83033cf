"""Tasks and requests: offered, and alive only by one's own yes. No costs nothing."""

from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Action, NotFound
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.doing.queries.tasks import TaskCard, TasksSheet, tasks_sheet
from gedragen.cases.plan.queries.plan import ItemSheet, item_sheet
from gedragen.cases.plan.queries.writing import TaskChoices, task_choices
from gedragen.edge.asking import Inside, inside
from gedragen.method.tasks import TaskState
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.finding import search_in, sent, to_find, typed
from gedragen.pages.house.form import choice_field, day_box, likely_day, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.words import ROLE
from gedragen.pages.plan.plan_lines import lives, task_state


class ReportForm(forms.Form):
    """What one's buttons say of a task: yes or no when it is asked, done or given back when one does it."""

    text = forms.CharField(label=_("Do you want to say something about it?"), required=False, widget=long_box(3))
    readers: ClassVar = {"text": _("Everyone who takes part can read this.")}
    kept_in: ClassVar = {"text": "circle"}


class OfferForm(forms.Form):
    owner = forms.TypedChoiceField(label=_("Who are you asking?"), coerce=int, widget=forms.RadioSelect)
    what = forms.CharField(label=_("What do you ask?"), widget=long_box(3))
    due_on = forms.DateField(label=_("Before which day?"), required=False, widget=day_box(), validators=[likely_day])
    checker = forms.TypedChoiceField(
        label=_("Who keeps an eye on it?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("One of the people who decide. Not to check up on anyone, but so that it is not forgotten."),
    )


@dataclass(frozen=True)
class TaskGroup:
    """Some tasks under one heading, each with its state in words."""

    anchor: str
    title: str
    some: tuple[tuple[TaskCard, str], ...]


@page(f"{CASE}taken/", "tasks")
def tasks_page(request: HttpRequest, address: str) -> HttpResponse:
    me = inside(request, address)
    sheet = tasks_sheet(me.case_id, viewer=me.seat)
    return show_case(request, "tasks/tasks", sheet, groups=_groups(sheet))


@page(f"{CASE}taken/<number:number>/", "task")
def task_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    sheet = tasks_sheet(me.case_id, viewer=me.seat)
    task = next((one for one in sheet.all if one.number == number), None)
    if task is None:
        raise NotFound
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answer(request, me, task, form):
        return redirect("tasks", address)
    return show_case(
        request, "tasks/task", sheet, form=form, task=task, state=task_state(task), status=422 if form.errors else 200
    )


def _answer(request: HttpRequest, me: Inside, task: TaskCard, form: ReportForm) -> bool:
    """The button that was pressed: yes or no to what is asked, done or given back of what one does."""
    pressed, text = request.POST.get("say", ""), form.cleaned_data["text"]
    answers = {
        "yes": (True, gettext("Thank you. You are doing this.")),
        "no": (False, gettext("You said no, and that is fine.")),
    }
    reports = {
        "done": (TaskState.DONE, gettext("Thank you. It has been done.")),
        "back": (TaskState.GIVEN_BACK, gettext("You gave it back. Others will see who can do it.")),
    }
    if pressed in answers:
        accepts, thanks = answers[pressed]
        return done(request, form, me, answer_task, AnswerTask(task.number, accepts, text), thanks=thanks)
    if pressed in reports:
        state, thanks = reports[pressed]
        return done(request, form, me, report_task, ReportTask(task.number, state, text), thanks=thanks)
    form.add_error(None, gettext("Choose one of the buttons."))
    return False


@page(f"{CASE}onderdeel/<number:number>/taak/", "offer_task")
def offer_task_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    me = inside(request, address)
    sheet = item_sheet(me.case_id, number, viewer=me.seat)
    check_may(sheet.head, Action.OFFER_TASK)
    form = _offer_form(request, sheet, _choices(request, me))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        offer = Offer(number, said["what"], said["owner"], said["checker"], said["due_on"])
        asked = offer
        thanks = gettext("It has been asked. It counts once there is a yes.")
        if done(request, form, me, offer_task, asked, thanks=thanks):
            return redirect("item", address, number)
    return show_case(request, "tasks/offer", sheet, form=form, status=422 if form.errors else 200)


def _choices(request: HttpRequest, me: Inside) -> TaskChoices:
    owner, checker = (search_in(request, field) for field in ("owner", "checker"))
    return task_choices(me.case_id, viewer=me.seat, owner=owner, checker=checker)


def _offer_form(request: HttpRequest, sheet: ItemSheet, choices: TaskChoices) -> OfferForm:
    form = read_by(OfferForm(sent(request)), sheet.head, what="plan")
    owner, checker = choice_field(form, "owner"), choice_field(form, "checker")
    if choices.checkers.listed.is_cut:
        # Whom one found must be seen: a list that folds out would hide them.
        checker.widget = forms.RadioSelect()
    owner.choices = [(seat, f"{name}\n{ROLE[role]}") for seat, name, role in choices.owners.people]
    checker.choices = [("", gettext("Nobody in particular")), *choices.checkers.names]
    to_find(request, form, "owner", choices.owners)
    to_find(request, form, "checker", choices.checkers)
    # Who keeps an eye on it comes from the circle, so whoever asks is proposed first.
    me = sheet.head.me
    form.initial = {"checker": me.seat_id if me is not None and me.decides else None} | typed(request)
    return form


def _groups(sheet: TasksSheet) -> list[TaskGroup]:
    """The tasks as one looks for them: first what is asked of me. Empty groups are left out."""
    living = [one for one in sheet.all if one.state in (TaskState.OFFERED, TaskState.ACTIVE)]
    gone = [one for one in sheet.all if not lives(one)]
    groups = (
        ("asked", gettext("Asked of you"), [one for one in sheet.mine if one.state is TaskState.OFFERED]),
        ("mine", gettext("Your tasks"), [one for one in sheet.mine if one.state is TaskState.ACTIVE]),
        ("checked", gettext("You keep an eye on these"), [one for one in living if one.i_check and not one.is_mine]),
        ("others", gettext("What others are doing"), [one for one in living if not one.is_mine and not one.i_check]),
        ("looking", gettext("Nobody for these yet"), gone),
        ("done", gettext("Done"), [one for one in sheet.all if one.state is TaskState.DONE]),
    )
    return [
        TaskGroup(anchor, title, tuple((one, task_state(one)) for one in cards))
        for anchor, title, cards in groups
        if cards
    ]
