"""The played family: it was among itself, a "no" changed an item, and a round is open now."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from gedragen.access.doing import NotFound, Role
from gedragen.cases.arriving.queries.cases import case_lines, open_situations
from gedragen.cases.children.worries import worries
from gedragen.cases.closed_time.queries import closed_time_sheet
from gedragen.cases.engine.snapshot import forget_snapshots, fresh
from gedragen.cases.home.queries.public import public_sheet
from gedragen.cases.models import Case, Frame, Nomination, NominationState, Objection, Seat, Words
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.state.plan_state import stands
from gedragen.config.demo.family import play_family
from gedragen.config.demo.family_meeting import DRAFTS
from gedragen.config.demo.story import Story
from gedragen.method.children.ages import Age
from gedragen.method.consent import Outcome
from gedragen.method.constitution.footing import Footing
from gedragen.method.frames import FrameKind
from gedragen.method.items import ItemState
from gedragen.method.terms import local_day
from tests.cases.whole.never import check_closed_time
from tests.support.cast import ria_account

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    with django_db_blocker.unblock(), transaction.atomic():
        # What is remembered of another test may have the same number.
        forget_snapshots()
        story = Story(local_day(AT))
        play_family(story, account=ria_account(AT))
        yield story
        transaction.set_rollback(True)


@pytest.fixture
def case(played: Story, db: None) -> Case:
    return Case.objects.get(id=played.case)


def test_eight_people_and_those_who_are_there_by_profession(case: Case) -> None:
    close = case.seats.filter(circle__in=["person", "network"])
    assert close.count() == 8
    (ineke,) = case.seats.filter(role=Role.ADVOCATE).select_related("supports__name")
    assert ineke.supports is not None
    assert ineke.supports.name is not None
    assert ineke.supports.name.text == "Noah Blom"


def test_it_is_closed_and_has_to_be_and_one_frame_is_about_safety(case: Case) -> None:
    assert (case.is_open, case.footing, case.is_demo) == (False, Footing.COURT_ORDERED, True)
    (frame,) = Frame.objects.filter(case=case)
    assert frame.kind == FrameKind.SAFETY
    assert frame.competent is not None


def test_a_no_changed_an_item_and_names_nobody(case: Case) -> None:
    stand = stands(fresh(case.pk))[3]
    assert stand.state is ItemState.IN_ROUND
    assert [round_.outcome for round_ in stand.item.rounds.all()] == [Outcome.OBJECTED, ""]
    assert Objection.objects.filter(round__case=case).count() == 1
    assert [stand.state for stand in stands(fresh(case.pk)).values()][:2] == [ItemState.PASSED, ItemState.PASSED]


def test_riet_leans_on_marcel_so_no_name_stands_beside_an_answer(case: Case, played: Story) -> None:
    assert Seat.objects.get(id=played["riet"]).depends
    card = item_sheet(case.pk, 1, viewer=played["marcel"]).item.round
    assert card is not None
    assert (card.unnamed, card.answers) == (True, ())


def test_what_stayed_inside_is_read_inside_only(case: Case, played: Story) -> None:
    kept = DRAFTS[3][1].text
    assert kept in [draft.text for draft in closed_time_sheet(case.pk, viewer=played["noah"]).drafts]
    assert closed_time_sheet(case.pk, viewer=played["ria"]).drafts == ()
    assert not Words.objects.filter(text=kept).exists()


def test_somebody_was_kept_out_and_is_not_there(case: Case) -> None:
    (ruben,) = Nomination.objects.filter(case=case, state=NominationState.EXCLUDED)
    assert not Seat.objects.filter(nomination=ruben).exists()


def test_nobody_outside_learns_that_it_is_there(case: Case) -> None:
    assert case.address not in [one.address for one in open_situations()]
    (line,) = [line for line in case_lines() if line.startswith(case.address)]
    assert "Noah" not in line
    assert line.split("\t")[1:] == ["deciding", "-", "demo"]
    with pytest.raises(NotFound):
        public_sheet(case.pk)


def test_nobody_by_profession_is_shown_what_was_said_among_themselves(case: Case) -> None:
    check_closed_time(case.pk, [DRAFTS[3][1].title, DRAFTS[3][1].text])


def test_a_child_has_somebody_beside_him_who_decides_nothing(case: Case, played: Story) -> None:
    ineke, noah = Seat.objects.get(id=played["ineke"]), Seat.objects.get(id=played["noah"])
    assert (ineke.decides, noah.decides, noah.age) == (False, False, Age.UNDER_12)


def test_what_noah_said_was_answered_and_ineke_told_him(case: Case, played: Story) -> None:
    packing, staying = worries(case)
    assert [one.answer.item and one.answer.item.number for one in (packing, staying)] == [2, 1]
    assert staying.words.text.startswith("Ik wil bij mama blijven")
    assert {one.answer.told_by_id for one in (packing, staying)} == {played["ineke"]}
    assert case.views.get().brought_by_id == played["marcel"]
