"""Whatever anybody does, in any order and on any day, in a neighbourhood and in a family: some things never happen."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ClassVar

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from gedragen.access.doing import Action, Denied, NotFound, Role, allowed
from gedragen.cases.chain import verify_lines
from gedragen.cases.change import AlreadyDone
from gedragen.cases.commands import closed_time as closed
from gedragen.cases.commands.advocacy import bring_view_for, object_for, speak_for
from gedragen.cases.commands.choosing import change_who_decides, choose_place
from gedragen.cases.commands.consent import SpokenAnswer, answer_on_behalf, answer_round, take_back
from gedragen.cases.commands.footing import set_footing
from gedragen.cases.commands.frame_test import ask_frame_test, give_information, give_verdicts
from gedragen.cases.commands.frames import change_frame
from gedragen.cases.commands.nominations import decide_nomination, discuss_nomination, nominate
from gedragen.cases.commands.phases import end_without_plan, move_on
from gedragen.cases.commands.plan import (
    ItemText,
    agree_arrangement,
    agree_safety_net,
    change_item,
    drop_item,
    write_item,
)
from gedragen.cases.commands.preparation import bring_view, give_voice
from gedragen.cases.commands.questions import answer_question, ask_question
from gedragen.cases.commands.rounds import bring_objection, open_rounds
from gedragen.cases.commands.seats import Invitation, decline, erase_me, invite, join
from gedragen.cases.commands.tasks import Offer, answer_task, offer_task, report_task
from gedragen.cases.due import run_due
from gedragen.cases.journal import export_lines
from gedragen.cases.models import Case, Draft, Frame, FrameTest, NominationState, PlanItem, Round, Seat, Task, Words
from gedragen.cases.plan_state import item_stands
from gedragen.cases.queries.closed_time import closed_time_sheet
from gedragen.cases.queries.frames import frames_sheet
from gedragen.cases.queries.home import home_sheet
from gedragen.cases.queries.information import information_sheet
from gedragen.cases.queries.journal import journal_sheet
from gedragen.cases.queries.mine import mine_sheet
from gedragen.cases.queries.people import people_sheet
from gedragen.cases.queries.plan import item_sheet, plan_sheet
from gedragen.cases.queries.process import process_sheet
from gedragen.cases.queries.sight import eyes_of, visible_answers, visible_nominations, visible_words
from gedragen.cases.queries.tasks import tasks_sheet
from gedragen.method import frame_test
from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Answer, Outcome
from gedragen.method.declarations import DeclarationKind
from gedragen.method.footing import Footing
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.items import ItemState
from gedragen.method.phases import Phase
from gedragen.method.tasks import TaskState
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals
from gedragen.notices.writing import has_address, message
from tests import cast as street
from tests import family_cast as home
from tests.cast import Cast
from tests.dump import dump
from tests.family_cast import Family
from tests.stage import on_stage

Act = Callable[..., object]
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NO = (RuleBroken, Denied, NotFound, AlreadyDone)
SHEETS: tuple[Act, ...] = (
    home_sheet,
    plan_sheet,
    partial(item_sheet, number=1),
    people_sheet,
    process_sheet,
    information_sheet,
    journal_sheet,
    tasks_sheet,
    frames_sheet,
    mine_sheet,
    closed_time_sheet,
)
small = st.integers(1, 3)
yes_or_no = st.booleans()
answers = st.sampled_from(list(Answer))


class Acts:
    """Each act of a seat with arguments that somebody might send: right ones, wrong ones, and guessed ones."""

    def __init__(self, machine: "AnyOrder", data: Any) -> None:
        self.machine, self.draw = machine, data.draw

    def seat(self) -> int:
        return int(self.draw(st.sampled_from(self.machine.seats)))

    def write_draft(self, case: int, **by: Any) -> None:
        closed.write_draft(case, self.draw(small), closed.DraftText("Kladje", self.machine.secret()), **by)

    def change_draft(self, case: int, **by: Any) -> None:
        text = closed.DraftText("Kladje", self.machine.secret())
        closed.change_draft(case, self.draw(small), self.draw(small), text, version=self.draw(small), **by)

    def remove_draft(self, case: int, **by: Any) -> None:
        closed.remove_draft(case, self.draw(small), self.draw(small), **by)

    def open_closed_time(self, case: int, *, at: datetime, by: int) -> None:
        closed.open_closed_time(case, until=at + timedelta(hours=self.draw(small)), by=by, at=at)

    def end_closed_time(self, case: int, **by: Any) -> None:
        closed.end_closed_time(case, self.draw(small), **by)

    def bring_out(self, case: int, **by: Any) -> None:
        closed.bring_out(case, self.draw(small), self.draw(st.lists(small, max_size=2)), **by)

    def write_item(self, case: int, **by: Any) -> None:
        bound = self.draw(st.lists(st.sampled_from(self.machine.seats), max_size=1))
        write_item(case, ItemText("Samen eten", "Elke week.", bound=bound), **by)

    def change_item(self, case: int, **by: Any) -> None:
        text = ItemText("Samen eten", "Om de week.")
        change_item(case, self.draw(small), text, because="Te veel.", version=self.draw(small), **by)

    def drop_item(self, case: int, **by: Any) -> None:
        drop_item(case, self.draw(small), because="Niet nodig.", version=self.draw(small), **by)

    def agree(self, case: int, **by: Any) -> None:
        kinds = st.sampled_from([DeclarationKind.RESOURCES, DeclarationKind.WHO_CHECKS, None])
        kind = self.draw(kinds)
        if kind is None:
            agree_safety_net(case, "Bel Leyla.", **by)
        else:
            agree_arrangement(case, kind, "Leyla.", **by)

    def open_rounds(self, case: int, *, at: datetime, by: int) -> None:
        open_rounds(case, [self.draw(small)], closes_at=at + timedelta(hours=self.draw(small)), by=by, at=at)

    def answer(self, case: int, **by: Any) -> None:
        said = self.draw(answers)
        answer_round(case, self.draw(small), version=1, answer=said, reason="Te duur.", **by)

    def answer_for(self, case: int, **by: Any) -> None:
        answer_on_behalf(case, [SpokenAnswer(self.draw(small), self.seat(), Answer.YES)], **by)

    def objection(self, case: int, **by: Any) -> None:
        bring_objection(case, self.draw(small), "Het is niet veilig.", **by)

    def take_back(self, case: int, **by: Any) -> None:
        take_back(case, self.draw(small), because="Het ging mis.", **by)

    def ask_test(self, case: int, **by: Any) -> None:
        ask_frame_test(case, **by)

    def verdicts(self, case: int, **by: Any) -> None:
        verdict = st.sampled_from([Verdict.MET, Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_INFORMATION])
        given = {
            number: GivenVerdict(self.draw(verdict), "Meer toezicht.") for number in range(1, self.draw(small) + 1)
        }
        give_verdicts(case, self.draw(small), given, **by)

    def information(self, case: int, **by: Any) -> None:
        give_information(case, self.draw(small), self.draw(small), "Tien euro.", **by)

    def change_frame(self, case: int, **by: Any) -> None:
        change_frame(case, street.FIRE_FRAME, number=None, **by)

    def task(self, case: int, **by: Any) -> None:
        offer_task(case, Offer(self.draw(small), "Bellen", self.seat()), **by)

    def answer_task(self, case: int, *, by: int, at: datetime) -> None:
        number, accepts = self.draw(small), self.draw(yes_or_no)
        answer_task(case, number, accepts=accepts, by=by, at=at)
        if accepts:
            self.machine.accepted.add((case, number, by))

    def report_task(self, case: int, **by: Any) -> None:
        report_task(case, self.draw(small), state=TaskState.DONE, **by)

    def name(self, case: int, **by: Any) -> None:
        nominate(case, name="Piet", contact=f"06-{self.draw(small)}", concern="Oom.", **by)

    def discuss(self, case: int, **by: Any) -> None:
        discuss_nomination(case, self.draw(st.integers(1, 9)), **by)

    def decide_on_name(self, case: int, **by: Any) -> None:
        state = self.draw(st.sampled_from(list(NominationState)))
        decide_nomination(case, self.draw(st.integers(1, 9)), state, reason="Onveilig.", **by)

    def invite(self, case: int, **by: Any) -> None:
        role = self.draw(st.sampled_from([Role.PARTICIPANT, Role.PROFESSIONAL, Role.AUTHORITY]))
        invite(case, Invitation("Piet", f"06-{self.draw(small)}", role, nomination=self.draw(small)), **by)

    def who_decides(self, case: int, **by: Any) -> None:
        change_who_decides(case, self.seat(), decides=self.draw(yes_or_no), **by)

    def voice(self, case: int, **by: Any) -> None:
        room = self.draw(st.sampled_from(["private", "circle", "open", "closed-1"]))
        give_voice(case, "Ik slaap slecht.", room=room, **by)

    def for_the_child(self, case: int, **by: Any) -> None:
        act = self.draw(st.sampled_from([0, 1, 2]))
        if act == 0:
            speak_for(case, "Ik mis oma.", room="circle", say_so=True, **by)
        elif act == 1:
            bring_view_for(case, "Ik wil blijven.", say_so=True, **by)
        else:
            object_for(case, self.draw(small), "Ik wil blijven.", say_so=True, **by)

    def view(self, case: int, **by: Any) -> None:
        bring_view(case, "Sluiten is beter.", **by)

    def ask(self, case: int, **by: Any) -> None:
        ask_question(case, "Wat kost het?", **by)

    def answer_question(self, case: int, **by: Any) -> None:
        answer_question(case, self.draw(small), "Tien euro.", **by)

    def place(self, case: int, **by: Any) -> None:
        choose_place(case, "Bij oma.", **by)

    def footing(self, case: int, **by: Any) -> None:
        set_footing(case, self.draw(st.sampled_from(list(Footing))), **by)

    def move_on(self, case: int, **by: Any) -> None:
        move_on(case, expected=Phase.DECIDING, **by)

    def leave(self, case: int, **by: Any) -> None:
        decline(case, **by)

    def join(self, case: int, **by: Any) -> None:
        join(case, **by)

    def forget(self, case: int, **by: Any) -> None:
        erase_me(case, **by)

    def give_up(self, case: int, **by: Any) -> None:
        end_without_plan(case, tried="Alles.", stays_open="Alles.", **by)


# Leaving for good ends a story, so it is drawn seldom.
SELDOM = ("leave", "forget", "give_up", "change_frame")
OFTEN = [name for name in vars(Acts) if not name.startswith("_") and name not in ("seat", *SELDOM)]
NAMES = st.sampled_from(OFTEN * 3 + list(SELDOM))
NEEDS = {
    "write_draft": Action.WRITE_DRAFT,
    "change_draft": Action.WRITE_DRAFT,
    "remove_draft": Action.WRITE_DRAFT,
    "open_closed_time": Action.OPEN_CLOSED_TIME,
    "end_closed_time": Action.END_CLOSED_TIME,
    "bring_out": Action.BRING_OUT,
    "write_item": Action.WRITE_ITEM,
    "change_item": Action.WRITE_ITEM,
    "drop_item": Action.DROP_ITEM,
    "agree": Action.AGREE_ARRANGEMENT,
    "open_rounds": Action.OPEN_ROUND,
    "answer": Action.ANSWER_ROUND,
    "answer_for": Action.ANSWER_ON_BEHALF,
    "objection": Action.BRING_OBJECTION,
    "take_back": Action.TAKE_BACK,
    "ask_test": Action.ASK_FRAME_TEST,
    "verdicts": Action.TEST_FRAMES,
    "information": Action.GIVE_INFORMATION,
    "change_frame": Action.CHANGE_FRAME,
    "task": Action.OFFER_TASK,
    "answer_task": Action.ANSWER_TASK,
    "report_task": Action.REPORT_TASK,
    "name": Action.NOMINATE,
    "discuss": Action.DISCUSS_NOMINATION,
    "decide_on_name": Action.DECIDE_NOMINATION,
    "invite": Action.INVITE,
    "who_decides": Action.CHANGE_WHO_DECIDES,
    "voice": Action.GIVE_VOICE,
    "for_the_child": Action.BRING_VIEW_FOR,
    "view": Action.BRING_VIEW,
    "ask": Action.ASK_QUESTION,
    "answer_question": Action.ANSWER_QUESTION,
    "place": Action.CHOOSE_PLACE,
    "footing": Action.SET_FOOTING,
    "give_up": Action.END_WITHOUT_PLAN,
}


def both() -> tuple[Cast, Family]:
    """A neighbourhood with rounds open, and a family that is among itself; both may go anywhere from here."""
    neighbours = street.with_rounds(street.with_items(street.to_deciding(street.to_preparing(street.make_case(START)))))
    guarded = home.with_safety_frame(home.make_family(START))
    return neighbours, home.into_closed_time(home.to_deciding(home.to_preparing(guarded)))


class AnyOrder(RuleBasedStateMachine):
    """Random acts of random seats of both cases, guessed numbers among them, while days go by."""

    logs: ClassVar[list[str]] = []

    def __init__(self) -> None:
        super().__init__()
        self.told = 0
        self.accepted: set[tuple[int, int, int]] = set()
        self.block = transaction.atomic()
        self.block.__enter__()

    @initialize()
    def begin(self) -> None:
        self.neighbours, self.family = on_stage("both at once", both)
        self.at = max(self.neighbours.at, self.family.at)
        self.seats = sorted({*seats_of(self.neighbours), *seats_of(self.family)})

    def teardown(self) -> None:
        try:
            if hasattr(self, "at"):
                self.check_the_whole()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def secret(self) -> str:
        """A sentence that nobody said before, so that it can be looked for."""
        self.told += 1
        return f"Wat hier blijft, is kluiswoord{self.told:04}z."

    @rule(
        data=st.data(), people=st.sampled_from(["family", "neighbours"]), acts=st.lists(NAMES, min_size=3, max_size=6)
    )
    def somebody_acts(self, data: Any, people: str, acts: list[str]) -> None:
        case = getattr(self, people).case
        for name in acts:
            seat = self.somebody_for(data, case, name)
            with transaction.atomic(), refused_or_done():
                getattr(Acts(self, data), name)(case, by=seat, at=self.at)

    def somebody_for(self, data: Any, case: int, name: str) -> int:
        """Mostly somebody who may do this, or too few acts would come to anything; now and then anyone at all."""
        may = [
            seat.pk
            for seat in Seat.objects.filter(case=case, erased_at__isnull=True).select_related("case")
            if NEEDS.get(name) in allowed(seat.case.standing_of(seat), Phase(seat.case.phase), closed=False)
        ]
        anyone = data.draw(st.integers(0, 5)) == 0
        return int(data.draw(st.sampled_from(self.seats if anyone or not may else may)))

    @rule(name=st.sampled_from(["family", "neighbours"]), met=st.integers(1, 3))
    def everyone_agrees(self, name: str, met: int) -> None:
        """Left to chance alone, a plan would never get through."""
        people = getattr(self, name)
        ria: dict[str, Any] = {"by": people.ria, "at": self.at}
        stands = item_stands(Case.objects.get(id=people.case))
        drafts = [number for number, stand in stands.items() if stand.state is ItemState.DRAFT]
        tried(open_rounds, people.case, drafts, closes_at=self.at + timedelta(hours=1), **ria)
        for round_ in Round.objects.filter(case=people.case, closed_at__isnull=True):
            for seat in people.deciders:
                yes: dict[str, Any] = {"version": round_.version.number, "answer": Answer.YES}
                tried(answer_round, people.case, round_.number, by=seat, at=self.at, **yes)
        for kind in (DeclarationKind.RESOURCES, DeclarationKind.WHO_CHECKS):
            tried(agree_arrangement, people.case, kind, "Leyla.", by=people.deciders[0], at=self.at)
        tried(agree_safety_net, people.case, "Bel Ria.", by=people.deciders[0], at=self.at)
        tried(ask_frame_test, people.case, **ria)
        test = FrameTest.objects.filter(case=people.case).order_by("-number").first()
        setter = getattr(people, "arjen", 0) or getattr(people, "otto", 0)
        if test is not None:
            verdicts = {number: GivenVerdict(Verdict.MET) for number in range(1, met + 1)}
            tried(give_verdicts, people.case, test.number, verdicts, by=setter, at=self.at)

    @rule(hours=st.sampled_from([1, 5, 30, 24 * 8, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        run_due(at=self.at)

    @rule()
    def nothing_has_gone_wrong(self) -> None:
        check_plans()
        check_tasks(self.accepted)

    def check_the_whole(self) -> None:
        check_plans()
        check_tasks(self.accepted)
        check_sight(self.neighbours.case)
        check_sight(self.family.case)
        check_journals(self.at)
        hidden = self.hidden()
        assert not found_in(hidden, whole_database())
        assert not found_in(hidden, all_mails(self.at))
        assert not found_in(hidden, "\n".join(self.logs))
        for name in ("ria", "arjen", "karin"):
            assert not found_in(hidden, everything_shown(self.family.case, getattr(self.family, name)))
        for seat in seats_of(self.neighbours):
            assert not found_in(hidden, everything_shown(self.family.case, seat))

    def hidden(self) -> list[str]:
        """Every word that was said behind the door and did not come out."""
        said = [f"kluiswoord{number:04}z" for number in range(1, self.told + 1)] + list(home.SAID_INSIDE)
        out = "\n".join(version.what.text for item in PlanItem.objects.all() for version in item.versions.all())
        return [word for word in said if word not in out]


def seats_of(people: Cast | Family) -> list[int]:
    names = {one.name for one in fields(people)} - {"case", "at", "items", "room"}
    return sorted(seat for name in names if (seat := getattr(people, name)))


def tried(act: Act, *args: Any, **more: Any) -> None:
    with suppress(*NO):
        act(*args, **more)


@contextmanager
def refused_or_done() -> Iterator[None]:
    """What is refused changes nothing at all."""
    before = dump()
    try:
        yield
    except NO:
        assert dump() == before


def check_plans() -> None:
    """Nothing passes over an open "no", without a yes of who carries it, or with a frame that is not met."""
    for case in Case.objects.exclude(approach_key=""):
        for stand in item_stands(case).values():
            if stand.state is ItemState.PASSED and stand.round is not None:
                given = {one.seat_id: one.answer for one in stand.round.answers.all()}
                deciders = set(stand.round.decided_by.values_list("id", flat=True))
                assert Answer.OBJECTION not in {given[seat] for seat in deciders if seat in given}
                assert not stand.round.objections.exists()
                assert all(given.get(seat.pk) == Answer.YES for seat in stand.version.bound.all())
    for test in FrameTest.objects.filter(result=frame_test.TestResult.MET).prefetch_related("versions"):
        frames = Frame.objects.filter(case=test.case, at__lte=test.closed_at)
        current = frames.exclude(superseded_at__lte=test.closed_at)
        met = test.verdicts.filter(verdict__in=[Verdict.MET, Verdict.MET_BY_SILENCE]).values("frame")
        assert not current.exclude(id__in=met).exists()
        passed = Round.objects.filter(outcome=Outcome.PASSED).values("version")
        assert not test.versions.exclude(id__in=passed).exists()


def check_tasks(accepted: set[tuple[int, int, int]]) -> None:
    """No task lives without its owner's own yes."""
    living = Task.objects.filter(state__in=[TaskState.ACTIVE, TaskState.DONE, TaskState.GIVEN_BACK])
    assert set(living.values_list("case", "number", "owner")) <= accepted


