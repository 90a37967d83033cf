"""The items of a plan in words: their state for who looks, who decided, who carries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gedragen.access.doing import Action
from gedragen.cases.doing.queries.keeping import Keeping
from gedragen.cases.doing.queries.tasks import TaskCard
from gedragen.cases.plan.queries.ownership import Ownership
from gedragen.cases.plan.queries.plan import DecisionCard, DifferenceCard, ItemCard, PlanSheet
from gedragen.cases.state.head import CaseHead
from gedragen.method.consent import Answer, Say
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.phases import Phase, has_reached
from gedragen.method.promise import people_decide
from gedragen.method.tasks import TaskState
from gedragen.pages.house.words import ITEM_STATE, RUNG, TASK_STATE
from gedragen.pages.plan.lights import counted_sentence
from gedragen.pages.templatetags.say import in_a_row

NAMES_IN_A_LINE = 8


@dataclass(frozen=True)
class TaskLine:
    task: TaskCard
    state: str


@dataclass(frozen=True)
class ItemLine:
    """`said_yes`: names, for those who may know them. `differs`: what the formal decision says otherwise."""

    item: ItemCard
    state: str
    counts: str
    said_yes: str
    carried_by: str
    owned: str
    tasks: tuple[TaskLine, ...]
    differs: DifferenceCard | None


def item_lines(sheet: PlanSheet, kind: ItemKind = ItemKind.MEASURE) -> list[ItemLine]:
    """The living items of one kind."""
    differs = sheet.decision.differences if sheet.decision else {}
    return [
        item_line(item, sheet.head, sheet.owned.get(item.number), differs.get(item.number))
        for item in sheet.items
        if item.kind is kind
    ]


def item_line(
    item: ItemCard, head: CaseHead, owned: Ownership | None, differs: DifferenceCard | None = None
) -> ItemLine:
    answers = item.round.answers if item.round and item.state is ItemState.PASSED else ()
    return ItemLine(
        item=item,
        state=item_state(item, head),
        counts=counted_sentence(item.round.counted) if item.round and item.round.counted else "",
        said_yes=_in_few_words([one.by for one in answers if one.answer is Answer.YES and one.by]),
        carried_by=_carried_by(item),
        owned=_owned(owned) if owned else "",
        tasks=tuple(TaskLine(task, task_state(task)) for task in item.tasks if lives(task)),
        differs=differs,
    )


@dataclass(frozen=True)
class Beside:
    """The plan as it was tested beside the decision: number, title, and what it says otherwise, if it does."""

    lines: tuple[tuple[int, str, DifferenceCard | None], ...] = ()
    taken_over: str = ""


def beside_the_plan(decision: DecisionCard | None, plan: Iterable[tuple[int, str]]) -> Beside:
    """`plan`: as it is now, for a decision from before its texts were kept."""
    if decision is None:
        return Beside()
    items = [(number, title) for number, title, _what in decision.tested] or list(plan)
    taken_over = (
        _("Taken over, according to %(name)s") % {"name": decision.by}
        if decision.by
        else _("Taken over, according to the organisation")
    )
    return Beside(tuple((*item, decision.differences.get(item[0])) for item in items), taken_over)


def item_state(item: ItemCard, head: CaseHead) -> str:
    """The state of an item in a word, as it is for who looks."""
    if not item.is_in_plan and item.state is ItemState.DRAFT:
        return _("Proposed")
    if item.state is not ItemState.IN_ROUND:
        return str(ITEM_STATE[item.state])
    if item.round and item.round.mine:
        return _("You have answered")
    is_asked = Action.ANSWER_ROUND in head.can and item.say is not Say.NONE
    return str(ITEM_STATE[item.state]) if is_asked else _("People are answering now")


def task_state(task: TaskCard) -> str:
    """Who does it, or who was asked; without a name when that is not for these eyes. Who said no is never named."""
    if not lives(task):
        return _("Nobody does this yet.")
    sentences = {
        TaskState.OFFERED: _("Asked of %(name)s. A yes or a no is still to come."),
        TaskState.ACTIVE: _("%(name)s does this."),
        TaskState.DONE: _("%(name)s has done this."),
    }
    if task.owner and task.state in sentences:
        return sentences[task.state] % {"name": task.owner}
    return f"{TASK_STATE[task.state]}."


def first_to_answer(sheet: PlanSheet) -> int | None:
    """The first item that waits for an answer of who looks."""
    if Action.ANSWER_ROUND not in sheet.head.can:
        return None
    tables = (item.on_the_table for item in sheet.items)
    asked = (one for one in tables if one.state is ItemState.IN_ROUND and one.say is not Say.NONE)
    return next((one.number for one in asked if one.round and not one.round.mine), None)


def advice_only(head: CaseHead) -> str:
    """Below the fifth rung the plan says so: people do not decide."""
    return "" if head.rung is None or people_decide(head.rung) else str(RUNG[head.rung])


def nothing_yet(head: CaseHead) -> tuple[str, str]:
    """What an empty plan says: what will come, and when."""
    if head.phase is Phase.DECIDING:
        return _("There is nothing in the plan yet."), _("Everyone who decides can write an item now.")
    if head.phase is Phase.STARTING:
        return _("There is no plan yet."), _("First it must be clear what is fixed and what people may decide.")
    return (
        _("There is no plan yet."),
        _("First everyone who is needed is asked and prepared. Then the people write the plan themselves."),
    )


def _in_few_words(names: list[str]) -> str:
    """Names as long as they fit in a line of a list; the item itself has them all."""
    return in_a_row(names) if len(names) <= NAMES_IN_A_LINE else ""


def _carried_by(item: ItemCard) -> str:
    bound = item.version.bound
    if bound or not item.version.bound_seats:
        return in_a_row(bound)
    count = len(item.version.bound_seats)
    return ngettext("%(count)d person who decides too", "%(count)d people who decide too", count) % {"count": count}


def _owned(owned: Ownership) -> str:
    """Direction and responsibility in one line: how many of those who carry it also decided on it."""
    if not owned.carry:
        return ""
    if owned.both == owned.carry:
        return ngettext(
            "The person who does this decided on it too.",
            "The %(count)d people who do this decided on it too.",
            owned.carry,
        ) % {"count": owned.carry}
    if not owned.both:
        return _("Whoever does this did not decide on it.")
    sentence = ngettext(
        "Of the %(carry)d who do this, %(both)d decided on it too.",
        "Of the %(carry)d who do this, %(both)d decided on it too.",
        owned.both,
    )
    return sentence % {"carry": owned.carry, "both": owned.both}


def lives(task: TaskCard) -> bool:
    """What was declined or handed back stands on the page of tasks alone, as something nobody does yet."""
    return task.state not in (TaskState.DECLINED, TaskState.GIVEN_BACK)


def keeping_says(head: CaseHead, keeping: Keeping | None) -> str:
    """Who keeps an eye on the plan, for everybody who reads it.

    Nothing where who guides does the follow-up, nor before it is carried out as long as nobody was asked.
    """
    if keeping is None or not (keeping.seat or has_reached(head.phase, Phase.CARRYING_OUT)):
        return ""
    names = {"name": keeping.name or _("Somebody"), "guide": head.human.name if head.human else ""}
    if not keeping.seat:
        chosen = _("The people have not chosen yet who keeps an eye on the plan.")
        until = _("Until then %(guide)s does.") % names if names["guide"] else ""
        return f"{chosen} {until}".strip()
    if not keeping.said_yes:
        return _("%(name)s was asked to keep an eye on the plan, and has not answered yet.") % names
    if keeping.has_it:
        return _("%(name)s keeps an eye on the plan. Whoever gives a task back is heard there.") % names
    if not names["guide"]:
        return _("%(name)s keeps an eye on the plan from the call on.") % names
    return _("%(name)s keeps an eye on the plan from the call on. Until then %(guide)s does.") % names
