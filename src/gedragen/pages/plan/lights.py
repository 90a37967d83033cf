"""The six lights in words: each a sentence, with what is still open under it. Never one percentage."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gedragen.access.doing import Action
from gedragen.cases.plan.queries.plan import PlanSheet
from gedragen.cases.rounds.queries.rounds import Counted
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.lights import Light
from gedragen.pages.house.deciding import who_decides
from gedragen.pages.house.words import ITEM_STATE, in_a_sentence
from gedragen.pages.templatetags.say import in_a_row


@dataclass(frozen=True)
class OpenEnd:
    """What is still open, or worth knowing beside a light that is on. `url`: where it can be mended or read."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class LightLine:
    on: bool
    sentence: str
    open: tuple[OpenEnd, ...]


def light_lines(sheet: PlanSheet) -> list[LightLine]:
    """All six, in their order."""
    return [LightLine(on, *_SAYS[light](sheet, on)) for light, on in sheet.lights.items()]


def counted_sentence(counted: Counted) -> str:
    """`6 say yes, 1 leaves it to the group, 1 was not reached`. Nobody's silence is in the first number."""
    part = ngettext("%(count)d says yes", "%(count)d say yes", counted.yes)
    parts = [part % {"count": counted.yes} if counted.yes else _("Nobody says yes")]
    if counted.objections:
        part = ngettext("%(count)d says no", "%(count)d say no", counted.objections)
        parts.append(part % {"count": counted.objections})
    if counted.abstained:
        part = ngettext("%(count)d leaves it to the group", "%(count)d leave it to the group", counted.abstained)
        parts.append(part % {"count": counted.abstained})
    if counted.not_reached:
        part = ngettext("%(count)d was not reached", "%(count)d were not reached", counted.not_reached)
        parts.append(part % {"count": counted.not_reached})
    return _("%(counts)s.") % {"counts": ", ".join(parts)}


def unknown_sentence(yes: int, unknown: int) -> str:
    """How many of the yeses are of people whom nobody of the others knows. Never who; empty when there are none."""
    if not unknown:
        return ""
    if yes == 1:
        return _("There is one yes, from somebody whom nobody of the others knows yet.")
    sentence = ngettext(
        "%(unknown)d of the %(yes)d yeses is from somebody whom nobody of the others knows (yet).",
        "%(unknown)d of the %(yes)d yeses are from people whom nobody of the others knows (yet).",
        unknown,
    )
    return sentence % {"unknown": unknown, "yes": yes}


Said = tuple[str, tuple[OpenEnd, ...]]


def _everyone_asked(sheet: PlanSheet, on: bool) -> Said:
    facts, ends = sheet.facts, []
    if on:
        ends.append(OpenEnd(who_decides(facts.deciders, facts.advisers)))
    if not facts.deciders:
        ends.append(OpenEnd(_("Nobody decides yet.")))
    if facts.unprepared:
        told = ngettext(
            "With %(count)d person who decides there has been no talk yet.",
            "With %(count)d people who decide there has been no talk yet.",
            facts.unprepared,
        )
        ends.append(OpenEnd(told % {"count": facts.unprepared}))
    if facts.unanswered_invitations:
        told = ngettext(
            "%(count)d person has been asked and has not answered yet.",
            "%(count)d people have been asked and have not answered yet.",
            facts.unanswered_invitations,
        )
        ends.append(OpenEnd(told % {"count": facts.unanswered_invitations}))
    if facts.waiting_names:
        told = ngettext(
            "%(count)d person who was named waits for an answer.",
            "%(count)d people who were named wait for an answer.",
            facts.waiting_names,
        )
        ends.append(OpenEnd(told % {"count": facts.waiting_names}))
    sentence = _("Everyone who is needed has been asked and is prepared.")
    return sentence if on else _("Not everyone who is needed has been asked and prepared."), tuple(ends)


