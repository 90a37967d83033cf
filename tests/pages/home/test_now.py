"""What everybody's page says is asked of them: every state of a case, and every role. now_table.txt holds it.

A new state, or a cell that changed, fails here until its row was looked at: `GEDRAGEN_TEST_WRITE=1 pytest` on it.
A cell is what stands there first, and behind it how many things come after it. A dash: there is nothing to do now.
"""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from gedragen import clock
from gedragen.access.doing import Role
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.due import run_due
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.later import change_frame
from gedragen.cases.frames.commands.promise import WritePromise, write_promise
from gedragen.cases.models import Case, Seat
from gedragen.cases.people.commands.choosing import ChangeWhoDecides, change_who_decides
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item
from gedragen.cases.preparing.commands.preparation import AnswerView, BringView, answer_view, bring_view
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from gedragen.method.consent import Answer
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.tasks import TaskState
from tests.pages.guards.access_listing import held
from tests.pages.home import asked_states
from tests.support import family_cast
from tests.support.cast import (
    FRAMES,
    PROMISE,
    Cast,
    all_met,
    answer,
    everyone_says_yes,
    give_up,
    invited,
    late_law,
    later,
    make_case,
    one_more_frame,
    the_decision,
    to_carrying_out,
    to_deciding,
    to_preparing,
    with_frames,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
from tests.support.family_cast import Family, make_family, with_safety_frame
from tests.support.sides import with_sides
from tests.support.stage import on_stage
from tests.support.visitor import neighbour

TABLE = Path(__file__).parent / "now_table.txt"
CAST = ("anna", "bram", "fatima", "jan", "petra", "wim", "otto", "ria")
FAMILY = ("sanne", "henk", "daan", "joke", "karin", "arjen", "ria")
CLOSED = r'alert__word">(.*?)</'
NOTHING = "Er is nu niets voor u te doen"
MISSING = "Wat kost het per maand?"
TOO_DEAR = "Het moet 200 euro goedkoper."


def _frame_written(cast: Cast) -> None:
    write_frame(cast.case, WriteFrame(FRAMES[0]), by=cast.wim, at=cast.at)


def _promise_written(cast: Cast) -> None:
    _frame_written(cast)
    write_promise(cast.case, WritePromise(PROMISE), by=cast.wim, at=cast.at)


def _question_asked(cast: Cast) -> None:
    ask_question(cast.case, AskQuestion("Wat kost de verwarming?"), by=cast.bram, at=cast.at)


def _side_answered(cast: Cast) -> None:
    with_sides(cast)
    for seat, text in ((cast.jan, "Ik slaap niet."), (cast.anna, "Wij kunnen nergens heen.")):
        bring_view(cast.case, BringView(text), by=seat, at=cast.at)
    answer_view(cast.case, AnswerView(1, "Om elf uur is het stil."), by=cast.bram, at=cast.at)


def _some_answered(cast: Cast) -> None:
    with_rounds(with_items(cast))
    for number in (1, 2):
        answer(cast, cast.anna, item=number)
        answer(cast, cast.bram, item=number)


def _everybody_answers(cast: Cast, bram: Answer, others: Answer = Answer.YES, reason: str = "") -> None:
    with_rounds(with_items(cast))
    for seat in cast.deciders:
        is_bram = seat == cast.bram
        answer(cast, seat, bram if is_bram else others, reason=reason if is_bram else "")
    everyone_says_yes(cast, item=2)


def _waits_for_bound(cast: Cast) -> None:
    _everybody_answers(cast, Answer.ABSTENTION)


def _waits_for_silent(cast: Cast) -> None:
    with_rounds(with_items(cast))
    for seat in (cast.anna, cast.bram, cast.fatima):
        answer(cast, seat, item=1)
        answer(cast, seat, item=2)
    run_due(at=later(cast, days=15))


def _waits_for_calls(cast: Cast) -> None:
    _waits_for_silent(cast)
    run_due(at=later(cast, days=8))


def _not_passed(cast: Cast) -> None:
    _waits_for_bound(cast)
    run_due(at=later(cast, days=15))
    run_due(at=later(cast, days=8))


def _information_asked(cast: Cast) -> None:
    with_test(with_plan(cast))
    missing = {2: GivenVerdict(Verdict.NEEDS_INFORMATION, MISSING)}
    give_verdicts(cast.case, GiveVerdicts(1, missing), by=cast.otto, at=later(cast, days=1))


def _not_met(cast: Cast) -> None:
    with_test(with_plan(cast))
    verdicts = all_met() | {2: GivenVerdict(Verdict.NOT_MET, TOO_DEAR)}
    give_verdicts(cast.case, GiveVerdicts(1, verdicts), by=cast.otto, at=later(cast, days=1))


def _mended(cast: Cast) -> None:
    _not_met(cast)
    text = ItemText("Het huis is zaterdag open", "Van tien tot vier.")
    change_item(cast.case, ChangeItem(2, text, because="Dat scheelt geld.", version=1), by=cast.bram, at=cast.at)


def _task_asked(cast: Cast) -> int:
    to_carrying_out(cast)
    return offer_task(cast.case, Offer(2, "De deur openen", cast.fatima), by=cast.bram, at=cast.at)


def _task_refused(cast: Cast) -> None:
    answer_task(cast.case, AnswerTask(_task_asked(cast), accepts=False), by=cast.fatima, at=cast.at)


def _given_back(cast: Cast) -> None:
    number = _task_asked(cast)
    answer_task(cast.case, AnswerTask(number, accepts=True), by=cast.fatima, at=cast.at)
    report_task(cast.case, ReportTask(number, TaskState.GIVEN_BACK), by=cast.fatima, at=cast.at)


def _decided(cast: Cast, differences: dict[int, str]) -> None:
    to_carrying_out(cast)
    decision = the_decision("Het college stemt in.", on=cast.at.date(), differs=differences)
    record_decision(cast.case, decision, by=cast.otto, at=cast.at)


def _frame_changed(cast: Cast) -> None:
    with_plan(cast)
    law = late_law(cast, number=2, version=1, touches=(1,))
    change_frame(cast.case, law, by=cast.otto, at=later(cast, days=2))


def _frame_added(cast: Cast) -> None:
    with_plan(cast)
    change_frame(cast.case, late_law(cast, touches=(1, 2)), by=cast.otto, at=later(cast, days=2))


def _frame_asked(cast: Cast) -> None:
    with_plan(cast)
    change_frame(cast.case, one_more_frame(), by=cast.otto, at=later(cast, days=1))


def _in_review(cast: Cast) -> None:
    to_carrying_out(cast)
    run_due(at=later(cast, days=100))


def _call_due(cast: Cast) -> None:
    to_carrying_out(cast)
    run_due(at=later(cast, days=29))


def _ended(cast: Cast) -> None:
    give_up(cast.case, by=cast.ria, at=later(cast, days=1))


# The phase that it begins in, and what happens there.
STATES: dict[str, tuple[str, Callable[[Cast], object]]] = {
    "taken-up": ("starting", lambda cast: None),
    "frame-written": ("starting", _frame_written),
    "promise-written": ("starting", _promise_written),
    "promise-confirmed": ("framed", lambda cast: None),
    "preparing": ("preparing", lambda cast: None),
    "question-asked": ("preparing", _question_asked),
    "sides-silent": ("preparing", with_sides),
    "side-answered": ("preparing", _side_answered),
    "plan-empty": ("deciding", lambda cast: None),
    "items-in-draft": ("deciding", with_items),
    "round-open": ("deciding", lambda cast: with_rounds(with_items(cast))),
    "some-answered": ("deciding", _some_answered),
    "objected": ("deciding", lambda cast: _everybody_answers(cast, Answer.OBJECTION, reason="Te duur.")),
    "waits-for-bound": ("deciding", _waits_for_bound),
    "waits-for-silent": ("deciding", _waits_for_silent),
    "waits-for-calls": ("deciding", _waits_for_calls),
    "not-passed": ("deciding", _not_passed),
    "all-passed": ("deciding", with_plan),
    "test-asked": ("deciding", lambda cast: with_test(with_plan(cast))),
    "information-asked": ("deciding", _information_asked),
    "frame-not-met": ("deciding", _not_met),
    "item-changed-for-it": ("deciding", _mended),
    "plan-goes-ahead": ("deciding", to_carrying_out),
    "task-asked": ("deciding", _task_asked),
    "task-refused": ("deciding", _task_refused),
    "task-given-back": ("deciding", _given_back),
    "decision-recorded": ("deciding", lambda cast: _decided(cast, {})),
    "decision-differs": ("deciding", lambda cast: _decided(cast, {2: "Alleen zaterdag."})),
    "frame-changed": ("deciding", _frame_changed),
    "frame-added": ("deciding", _frame_added),
    "frame-asked": ("deciding", _frame_asked),
    "call-due": ("deciding", _call_due),
    "review-open": ("deciding", _in_review),
    "ended": ("deciding", _ended),
    **{state: ("deciding", happens) for state, happens in asked_states.STATES.items()},
}
WALKS: dict[str, Callable[[datetime], Cast]] = {
    "starting": make_case,
    "framed": lambda at: with_frames(make_case(at)),
    "preparing": lambda at: to_preparing(make_case(at)),
    "deciding": lambda at: to_deciding(to_preparing(make_case(at))),
}


def _objected_at_home(family: Family) -> None:
    family_cast.with_rounds(family)
    for seat in family.deciders:
        said = Answer.OBJECTION if seat == family.daan else Answer.YES
        family_cast.answer(family, seat, said, reason="Ik wil ook naar papa." if seat == family.daan else "")


def _not_safe_yet(family: Family) -> None:
    ask_frame_test(family_cast.with_plan(family).case, by=family.ria, at=family.at)
    verdict = {1: GivenVerdict(Verdict.NOT_MET, "Ook op vrijdag is er iemand.")}
    give_verdicts(family.case, GiveVerdicts(1, verdict), by=family.arjen, at=family_cast.later(family, hours=1))


FAMILY_STATES: dict[str, Callable[[Family], object]] = {
    "family-deciding": lambda family: None,
    "family-among-themselves": family_cast.into_closed_time,
    "family-came-out": family_cast.out_of_closed_time,
    "family-round-open": family_cast.with_rounds,
    "family-objected": _objected_at_home,
    "family-frame-not-met": _not_safe_yet,
    "family-goes-ahead": family_cast.to_carrying_out,
    **asked_states.FAMILY_STATES,
}
ALL = (*STATES, *FAMILY_STATES)


def table(state: str, case: int, seats: dict[str, int | None]) -> str:
    """A line for everybody: what their page shows first, and how many things come after it."""
    address = Case.objects.get(id=case).address
    return "\n".join([state, *(f"  {who:18}{cell(seat, address)}" for who, seat in seats.items() if seat != 0)])


def cell(seat: int | None, address: str) -> str:
    if seat is None:
        found = neighbour().get(reverse("public", args=[address]))
        return "(openbare pagina)" if found.status_code == 200 else "(geen pagina)"
    found = neighbour(seat).get(reverse("road", args=[address]), follow=True)
    assert found.status_code == 200
    page = found.content.decode()
    ended_at = found.request["PATH_INFO"]
    if ended_at == reverse("welcome", args=[address]):
        return f"(welkom) {in_words(r'<h1>(.*?)</h1>', page)}"
    now = re.search(r'<section class="now flow.*?</section>', page, re.DOTALL)
    if now is None:
        return f"(afgesloten) {in_words(CLOSED, page)}"
    said = in_words(r'class="now__title">(.*?)</p>', now.group()) or in_words(r"<h2[^>]*>(.*?)</h2>", now.group())
    button = in_words(r'class="actions">(.*?)</div>', now.group())
    more = re.search(r"Daarna (?:zijn|is) er nog (\d+)", page)
    return "-" if said == NOTHING else f"{said} [{button}]{f' +{more.group(1)}' if more else ''}"


def in_words(pattern: str, page: str) -> str:
    found = re.search(pattern, page, re.DOTALL)
    return " ".join(strip_tags(found.group(1)).split()) if found else ""


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_everybody_reads_what_is_asked_of_them(state: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    phase, happens = STATES[state]
    cast = on_stage(f"now {phase}", lambda: WALKS[phase](at))
    seats: dict[str, int | None] = {name: getattr(cast, name) for name in CAST}
    if cast.bram:
        seats["nieuw"] = invited(cast, "Ingrid", Role.PARTICIPANT, contact="")
    happens(cast)
    kees = Seat.objects.filter(case=cast.case, name__text="Kees").first()
    if kees is not None:
        seats["kees"] = kees.pk
    seats["iedereen"] = None
    monkeypatch.setattr(clock, "now", lambda: cast.at)
    found = table(state, cast.case, seats)
    assert held(TABLE, state, ALL, found) == found


@pytest.mark.django_db
@pytest.mark.parametrize("state", FAMILY_STATES)
def test_everybody_of_a_family_does(state: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    family = on_stage("now family", lambda: _family(at))
    FAMILY_STATES[state](family)
    seats: dict[str, int | None] = {name: getattr(family, name) for name in FAMILY}
    seats |= {"piet": Seat.objects.get(case=family.case, name__text="Piet").pk, "iedereen": None}
    monkeypatch.setattr(clock, "now", lambda: family.at)
    found = table(state, family.case, seats)
    assert held(TABLE, state, ALL, found) == found


def _family(at: datetime) -> Family:
    """Piet takes part and does not decide."""
    family = family_cast.to_preparing(with_safety_frame(make_family(at)))
    piet = family_cast.come_in(family, "Piet")
    change_who_decides(family.case, ChangeWhoDecides(piet, decides=False), by=family.sanne, at=family.at)
    return family_cast.to_deciding(family)
