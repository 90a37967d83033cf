"""A restorative conference, played by commands under the file that says how it goes, and by no code of its own."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

import gedragen
from gedragen.cases.declaring.commands import Declare, Withdraw, make_declaration, withdraw_declaration
from gedragen.cases.documents.commands import SignDocument, WriteDocument, sign_document, write_document
from gedragen.cases.doing.commands.keeping import AnswerKeeping, NameKeeper, answer_keeping, name_keeper
from gedragen.cases.due import run_due
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.models import Case, Declaration, DocumentVersion, JournalEntry, Seat
from gedragen.cases.people.commands.seats import stop_by_leaving
from gedragen.cases.plan.commands import AgreeSafetyNet, ItemText, agree_safety_net, write_item
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.footing import (
    SetFooting,
    set_footing,
)
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.state.plan_state import item_stands
from gedragen.cases.state.tasks import asked_to_keep
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.consent import Answer
from gedragen.method.constitution.footing import Footing
from gedragen.method.items import ItemState
from gedragen.method.phases import Ending, Phase
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals
from tests.support.dump import unchanged
from tests.support.plays.conference import KEY, PAPER, begun, go, to_deciding, to_preparing
from tests.support.refusals import breaks, denied
from tests.support.stage import on_stage
from tests.support.two_sides import Sides, invited, later, say
from tests.support.visitor import neighbour


@pytest.fixture
def sides(db: None, at: datetime) -> Sides:
    return on_stage("a restorative conference", lambda: begun(at))


def case_of(sides: Sides) -> Case:
    return Case.objects.get(id=sides.case)


def test_it_is_played_from_the_question_to_making_good(sides: Sides) -> None:
    to_deciding(to_preparing(sides))
    write_item(
        sides.case, ItemText("De ruit", "Carl betaalt 80 euro.", bound=(sides.carl,)), by=sides.hanna, at=sides.at
    )
    agree_safety_net(sides.case, AgreeSafetyNet("Dan bellen we Ria."), by=sides.hanna, at=sides.at)
    open_rounds(sides.case, OpenRounds((1,), sides.at + timedelta(days=1)), by=sides.ria, at=sides.at)
    for seat in sides.people:
        answer_item(sides.case, AnswerItem(1, version=1, answer=Answer.YES), by=seat, at=later(sides, minutes=5))
    assert item_stands(case_of(sides), [1])[1].state is ItemState.PASSED
    number = Seat.objects.get(id=sides.carl).number
    write_document(sides.case, WriteDocument(1, PAPER | {"who": str(number)}), by=sides.ria, at=sides.at)
    for seat in (sides.hanna, sides.carl):
        sign_document(sides.case, SignDocument(1, version=1), by=seat, at=sides.at)
    with unchanged(), denied("needs-signs-document"):
        sign_document(sides.case, SignDocument(1, version=1), by=sides.aisha, at=sides.at)
    assert DocumentVersion.objects.get().signed_at is not None
    name_keeper(sides.case, NameKeeper(sides.aisha), by=sides.hanna, at=sides.at)
    answer_keeping(sides.case, AnswerKeeping(accepts=True), by=sides.aisha, at=sides.at)
    assert asked_to_keep(sides.case).get().said_yes_at == sides.at
    assert verify_lines(list(export_lines(case_of(sides), at=sides.at, reads=whole))).ok


def test_what_one_of_both_sides_leaves_to_others_does_not_pass(sides: Sides) -> None:
    to_deciding(to_preparing(sides))
    write_item(sides.case, ItemText("De ruit", "Carl betaalt."), by=sides.hanna, at=sides.at)
    open_rounds(sides.case, OpenRounds((1,), sides.at + timedelta(days=1)), by=sides.ria, at=sides.at)
    for seat, answer in ((sides.hanna, Answer.YES), (sides.carl, Answer.ABSTENTION), (sides.aisha, Answer.YES)):
        answer_item(sides.case, AnswerItem(1, version=1, answer=answer), by=seat, at=sides.at)
    run_due(at=later(sides, days=30))
    assert item_stands(case_of(sides), [1])[1].state is not ItemState.PASSED


@pytest.mark.parametrize("footing", [Footing.COURT_ORDERED, Footing.UNDER_PRESSURE])
def test_nobody_is_made_to_come(sides: Sides, footing: Footing) -> None:
    with unchanged(), breaks("footing-not-allowed"):
        set_footing(sides.case, SetFooting(footing, was=Footing.VOLUNTARY), by=sides.ria, at=sides.at)


def test_only_who_did_it_can_say_so(sides: Sides) -> None:
    for seat in (sides.hanna, sides.aisha, sides.ria):
        with unchanged(), denied("not-yours-to-declare"):
            make_declaration(sides.case, Declare("responsibility"), by=seat, at=sides.at)


def test_without_that_the_harmed_side_is_not_even_asked(sides: Sides) -> None:
    go(sides, "ownership", "request")
    with unchanged(), breaks("gates-missing"):
        go(sides, "willing", "ownership")


def test_each_step_waits_for_every_yes_of_its_own(sides: Sides) -> None:
    go(sides, "ownership", "request")
    say(sides, "responsibility", sides.carl)
    go(sides, "willing", "ownership")
    steps = [(key, seat) for key in ("own_yes", "accepts_guide") for seat in sides.people]
    for key, seat in steps:
        with breaks("gates-missing"):
            move_on(sides.case, MoveOn(Phase.STARTING), by=sides.ria, at=sides.at)
        say(sides, key, seat)
    assert not missing_gates(case_of(sides))


@pytest.mark.parametrize(("key", "name"), [("own_yes", "hanna"), ("own_yes", "carl"), ("responsibility", "carl")])
def test_taking_back_a_yes_stops_it_and_nothing_says_whose(sides: Sides, key: str, name: str) -> None:
    to_deciding(to_preparing(sides))
    withdraw_declaration(sides.case, Withdraw(key), by=getattr(sides, name), at=sides.at)
    case = case_of(sides)
    assert (case.ending, case.closed_at) == (Ending.WITHDRAWN_BY_PARTY, sides.at)
    last = JournalEntry.objects.filter(case=case).latest("number")
    assert (last.kind, last.by, last.data) == ("withdrawn-by-party", "somebody", {})
    read_journals(at=sides.at + timedelta(minutes=1))
    told = Delivery.objects.filter(notice="withdrawn-by-party").values_list("seat", flat=True)
    assert set(told) == {sides.hanna, sides.carl, sides.aisha, sides.ria}
    assert not Declaration.objects.filter(case=case, withdrawn_at__isnull=False).exists()
    assert {home_sheet(sides.case, viewer=seat).head.ending for seat in sides.people} == {Ending.WITHDRAWN_BY_PARTY}


@pytest.mark.parametrize("name", ["hanna", "carl", "aisha"])
def test_leaving_stops_it_at_any_moment_and_nothing_says_who_left(sides: Sides, name: str) -> None:
    to_deciding(to_preparing(sides))
    stop_by_leaving(sides.case, by=getattr(sides, name), at=sides.at)
    last = JournalEntry.objects.filter(case=sides.case).latest("number")
    assert (last.kind, last.by, last.data) == ("withdrawn-by-party", "somebody", {})
    assert case_of(sides).ending == Ending.WITHDRAWN_BY_PARTY
    assert not Declaration.objects.filter(kind="responsibility").exists()
    assert {home_sheet(sides.case, viewer=seat).head.ending for seat in sides.people} == {Ending.WITHDRAWN_BY_PARTY}


def test_who_is_invited_reads_what_they_may_decide_and_that_they_may_leave(sides: Sides) -> None:
    bas = invited(sides, "Bas Bos", "caused")
    page = neighbour(bas).get(f"/situatie/{case_of(sides).address}/welkom/").content.decode()
    for told in ("Niemand stelt hier vooraf grenzen.", "Dan beslist de school gewoon.", "U mag op elk moment weggaan"):
        assert told in page
    for wrong in ("Dat staat nog niet vast.", "Degene om wie het gaat, kiest"):
        assert wrong not in page


def test_what_others_said_is_read_per_question_with_their_own_button(sides: Sides) -> None:
    to_preparing(sides)
    page = " ".join(
        neighbour(sides.ria).get(f"/situatie/{case_of(sides).address}/verklaringen/").content.decode().split()
    )
    assert "<strong>Carl Bos</strong>: Ik heb dit gedaan, of had er een deel in." in page
    assert page.count("<h3>Wilt u zelf aan deze bijeenkomst meedoen?</h3>") == 1
    assert "Iedereen van beide kanten heeft gezegd" not in page


def test_a_side_is_named_small_within_a_sentence(sides: Sides) -> None:
    to_deciding(to_preparing(sides))
    enter_stage(sides.case, EnterStage("conference", "agreeing", "Nog iets."), by=sides.ria, at=sides.at)
    page = neighbour(sides.hanna).get(f"/situatie/{case_of(sides).address}/weg/").content.decode()
    assert "Voor wie het deed" in page
    assert "Wie erbij zijn: wie het deed, wie schade heeft" in page


def test_that_it_was_me_stands_in_no_entry_of_its_own(sides: Sides) -> None:
    go(sides, "ownership", "request")
    before = case_of(sides).journal_head
    say(sides, "responsibility", sides.carl)
    assert case_of(sides).journal_head == before
    go(sides, "willing", "ownership")
    told = JournalEntry.objects.filter(case=sides.case).latest("number").data
    assert told == {"stage": "willing", "from": "ownership", "declared": ["responsibility"]}


def test_no_line_of_code_knows_its_name() -> None:
    source = Path(gedragen.__file__).parent
    assert [path.name for path in source.rglob("*.py") if KEY in path.read_text(encoding="utf-8")] == []
    assert [path.name for path in source.rglob("*.html") if KEY in path.read_text(encoding="utf-8")] == []