def _nobody_says_no(sheet: PlanSheet, on: bool) -> Said:
    ends = []
    for item in sheet.items:
        if item.kind is not ItemKind.MEASURE:
            continue
        url = reverse("item", args=[sheet.head.address, item.number])
        if item.is_in_plan and item.state is not ItemState.PASSED:
            state = ITEM_STATE[item.state] if item.state is not ItemState.IN_ROUND else _("People are answering now")
            values = {"number": item.number, "state": in_a_sentence(state)}
            ends.append(OpenEnd(_("Item %(number)d: %(state)s.") % values, url))
        elif item.round and item.round.counted and (item.round.counted.abstained or item.round.counted.not_reached):
            values = {"number": item.number, "facts": _in_two_facts(item.round.counted)}
            ends.append(OpenEnd(_("Item %(number)d: %(facts)s") % values, url))
    if sheet.facts.advised_against:
        against = ngettext(
            "%(count)d person advised against something that goes ahead. The reason stands with the item.",
            "%(count)d times somebody advised against something that goes ahead. The reasons stand with the items.",
            sheet.facts.advised_against,
        )
        ends.append(OpenEnd(against % {"count": sheet.facts.advised_against}))
    if on and not ends:
        ends.append(OpenEnd(_("Everyone who decides said yes, to every item.")))
    if unknown := _unknown(sheet):
        ends.append(OpenEnd(unknown))
    if not on and sheet.facts.items == sheet.facts.items_passed > 0:
        if sheet.facts.advised_against:
            return _("Everything has been agreed, and somebody advised against it."), tuple(ends)
        return _("Nobody says no, but not everywhere did more than half say yes themselves."), tuple(ends)
    return _("Nobody says no any more.") if on else _("Not every item has been agreed."), tuple(ends)


def _in_two_facts(counted: Counted) -> str:
    """`nobody says no. 1 of the 4 says yes, 3 were not reached`: nobody's silence stands for a yes."""
    counts = in_a_sentence(counted_sentence(counted))
    if counted.objections:
        return counts
    asked = counted.yes + counted.abstained + counted.not_reached
    return _("nobody says no. Of the %(asked)d who decide: %(counts)s") % {"asked": asked, "counts": counts}


def _unknown(sheet: PlanSheet) -> str:
    """Over the items that were agreed, as far as it was counted."""
    passed = (item.round.counted for item in sheet.items if item.state is ItemState.PASSED and item.round)
    counts = [(one.yes, one.unknown_yes) for one in passed if one is not None and one.unknown_yes is not None]
    return unknown_sentence(sum(yes for yes, _none in counts), sum(unknown for _none, unknown in counts))


def _every_task_owned(sheet: PlanSheet, on: bool) -> Said:
    facts, ends = sheet.facts, []
    if facts.bound:
        text = ngettext(
            "%(count)d person carries an item and said yes to it.",
            "%(count)d times somebody carries an item and said yes to it.",
            facts.bound,
        )
        ends.append(OpenEnd(text % {"count": facts.bound}))
    if on:
        if facts.tasks:
            text = ngettext("%(count)d task or request.", "%(count)d tasks and requests.", facts.tasks)
            ends.append(OpenEnd(text % {"count": facts.tasks}))
        return _("Every task has somebody who said yes to it."), tuple(ends)
    if facts.bound_without_yes:
        text = ngettext(
            "%(count)d person who would carry an item has not said yes to it in a round yet.",
            "%(count)d times somebody who would carry an item has not said yes to it in a round yet.",
            facts.bound_without_yes,
        )
        ends.append(OpenEnd(text % {"count": facts.bound_without_yes}))
    if not facts.tasks_without_yes:
        nothing_yet = _("No tasks have been shared out yet.")
        return _("Not every task has somebody who said yes to it.") if ends else nothing_yet, tuple(ends)
    text = ngettext(
        "%(count)d task waits for a yes of the person who was asked.",
        "%(count)d tasks wait for a yes of the person who was asked.",
        facts.tasks_without_yes,
    )
    url = reverse("tasks", args=[sheet.head.address]) if sheet.head.me else ""
    ends.append(OpenEnd(text % {"count": facts.tasks_without_yes}, url))
    return _("Not every task has somebody who said yes to it."), tuple(ends)


