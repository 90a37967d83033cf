"""The process for who set the limits: how far it reaches, which steps and dates, and whether promises are kept."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from gedragen import clock
from gedragen.cases.frame_test.queries import TestCard
from gedragen.cases.home.queries.process import ProcessSheet, process_sheet
from gedragen.edge.asking import visit
from gedragen.method.follow_through import CheckInKind
from gedragen.method.phases import ROAD, has_reached
from gedragen.pages.addresses import CASE, page
from gedragen.pages.frames.later_words import late_questions
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.deciding import deciding
from gedragen.pages.house.words import PHASE, PHASE_TEXT, TEST_RESULT
from gedragen.pages.templatetags.say import bare_day, day
from gedragen.pages.templatetags.theirs import theirs, with_theirs


@dataclass(frozen=True)
class Moment:
    """One step on the timeline, as parts/moments.html draws it."""

    when: str
    title: str
    text: str
    state: str


@dataclass(frozen=True)
class Kept:
    """One thing that was promised, and in `text` what was done, as parts/rows.html draws it."""

    title: str
    text: str


@page(f"{CASE}proces/", "process")
def process_page(request: HttpRequest, address: str) -> HttpResponse:
    seen = visit(request, address)
    sheet = process_sheet(seen.case_id, viewer=seen.seat)
    return show_case(
        request,
        "process/process",
        sheet,
        reach=_reach(sheet),
        moments=_moments(sheet),
        kept=_kept(sheet, clock.now()),
        questions=late_questions(sheet.limits, clock.now()),
    )


def _reach(sheet: ProcessSheet) -> list[str]:
    reach = sheet.reach
    lines = [
        ngettext("%(count)d person was invited.", "%(count)d people were invited.", reach.invited)
        % {"count": reach.invited},
        deciding(reach),
    ]
    if reach.prepared:
        talked = ngettext(
            "With %(count)d of them there was a preparation talk.",
            "With %(count)d of them there was a preparation talk.",
            reach.prepared,
        )
        lines.append(talked % {"count": reach.prepared})
    if reach.declined:
        said_no = ngettext("%(count)d person said no.", "%(count)d people said no.", reach.declined)
        lines.append(said_no % {"count": reach.declined})
    if reach.named:
        named = ngettext("%(count)d person was named by others.", "%(count)d people were named by others.", reach.named)
        lines.append(named % {"count": reach.named})
    if sheet.items:
        items = ngettext("The plan has %(count)d item.", "The plan has %(count)d items.", sheet.items)
        lines.append(items % {"count": sheet.items})
    return lines


def _moments(sheet: ProcessSheet) -> list[Moment]:
    moments = []
    head = sheet.head
    for phase in ROAD:
        began = head.dates.get(phase)
        is_now = phase is head.phase and not head.is_closed
        state = "now" if is_now else ("done" if has_reached(head.phase, phase) else "later")
        when = gettext("Since %(day)s") % {"day": bare_day(began)} if began and is_now else bare_day(began)
        moments.append(Moment(when, str(PHASE[phase]), str(PHASE_TEXT[phase]), state))
        if is_now:
            moments += [
                Moment(day(end), gettext("People answer until then"), "", "later") for end in sheet.rounds_close_at
            ]
            moments += [
                Moment(day(one.due_at), gettext("Your answer: does the plan fit?"), "", "later")
                for one in sheet.tests
                if one.closed_at is None
            ]
    return [*moments, *_looking_back(sheet)]


def _looking_back(sheet: ProcessSheet) -> list[Moment]:
    names = {
        CheckInKind.CALL: gettext("A call: how is it going?"),
        CheckInKind.REVIEW: gettext("Looking back together"),
    }
    return [Moment(day(one.due_on), names[one.kind], "", "done" if one.done_at else "later") for one in sheet.check_ins]


def _kept(sheet: ProcessSheet, at: datetime) -> list[Kept]:
    """Beside each promise what came of it, so far."""
    promise = sheet.promise
    if promise is None:
        return []
    rows = [Kept(gettext("The limits are fixed."), _limits(sheet))]
    rows += [Kept(_answer_promised(promise.answer_days), answered(test, at)) for test in reversed(sheet.tests)]
    if not sheet.tests:
        rows.append(Kept(_answer_promised(promise.answer_days), gettext("Nothing has been asked yet.")))
    rows.append(
        Kept(with_theirs(gettext("The organisation brings: %(what)s"), what=theirs(promise.brings)), _helped(sheet))
    )
    if promise.people_decide:
        rows.append(Kept(gettext("A plan that fits goes ahead."), _went_through(sheet)))
    return rows


def _limits(sheet: ProcessSheet) -> str:
    if not sheet.frames_later:
        return gettext("No limit came later.")
    later = ngettext(
        "%(count)d limit was added or changed later.",
        "%(count)d limits were added or changed later.",
        sheet.frames_later,
    )
    return later % {"count": sheet.frames_later}


def _answer_promised(days: int) -> str:
    return ngettext("An answer within %(count)d day.", "An answer within %(count)d days.", days) % {"count": days}


def answered(test: TestCard, at: datetime) -> str:
    values = {"asked": bare_day(test.asked_at), "day": bare_day(test.closed_at), "result": TEST_RESULT[test.result]}
    if test.closed_at is not None:
        if test.overdue_at or test.escalated_at:
            return gettext("Asked on %(asked)s, answered on %(day)s, too late. %(result)s.") % values
        return gettext("Asked on %(asked)s, answered on %(day)s. %(result)s.") % values
    if test.overdue_at or at > test.due_at:
        return gettext("Asked on %(asked)s. There was no answer in time.") % values
    return gettext("Asked on %(asked)s. Time until %(due)s.") % {**values, "due": day(test.due_at)}


def _helped(sheet: ProcessSheet) -> str:
    if not sheet.helps_with:
        return gettext("The people ask for it when they need it.")
    said_yes = ngettext("Yes to %(count)d request.", "Yes to %(count)d requests.", sheet.helps_with)
    return said_yes % {"count": sheet.helps_with}


def _went_through(sheet: ProcessSheet) -> str:
    if sheet.decision is None:
        return gettext("There is no formal decision yet.")
    differences = len(sheet.decision.differences)
    if not differences:
        return gettext("The formal decision is the same as the plan.")
    differs = ngettext(
        "The formal decision differs on %(count)d item.",
        "The formal decision differs on %(count)d items.",
        differences,
    )
    return differs % {"count": differences}
