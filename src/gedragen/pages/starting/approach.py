"""How this situation is done: stages, who reads what where, what must be there first, terms, papers. All of it data."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_safe

from gedragen.access.doing import Action
from gedragen.cases.starting.queries import Added, approach_sheet
from gedragen.cases.state.head import CaseHead
from gedragen.edge.asking import visit
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.invitations import LARGEST_GROUP
from gedragen.method.constitution.keys.asked_from import AskedFrom
from gedragen.method.constitution.keys.documents import Document
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.phases import ROAD, Phase, has_reached
from gedragen.pages.addresses import CASE, page
from gedragen.pages.home.stage import says_of
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.deciding import rule_of, say_of_professionals
from gedragen.pages.house.rules import in_words
from gedragen.pages.house.words import PHASE, readers_in
from gedragen.pages.templatetags.say import bare_day, in_a_row

# Who makes the cards is the facilitator: to others that paper is named, and is no way in.
PAPERS = {"cards": ("cards", Action.RENEW_ACCESS), "plan": ("plan_print", None), "journal": ("journal", None)}


@dataclass(frozen=True)
class StageLine:
    """A stage: what it says of itself, and for each room that is open in it who reads what is written there."""

    name: str
    says: tuple[str, ...]
    rooms: tuple[str, ...]


@dataclass(frozen=True)
class PaperLine:
    """A paper, where it is, and from when on it is asked."""

    name: str
    url: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class PhaseLine:
    name: str
    stages: tuple[StageLine, ...]
    needed: tuple[str, ...]
    terms: tuple[str, ...]
    papers: tuple[PaperLine, ...]


@page(f"{CASE}aanpak/", "approach")
@require_safe
def approach_page(request: HttpRequest, address: str) -> HttpResponse:
    here = visit(request, address)
    sheet = approach_sheet(here.case_id, viewer=here.seat)
    approach, language = sheet.approach, get_language() or "nl"
    return show_case(
        request,
        "approach/approach",
        sheet,
        name=approach.name.in_language(language),
        about=approach.about.in_language(language),
        added=added_by(sheet.added),
        interpretation=approach.interpretation,
        lines=[_line(sheet.head, approach, phase, language) for phase in ROAD],
    )


def added_by(added: Added | None) -> str:
    """Of an approach that is not one of ours, who added it and when."""
    if added is None:
        return ""
    told = {"day": bare_day(added.at), "name": added.by}
    if not added.by:
        return gettext("This approach does not come with Gedragen. It was added here on %(day)s.") % told
    return gettext("This approach does not come with Gedragen. %(name)s added it on %(day)s.") % told


def _line(head: CaseHead, approach: Approach, phase: Phase, language: str) -> PhaseLine:
    return PhaseLine(
        name=str(PHASE[phase]),
        stages=tuple(_stage(approach, stage, language) for stage in approach.stages if stage.phase is phase),
        needed=tuple(
            approach.declaration(gate.kind).words.told.in_language(language)
            for gate in approach.gates
            if gate.before == phase
        ),
        terms=_terms(approach, phase),
        papers=tuple(
            PaperLine(
                paper.name.in_language(language),
                _paper_url(head, approach, paper),
                tuple(offered_below(paper.asked_from)),
            )
            for paper in approach.documents
            if paper.phase is phase
        ),
    )


def _paper_url(head: CaseHead, approach: Approach, paper: Document) -> str:
    if paper.is_own:
        # Whether somebody may read it, its own page says.
        is_there = has_reached(head.phase, paper.phase) and head.me is not None
        number = approach.own_documents.index(paper) + 1
        return reverse("document", args=[head.address, number]) if is_there else ""
    page, needed = PAPERS[paper.key]
    if paper.key == "plan" and not head.reads_plan:
        return ""
    return reverse(page, args=[head.address]) if needed is None or needed in head.can else ""


def _stage(found: Approach, stage: Stage, language: str) -> StageLine:
    rooms = (found.rooms[key] for key in stage.rooms)
    readers = dict.fromkeys(readers_in(room, found) for room in rooms)
    says = (*says_of(found, stage), *offered_below(stage.asked_from))
    return StageLine(stage.name.in_language(language), says, tuple(readers))


def offered_below(asked: AskedFrom) -> list[str]:
    """From when on it may not be passed over."""
    sentences = []
    if asked.level is not None:
        level = in_words((asked.level,))
        sentences.append(gettext("With less tension than “%(level)s” this may be passed over.") % {"level": level})
    if asked.people:
        people = {"people": asked.people}
        sentences.append(gettext("When fewer than %(people)d people decide, this may be passed over.") % people)
    return sentences


def _round_lasts(approach: Approach) -> str:
    if approach.same_day:
        return gettext(
            "A round is opened and closed on one day, in a meeting, unless another day was announced. It closes at "
            "once when everybody has answered. When somebody takes back a yes, the new round is open for %(days)d days."
        ) % {"days": approach.round_days}
    return gettext("A round is open for %(days)d days, unless another day was announced.") % {
        "days": approach.round_days
    }


def _terms(approach: Approach, phase: Phase) -> tuple[str, ...]:
    if phase is Phase.DECIDING:
        professionals = say_of_professionals(approach)
        return (
            *rule_of(approach),
            *([professionals] if professionals else []),
            _round_lasts(approach),
            gettext("Whoever has said nothing is called then, and has %(days)d more days.")
            % {"days": approach.extra_days},
        )
    if phase is Phase.STARTING and approach.group_begins:
        return (
            gettext("Before the limits are fixed only the group that begins comes in: %(most)d people at most.")
            % {"most": LARGEST_GROUP},
        )
    if phase is Phase.CARRYING_OUT:
        call = ngettext(
            "After %(weeks)d week somebody calls: how is it going?",
            "After %(weeks)d weeks somebody calls: how is it going?",
            approach.call_weeks,
        )
        return (call % {"weeks": approach.call_weeks}, *_follow_up(approach))
    return ()


def _follow_up(approach: Approach) -> list[str]:
    """What comes after the call, and who keeps an eye on it."""
    counted = gettext("We look back together after %(months)s months.")
    agreed = gettext("We look back together after about %(months)s months, on days that the people agree on.")
    told = [(agreed if approach.days_are_agreed else counted) % {"months": in_a_row(approach.review_months)}]
    if approach.keeper_is_chosen:
        told.append(gettext("After the call, somebody whom the people choose keeps an eye on the plan."))
    return told