def _frames_met(sheet: PlanSheet, on: bool) -> Said:
    facts = sheet.facts
    url = reverse("frame_test", args=[sheet.head.address])
    if not facts.frames and not on:
        return _("Only the law is the limit. Once the plan is ready, it goes ahead."), ()
    if not facts.frames:
        return _("There are no limits beside the law."), ()
    if on:
        text = ngettext("%(count)d limit.", "%(count)d limits.", facts.frames) % {"count": facts.frames}
        return _("The plan fits within all limits."), (OpenEnd(text, url),)
    if facts.frames_met is None:
        return _("The plan, as it is now, has not been checked against the limits yet."), ()
    if facts.decided_otherwise:
        numbers = in_a_row([str(number) for number in facts.decided_otherwise])
        url = reverse("decision", args=[sheet.head.address])
        ends = (OpenEnd(_("Items: %(numbers)s.") % {"numbers": numbers}, url),)
        return _("The decision is different from the plan."), ends
    text = _("It fits %(met)d of the %(all)d limits so far.") % {"met": facts.frames_met, "all": facts.frames}
    return _("The plan does not fit within all limits yet."), (OpenEnd(text, url),)


def _other_views_answered(sheet: PlanSheet, on: bool) -> Said:
    facts, sides = sheet.facts, _of_sides(sheet)
    if not facts.views:
        why = _("Why: “%(reason)s”") % {"reason": sheet.opposition_exception}
        ends = (OpenEnd(why),) if sheet.opposition_exception else ()
        return _("No other views were put forward."), (*ends, *sides)
    if on:
        return _("Other views are shown beside the plan, with an answer."), (*_heard(sheet), *sides)
    told = ngettext("%(count)d view has no answer yet.", "%(count)d views have no answer yet.", facts.views_unanswered)
    url = reverse("views", args=[sheet.head.address]) if sheet.head.me else ""
    return _("Other views are shown beside the plan, but not all have an answer."), (
        OpenEnd(told % {"count": facts.views_unanswered}, url),
        *_heard(sheet),
        *sides,
    )


def _heard(sheet: PlanSheet) -> tuple[OpenEnd, ...]:
    """What was said of the answers, as it was said."""
    not_yet, silent = sheet.facts.views_not_yet, sheet.facts.views_asked
    ends = {
        ngettext(
            "Of %(count)d view, who put it forward says: not yet heard.",
            "Of %(count)d views, who put it forward says: not yet heard.",
            not_yet,
        ): not_yet,
        ngettext(
            "Of %(count)d view, who put it forward was asked whether it was heard, and said nothing.",
            "Of %(count)d views, who put it forward was asked whether it was heard, and said nothing.",
            silent,
        ): silent,
    }
    return tuple(OpenEnd(text % {"count": count}) for text, count in ends.items() if count)


def _of_sides(sheet: PlanSheet) -> tuple[OpenEnd, ...]:
    """Of which side nobody takes part, and which says that it has no other view."""
    nobody = _("Nobody of this side takes part: %(side)s. Why: %(why)s")
    same = _("Somebody of this side said that they have no other view: %(side)s.")
    why = [nobody % {"side": one.name, "why": one.exception} for one in sheet.sides if one.exception]
    return tuple(OpenEnd(text) for text in [*why, *(same % {"side": s.name} for s in sheet.sides if s.nothing_else)])


def _day_to_look_back(sheet: PlanSheet, on: bool) -> Said:
    ends = []
    if not sheet.facts.safety_net:
        url = reverse("safety_net", args=[sheet.head.address]) if Action.AGREE_SAFETY_NET in sheet.head.can else ""
        ends.append(OpenEnd(_("What we do if it goes wrong has not been written down."), url))
    if not sheet.facts.review_planned and sheet.days:
        url = reverse("looking_back", args=[sheet.head.address]) if Action.AGREE_REVIEW_DAY in sheet.head.can else ""
        ends.append(OpenEnd(_("Not every moment to look back has a day yet."), url))
    elif not sheet.facts.review_planned:
        ends.append(OpenEnd(_("There is no day to look back.")))
    sentence = _("There is a day to look back, and we know what to do if it goes wrong.")
    return sentence if on else _("Not all of what comes after has been agreed."), tuple(ends)


_SAYS: dict[Light, Callable[[PlanSheet, bool], Said]] = {
    Light.EVERYONE_ASKED: _everyone_asked,
    Light.NOBODY_SAYS_NO: _nobody_says_no,
    Light.EVERY_TASK_OWNED: _every_task_owned,
    Light.FRAMES_MET: _frames_met,
    Light.OTHER_VIEWS_ANSWERED: _other_views_answered,
    Light.DAY_TO_LOOK_BACK: _day_to_look_back,
}
