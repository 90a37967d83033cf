"""Whatever anybody does, in any order and on any day, in a neighbourhood and in a family: some things never happen."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from gedragen.access.doing import Denied, NotFound, allowed
from gedragen.cases.due import run_due
from gedragen.cases.engine.change import AlreadyDone
from gedragen.cases.engine.snapshot import forget_snapshots, fresh
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.models import Draft, FrameTest, PlanItem, Round, Seat
from gedragen.cases.plan.commands import AgreeArrangement, AgreeSafetyNet, agree_arrangement, agree_safety_net
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.state.plan_state import plan
from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Answer
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.items import ItemState
from gedragen.method.phases import Phase
from tests.cases.whole.any_acts import NAMES, NEEDS, Acts, World, secret_word
from tests.cases.whole.never import (
    all_mails,
    check_closed_time,
    check_endings,
    check_frames,
    check_journals,
    check_plans,
    check_sight,
    check_tasks,
    everything_shown,
    found_in,
    whole_database,
)
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.cast import Cast
from tests.support.dump import dump
from tests.support.family_cast import Family
from tests.support.stage import on_stage

Act = Callable[..., object]
START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NO = (RuleBroken, Denied, NotFound, AlreadyDone)


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
        # The story before this one was rolled back: its numbers are counted again, for other rows.
        forget_snapshots()
        self.block = transaction.atomic()
        self.block.__enter__()

    @initialize()
    def begin(self) -> None:
        self.neighbours, self.family = on_stage("both at once", both)
        self.at = max(self.neighbours.at, self.family.at)
        self.world = World(sorted({*seats_of(self.neighbours), *seats_of(self.family)}))

    def teardown(self) -> None:
        try:
            if hasattr(self, "at"):
                self.check_the_whole()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(
        data=st.data(), people=st.sampled_from(["family", "neighbours"]), acts=st.lists(NAMES, min_size=3, max_size=6)
    )
    def somebody_acts(self, data: Any, people: str, acts: list[str]) -> None:
        case = getattr(self, people).case
        for name in acts:
            seat = self.somebody_for(data, case, name)
            with transaction.atomic(), refused_or_done():
                getattr(Acts(self.world, data.draw), name)(case, by=seat, at=self.at)

    def somebody_for(self, data: Any, case: int, name: str) -> int:
        """Mostly somebody who may do this, or too few acts would come to anything; now and then anyone at all."""
        may = [
            seat.pk
            for seat in Seat.objects.filter(case=case, erased_at__isnull=True).select_related("case")
            if NEEDS.get(name) in allowed(seat.case.standing_of(seat), Phase(seat.case.phase), closed=False)
        ]
        anyone = data.draw(st.integers(0, 5)) == 0
        return int(data.draw(st.sampled_from(self.world.seats if anyone or not may else may)))

    @rule(name=st.sampled_from(["family", "neighbours"]), met=st.integers(1, 3))
    def everyone_agrees(self, name: str, met: int) -> None:
        """Left to chance alone, a plan would never get through."""
        people = getattr(self, name)
        ria: dict[str, Any] = {"by": people.ria, "at": self.at}
        plan_now = plan(fresh(people.case))
        drafts = [stand.item.number for stand in plan_now if stand.state is ItemState.DRAFT]
        asked = OpenRounds(tuple(drafts), self.at + timedelta(hours=1))
        tried(open_rounds, people.case, asked, **ria)
        for round_ in Round.objects.filter(case=people.case, closed_at__isnull=True).select_related("item", "version"):
            for seat in people.deciders:
                yes = AnswerItem(round_.item.number, round_.version.number, Answer.YES)
                tried(answer_item, people.case, yes, by=seat, at=self.at)
        for kind in (DeclarationKind.RESOURCES, DeclarationKind.WHO_CHECKS):
            tried(agree_arrangement, people.case, AgreeArrangement(kind, "Leyla."), by=people.deciders[0], at=self.at)
        tried(agree_safety_net, people.case, AgreeSafetyNet("Bel Ria."), by=people.deciders[0], at=self.at)
        tried(ask_frame_test, people.case, **ria)
        test = FrameTest.objects.filter(case=people.case).order_by("-number").first()
        setter = getattr(people, "arjen", 0) or getattr(people, "otto", 0)
        if test is not None:
            verdicts = {number: GivenVerdict(Verdict.MET) for number in range(1, met + 1)}
            tried(give_verdicts, people.case, GiveVerdicts(test.number, verdicts), by=setter, at=self.at)

    @rule(hours=st.sampled_from([1, 5, 30, 24 * 8, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        run_due(at=self.at)

    @rule()
    def nothing_has_gone_wrong(self) -> None:
        check_plans()
        check_frames()
        check_tasks(self.world.accepted)

    def check_the_whole(self) -> None:
        check_plans()
        check_frames()
        check_endings()
        check_tasks(self.world.accepted)
        check_sight(self.neighbours.case)
        check_sight(self.family.case)
        check_journals(self.at)
        hidden = self.hidden()
        assert not found_in(hidden, whole_database())
        assert not found_in(hidden, all_mails(self.at))
        assert not found_in(hidden, "\n".join(self.logs))
        check_closed_time(self.family.case, hidden)
        for seat in seats_of(self.neighbours):
            assert not found_in(hidden, everything_shown(self.family.case, seat))

    def hidden(self) -> list[str]:
        """Every word that was said behind the door and did not come out."""
        said = [secret_word(number) for number in range(1, self.world.told + 1)] + list(home.SAID_INSIDE)
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