def check_sight(case_id: int) -> None:
    """What Python allows and what SQL gives are the same rows, for everybody."""
    viewers: list[int | None] = list(
        Seat.objects.filter(case=case_id, erased_at__isnull=True).values_list("id", flat=True)
    )
    if Case.objects.get(id=case_id).is_open:
        viewers.append(None)
    for viewer in viewers:
        eyes = eyes_of(case_id, viewer)
        every = Words.objects.filter(case=case_id).select_related("room")
        right = {words.pk for words in every if eyes.sight.reads(words.room.key, words.seat_id)}
        assert set(visible_words(eyes).values_list("id", flat=True)) == right
        running = visible_answers(eyes).filter(round__closed_at__isnull=True)
        assert set(running.values_list("seat", flat=True)) <= {viewer}
        named = visible_nominations(eyes).exclude(by=viewer).select_related("name__room")
        assert all(eyes.sight.reads(one.name.room.key, one.name.seat_id) for one in named)


def check_journals(at: datetime) -> None:
    for case in Case.objects.all():
        found = verify_lines(export_lines(case, at=at))
        assert found.ok, found.code


def found_in(hidden: list[str], text: str) -> list[str]:
    return [word for word in hidden if word in text]


def whole_database() -> str:
    """Every value of every table of ours, bytes read as text."""
    tables = [table for app in ("cases", "notices", "people") for table in apps.get_app_config(app).get_models()]
    rows = (row for table in tables for row in table._default_manager.values_list())
    return "\n".join(as_text(value) for row in rows for value in row)


def as_text(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def all_mails(at: datetime) -> str:
    read_journals(at=at)
    mails = (message(one, at=at) for one in Delivery.objects.all() if has_address(one))
    return "\n".join(f"{mail.subject}\n{mail.body}" for mail in mails)


def everything_shown(case_id: int, viewer: int) -> str:
    """All that this seat can ask for, as it would reach a page."""
    shown = []
    for sheet in SHEETS:
        try:
            shown.append(repr(sheet(case_id, viewer=viewer)))
        except (Denied, NotFound):
            continue
    return "\n".join(shown)


class Heard(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        AnyOrder.logs.append(self.format(record))


@pytest.mark.django_db
def test_some_things_never_happen() -> None:
    heard, root = Heard(logging.DEBUG), logging.getLogger()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    often = int(os.environ.get("GEDRAGEN_TEST_STORIES", "6"))
    try:
        run_state_machine_as_test(
            AnyOrder,
            settings=settings(
                max_examples=often,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        root.removeHandler(heard)
        root.setLevel(level)
    assert not Draft.objects.exists()
