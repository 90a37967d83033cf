"""From somebody's question to a case with a facilitator, a level and an approach."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from django.urls import reverse

from gedragen.access.doing import NotFound
from gedragen.cases.engine.change import AlreadyDone
from gedragen.cases.models import Case, Declaration, Room, Seat
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.starting.commands.opening import (
    DeclareIndependence,
    Introduce,
    OpenCase,
    SetLevel,
    accept_facilitator,
    bring_question,
    declare_independence,
    introduce,
    open_case,
    set_level,
)
from gedragen.cases.starting.entries import CASE_INTRODUCED, LEVEL_SET, QUESTION_BROUGHT
from gedragen.cases.store.entries import CASE_OPENED, FACILITATOR_ACCEPTED, INDEPENDENCE_DECLARED
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from gedragen.people.accounts import make_account
from tests.support.cast import INTRODUCTION, NAMES, QUESTION, Cast, as_example, make_case, question_of, ria_account
from tests.support.dump import entries, tells, unchanged
from tests.support.family_cast import Family, make_family
from tests.support.refusals import breaks, denied
from tests.support.visitor import address, page_of, visitor

pytestmark = pytest.mark.django_db


def take_up(seat: int, at: datetime, *, account: int = 0, **changes: object) -> int:
    """Ria takes up the question of this seat; `changes` replace what she filled in."""
    form = OpenCase(INTRODUCTION, Level.TENSION, "neighbourhood", "Ik woon hier niet.", "06-12345678")
    asked = replace(form, **changes)  # type: ignore[arg-type]
    return open_case(Seat.objects.get(id=seat).case_id, asked, account=account or ria_account(at), at=at)


def test_a_question_stays_with_its_bringer_and_the_facilitators(at: datetime) -> None:
    anna = Seat.objects.get(id=question_of("anna", at))
    assert not anna.case.is_open
    assert anna.case.brought is not None
    assert anna.case.brought.text == QUESTION
    assert [room.is_public for room in anna.case.rooms.all()] == [False]


@pytest.mark.parametrize(
    ("text", "name", "contact", "code"),
    [
        (" ", "Anna", "anna@example.nl", "question-needs-text"),
        ("Wat nu?", "", "anna@example.nl", "needs-name"),
        ("Wat nu?", "Anna", "\t", "needs-contact"),
    ],
)
def test_a_question_says_what_who_and_how_to_reach(text: str, name: str, contact: str, code: str, at: datetime) -> None:
    with unchanged(), breaks(code):
        bring_question(text, name=name, contact=contact, at=at)


def test_a_question_sent_twice_is_one_question(at: datetime) -> None:
    def bring(text: str, once: str) -> int:
        return bring_question(text, name="Anna", contact="anna@example.nl", at=at, once=once)

    first = bring("Wat nu?", "form 1")
    with unchanged():
        assert bring("Wat nu?", "form 1") == first
    # Another question from the same page, gone back to, is another question; so is the same one from another page.
    assert len({first, bring("En dan?", "form 1"), bring("Wat nu?", "form 2"), bring("Wat nu?", "")}) == 4


def test_taking_up_seats_the_facilitator_and_the_bringer(at: datetime) -> None:
    anna = question_of("anna", at)
    ria = Seat.objects.get(id=take_up(anna, at))
    bringer = Seat.objects.get(id=anna)
    assert (ria.role, ria.decides, ria.standing.has_joined) == ("facilitator", False, True)
    assert (bringer.decides, bringer.is_main_person) == (True, True)
    assert bringer.name is not None
    assert bringer.name.room.key == "circle"


def test_taking_up_is_told_with_the_declaration_of_independence(at: datetime) -> None:
    cast = make_case(at)
    told = [entry.kind for entry in entries(cast)[:3]]
    assert told == [QUESTION_BROUGHT, CASE_OPENED, INDEPENDENCE_DECLARED]
    declared = Declaration.objects.get(kind=DeclarationKind.INDEPENDENCE)
    assert (declared.about_id, declared.at) == (cast.ria, at)


def test_an_open_case_gets_a_readable_address_of_its_own(at: datetime) -> None:
    addresses = [Case.objects.get(id=make_case(at).case).address for _ in range(3)]
    assert addresses == ["huize-lydia", "huize-lydia-2", "huize-lydia-3"]


def test_only_a_facilitator_takes_up_a_question(at: datetime) -> None:
    anna, xander = question_of("anna", at), make_account("xander@example.nl", NAMES["xander"], at=at)
    with unchanged(), pytest.raises(NotFound):
        take_up(anna, at, account=xander.pk)


def test_a_question_is_taken_up_once(at: datetime) -> None:
    anna = question_of("anna", at)
    take_up(anna, at)
    carla = make_account("carla@example.nl", "Carla", at=at, is_facilitator=True)
    with unchanged(), breaks("already-taken-up"):
        take_up(anna, at, account=carla.pk)


def test_who_took_it_up_and_sends_it_again_is_done_already(at: datetime) -> None:
    anna = question_of("anna", at)
    take_up(anna, at)
    with unchanged(), pytest.raises(AlreadyDone):
        take_up(anna, at)


def test_a_question_whose_bringer_was_erased_is_not_taken_up(at: datetime) -> None:
    anna = question_of("anna", at)
    erase_me(Seat.objects.get(id=anna).case_id, by=anna, at=at)
    with unchanged(), pytest.raises(NotFound):
        take_up(anna, at)


def test_a_later_phase_is_too_late_to_take_up(preparing: Cast) -> None:
    with unchanged(), denied("not-in-this-phase"):
        take_up(preparing.anna, preparing.at)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"approach": "elsewhere"}, "unknown-approach"),
        ({"independence": " "}, "needs-independence"),
        ({"phone": ""}, "needs-phone"),
        ({"introduction": replace(INTRODUCTION, title=" ")}, "needs-title"),
        ({"introduction": replace(INTRODUCTION, question="")}, "question-needs-text"),
        ({"introduction": replace(INTRODUCTION, story="")}, "needs-story"),
    ],
)
def test_taking_up_is_complete_or_nothing(changes: dict[str, object], code: str, at: datetime) -> None:
    anna = question_of("anna", at)
    ria_account(at)
    with unchanged(), breaks(code):
        take_up(anna, at, account=0, **changes)


def test_the_rooms_of_the_approach_are_fixed_when_the_case_opens(starting: Cast) -> None:
    rooms = {room.key: room.is_public for room in Room.objects.filter(case=starting.case)}
    assert {key for key, is_public in rooms.items() if is_public} == {"open", "plan"}
    assert {key for key, is_public in rooms.items() if not is_public} == {"information", "circle", "private", "ballot"}


def test_a_case_can_be_introduced_anew(starting: Cast) -> None:
    changed, read = replace(INTRODUCTION, title="Ons huis"), Case.objects.get(id=starting.case).title_id or 0
    with tells(starting, CASE_INTRODUCED):
        introduce(starting.case, Introduce(changed, read=read), by=starting.ria, at=starting.at)
    with unchanged(), breaks("text-has-changed"):
        introduce(starting.case, Introduce(INTRODUCTION, read=read), by=starting.ria, at=starting.at)
    case = Case.objects.get(id=starting.case)
    assert case.title is not None
    assert (case.title.text, case.address, case.phase) == ("Ons huis", "huize-lydia", Phase.STARTING)


def test_the_question_stands_together_with_the_limits_and_of_the_rest_everybody_hears(preparing: Cast) -> None:
    read = Case.objects.get(id=preparing.case).title_id or 0
    asked = Introduce(replace(INTRODUCTION, question="Hoe maken we het goedkoper?"), read=read)
    with unchanged(), breaks("question-stands"):
        introduce(preparing.case, asked, by=preparing.ria, at=preparing.at)
    same = Introduce(replace(INTRODUCTION, story="Er kwam een brief."), read=read)
    with tells(preparing, CASE_INTRODUCED):
        introduce(preparing.case, same, by=preparing.ria, at=preparing.at)
    page = page_of(visitor(preparing.ria), reverse("introduce", args=[address(preparing)]))
    assert "The question itself stands" in page
    assert re.search(r'name="question"[^>]* disabled', page)


def test_the_level_goes_up_freely_and_down_with_a_reason(starting: Cast) -> None:
    as_example(starting.case)
    with tells(starting, LEVEL_SET):
        set_level(starting.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=starting.ria, at=starting.at)
    down = SetLevel(Level.SIMPLE, was=Level.CONFLICT)
    with unchanged(), breaks("lower-level-needs-reason"):
        set_level(starting.case, down, by=starting.ria, at=starting.at)
    with tells(starting, LEVEL_SET):
        set_level(starting.case, replace(down, reason="Het is rustig."), by=starting.ria, at=starting.at)


def test_a_conflict_among_real_people_is_not_made_here_yet(db: None, starting: Cast, at: datetime) -> None:
    """Nobody can stop it yet when it becomes unsafe, or take part apart: not by raising it, and not from the start."""
    with unchanged(), breaks("conflict-only-in-demo"):
        set_level(starting.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=starting.ria, at=starting.at)
    xander = Seat.objects.get(id=question_of("xander", at)).case_id
    asked = OpenCase(INTRODUCTION, Level.CONFLICT, "neighbourhood", "Ik woon hier niet.", "06-12345678")
    with breaks("conflict-only-in-demo"):
        open_case(xander, asked, account=ria_account(at), at=at)
    assert Case.objects.get(id=xander).opened_at is None


def test_a_conflict_that_runs_already_goes_on_and_does_not_come_back(preparing: Cast) -> None:
    Case.objects.filter(id=preparing.case).update(level=Level.CONFLICT)
    with tells(preparing, LEVEL_SET):
        down = SetLevel(Level.TENSION, was=Level.CONFLICT, reason="Het is rustig.")
        set_level(preparing.case, down, by=preparing.ria, at=preparing.at)
    with unchanged(), breaks("conflict-only-in-demo"):
        set_level(preparing.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=preparing.ria, at=preparing.at)


def test_a_level_that_another_facilitator_just_set_is_not_put_back_unread(starting: Cast) -> None:
    as_example(starting.case)
    set_level(starting.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=starting.ria, at=starting.at)
    with unchanged(), breaks("level-has-changed"):
        set_level(
            starting.case, SetLevel(Level.SIMPLE, was=Level.TENSION, reason="Rustig."), by=starting.ria, at=starting.at
        )


def test_a_level_is_one_that_the_approach_is_made_for(family: Family) -> None:
    calm = SetLevel(Level.SIMPLE, was=Level.TENSION, reason="Rustig.")
    with unchanged(), pytest.raises(RuleBroken) as broken:
        set_level(family.case, calm, by=family.ria, at=family.at)
    assert broken.value.code == "level-does-not-fit"
    assert broken.value.details["levels"] == (Level.TENSION, Level.CONFLICT)
    # One that stands outside goes on as it is, and can come in.
    Case.objects.filter(id=family.case).update(level=Level.SIMPLE)
    set_level(family.case, SetLevel(Level.CONFLICT, was=Level.SIMPLE), by=family.ria, at=family.at)


def test_a_question_is_taken_up_with_a_level_that_fits(db: None, at: datetime) -> None:
    with breaks("level-does-not-fit"):
        make_family(at, level=Level.SIMPLE)
    make_family(at, level=Level.CONFLICT)


def test_the_main_person_says_yes_to_the_facilitator_once(starting: Cast) -> None:
    with tells(starting, FACILITATOR_ACCEPTED):
        accept_facilitator(starting.case, by=starting.anna, at=starting.at)
    with unchanged(), breaks("declared-already"):
        accept_facilitator(starting.case, by=starting.anna, at=starting.at)


def test_a_facilitator_declares_independence_once(starting: Cast) -> None:
    with unchanged(), breaks("declared-already"):
        declare_independence(
            starting.case, DeclareIndependence("Nog eens.", phone="06-1"), by=starting.ria, at=starting.at
        )
