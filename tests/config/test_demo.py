"""What a visitor of the played example finds: loading it proves the road."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from pytest_django import DjangoDbBlocker

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.demo import demo_accounts, demo_seats
from gedragen.cases.engine.snapshot import forget_snapshots, fresh
from gedragen.cases.models import Case, FormalDecision, NominationState, Round, Seat, Words
from gedragen.cases.people.commands.seats import RenewLink, renew_link
from gedragen.cases.plan.queries.plan import plan_sheet
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.state.plan_state import stands
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.config.demo import load_demo
from gedragen.method import frame_test
from gedragen.method.consent import Outcome
from gedragen.method.follow_through import CheckInKind
from gedragen.method.frames import FrameChange
from gedragen.method.items import ItemState
from gedragen.method.phases import Phase
from gedragen.method.tasks import TaskKind, TaskState
from gedragen.method.terms import AMSTERDAM, add_months, local_day
from gedragen.notices.worker import tick

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def _played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Played once for all tests of this file; each of them undoes what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        # What is remembered of another test may have the same number.
        forget_snapshots()
        load_demo(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def now(_played: None, db: None) -> Case:
    """The situation that stands in deciding."""
    return Case.objects.get(address="huize-lydia")


@pytest.fixture
def a_year_later(_played: None, db: None) -> Case:
    return Case.objects.get(address="huize-lydia-een-jaar-verder")


@pytest.fixture
def the_kade(_played: None, db: None) -> Case:
    """The invented house, where a frame came late and the decision was another."""
    return Case.objects.get(address="buurthuis-de-kade")


def test_every_journal_verifies(now: Case) -> None:
    for case in Case.objects.all():
        found = verify_lines(export_lines(case, at=AT, reads=whole))
        assert (found.code, found.entries) == ("intact", case.journal_number)
    assert Case.objects.count() == 5


def test_a_visitor_finds_a_round_to_answer(now: Case) -> None:
    assert (now.phase, now.is_open, now.is_demo) == (Phase.DECIDING, True, True)
    states = {number: stand.state for number, stand in stands(fresh(now.pk)).items()}
    passed, asked = ItemState.PASSED, ItemState.IN_ROUND
    assert states == {1: passed, 2: passed, 3: passed, 4: asked, 5: ItemState.DROPPED, 6: asked, 7: ItemState.DRAFT}
    closing = {one.closes_at.astimezone(AMSTERDAM) for one in now.rounds.filter(closed_at__isnull=True)}
    (closes,) = closing
    assert (closes.strftime("%A %H:%M"), (closes.date() - local_day(AT)).days) == ("Saturday 16:00", 12)
    unanswered = now.seats.filter(decides=True, joined_at__isnull=False).exclude(
        id__in=now.rounds.get(number=6).answers.values("seat")
    )
    assert unanswered.count() >= 3


def test_a_no_became_a_better_item(now: Case) -> None:
    stand = stands(fresh(now.pk))[4]
    first = now.rounds.get(number=4)
    assert (first.outcome, stand.version.number) == (Outcome.OBJECTED, 2)
    assert first.objections.count() == 1
    assert stand.version.changed_because


def test_who_was_not_reached_is_listed_and_never_counted_as_yes(now: Case) -> None:
    round_ = now.rounds.get(number=3)
    willem = Seat.objects.get(case=now, name__text="Willem Jansma")
    assert (round_.outcome, round_.extra_until is not None) == (Outcome.PASSED, True)
    assert round_.decided_by.filter(id=willem.pk).exists()
    assert not round_.answers.filter(seat=willem).exists()
    assert round_.contacts.filter(seat=willem, reached=False).count() == 3


def test_the_circle_is_as_real_circles_are(now: Case) -> None:
    seats = now.seats
    assert seats.filter(declined_at__isnull=False).count() == 1
    assert seats.filter(joined_at__isnull=True, declined_at__isnull=True).count() == 1
    assert seats.filter(nomination__isnull=False).count() == 2
    assert sorted(seats.values_list("wave", flat=True))[-2:] == [1, 2]
    assert seats.filter(mail__isnull=True).filter(card__isnull=False).count() == 2
    assert seats.filter(role=Role.AUTHORITY).count() == 2
    assert now.nominations.filter(state=NominationState.NAMED).count() == 1
    assert now.views.filter(answer__isnull=False).count() == 2
    assert (now.sides.count(), now.views.get(heard="not_yet").side) == (2, now.sides.get(number=2))
    assert now.questions.filter(answers__is_unknown=True).count() == 1
    assert now.questions.filter(answers__isnull=True).count() == 1
    assert now.tasks.filter(state=TaskState.OFFERED, kind=TaskKind.TASK).count() == 1
    assert not [gate for gate in missing_gates(now) if gate.code in ("nomination", "preparation")]


def test_a_year_later_the_whole_road_was_walked(a_year_later: Case) -> None:
    assert a_year_later.phase == Phase.CARRYING_OUT
    results = list(a_year_later.frame_tests.order_by("number").values_list("result", flat=True))
    assert results == [frame_test.TestResult.NOT_MET, frame_test.TestResult.MET]
    first = a_year_later.frame_tests.get(number=1)
    assert first.verdicts.get(frame__number=2).information
    assert first.verdicts.get(frame__number=3).verdict == frame_test.Verdict.NOT_MET
    # What is known of the real house is played, and there the plan was taken over.
    assert not FormalDecision.objects.get(case=a_year_later).differences.exists()
    anna = Seat.objects.filter(case=a_year_later, is_main_person=True).values_list("id", flat=True)[0]
    assert all(plan_sheet(a_year_later.pk, viewer=anna).lights.values())
    states = set(a_year_later.tasks.values_list("state", flat=True))
    assert states == {TaskState.ACTIVE, TaskState.DECLINED, TaskState.DONE, TaskState.GIVEN_BACK}
    assert a_year_later.tasks.filter(kind=TaskKind.REQUEST).count() == 2


def test_in_the_kade_a_frame_is_not_accepted_and_a_no_changes_the_decision(the_kade: Case) -> None:
    seen = fresh(the_kade.pk)
    asked = the_kade.frames.get(change=FrameChange.ASKED)
    assert (asked.number, asked.binds_at) == (3, None)
    (round_,) = Round.objects.filter(item=asked.item_id)
    assert round_.outcome == Outcome.OBJECTED
    test = the_kade.frame_tests.get()
    assert sorted(test.verdicts.values_list("frame__number", flat=True)) == [1, 2]
    decisions = the_kade.formal_decisions.order_by("number")
    assert list(decisions.values_list("differences__version__number", flat=True)) == [2, 3]
    assert Round.objects.get(item__case=the_kade, item__number=2, version__number=2).outcome == Outcome.OBJECTED
    assert stands(seen)[2].version.what.text.endswith("tot 1.500 euro per keer.")
    assert the_kade.check_ins.get(months=12).opened_at


def test_a_year_later_the_people_look_back(a_year_later: Case) -> None:
    call = a_year_later.check_ins.get(kind=CheckInKind.CALL)
    assert call.words
    three, six, twelve = a_year_later.check_ins.filter(kind=CheckInKind.REVIEW).order_by("months")
    assert three.done_at
    assert three.answers.filter(item__isnull=True).count() == 3
    assert six.done_at
    assert twelve.opened_at
    assert twelve.done_at is None
    began = a_year_later.carrying_out_at
    assert began
    assert add_months(local_day(began), 12) == local_day(AT) - timedelta(days=3)


def test_one_question_waits_for_somebody_to_take_it_up(now: Case) -> None:
    waiting = Case.objects.get(opened_at__isnull=True)
    assert (waiting.phase, waiting.is_demo, waiting.is_open) == (Phase.STARTING, True, False)
    assert [account.name for account in demo_accounts()] == ["Ria Jansen"]


def test_every_seat_can_be_stepped_into(now: Case, a_year_later: Case) -> None:
    seats = demo_seats()
    assert len(seats) == Seat.objects.count() == 47
    assert {seat.role for seat in seats} == set(Role) - {Role.CLOCK, Role.BRINGER}
    ria = next(seat for seat in seats if seat.name == "Ria Jansen")
    assert (ria.role, ria.address, ria.title, ria.decides) == (Role.FACILITATOR, "huize-lydia", "Huize Lydia", False)


def test_seats_of_real_life_are_nobodys_to_step_into(now: Case) -> None:
    Case.objects.filter(id=now.pk).update(is_demo=False)
    assert not [seat for seat in demo_seats() if seat.case_id == now.pk]


def test_of_the_played_past_nobody_gets_mail_and_of_what_follows_they_do(now: Case) -> None:
    tick(at=AT)
    assert not mail.outbox
    ria = now.seats.get(role=Role.FACILITATOR)
    bram = now.seats.get(name__text="Bram Visser")
    renew_link(now.pk, RenewLink(bram.pk), by=ria.pk, at=AT)
    tick(at=AT)
    assert [found.to for found in mail.outbox] == [["bram@huizelydia.example"]]


def test_it_says_that_it_is_played_and_speaks_as_neighbours_do(now: Case, a_year_later: Case, the_kade: Case) -> None:
    for case in (now, a_year_later, the_kade):
        assert case.story
        assert "Dit is nagespeeld" in case.story.text
    said = " ".join(Words.objects.values_list("text", flat=True)).lower()
    system_words = ("casus", "cliënt", "traject", "draagvlak", "stakeholder", "participe", "bezwaar", "begeleider")
    assert not [word for word in system_words if word in said]
    assert all(fact in said for fact in ("900 vierkante meter", "450 vierkante meter", "geen extra geld", "trouwen"))


def test_the_days_are_counted_from_the_day_of_loading(now: Case) -> None:
    promise = now.promises.get()
    assert promise.promised_on == date(2025, 12, 2)
    assert local_day(now.brought_at) == local_day(AT) - timedelta(days=100)
