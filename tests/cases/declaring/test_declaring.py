"""What an approach asks for of its own: who says it, what waits for it, and what taking it back does."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gedragen.access.doing import NotFound, Role
from gedragen.cases.declaring.commands import Declare, Withdraw, make_declaration, withdraw_declaration
from gedragen.cases.declaring.entries import DECLARATION_WITHDRAWN, DECLARED
from gedragen.cases.declaring.queries import declaration_sheet, declarations_sheet
from gedragen.cases.engine.sight import eyes_of
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.guiding.queries import cockpit_sheet
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.models import Case, Declaration, JournalEntry, Seat, Words
from gedragen.cases.people.commands.seats import Invitation, decline, erase_me, invite
from gedragen.cases.people.commands.sides import SetSide, set_side
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.state.plan_state import in_round, item_stands
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.consent import Answer
from gedragen.method.constitution.gates import Missing
from gedragen.method.constitution.levels import Level
from gedragen.method.items import ItemState
from gedragen.method.phases import Ending, Phase
from tests.support.dump import unchanged
from tests.support.refusals import breaks, denied
from tests.support.stage import on_stage
from tests.support.two_sides import Sides, come_in, everything_said, make_sides, say, to_deciding, to_preparing


@pytest.fixture
def sides(db: None, at: datetime) -> Sides:
    return on_stage("sides", lambda: to_preparing(make_sides(at)))


def number(seat: int) -> int:
    return Seat.objects.get(id=seat).number


def lacking(sides: Sides) -> list[Missing]:
    return [gate for gate in missing_gates(Case.objects.get(id=sides.case)) if gate.code == "declaration"]


def of(key: str, sides: Sides) -> list[int | None]:
    return [gate.about for gate in lacking(sides) if gate.declaration == key]


def test_everything_is_asked_of_those_it_is_about(sides: Sides) -> None:
    assert of("responsibility", sides) == [number(sides.carl)]
    assert of("own_yes", sides) == of("safety_talk", sides) == [number(one) for one in sides.people]


def test_deciding_stays_shut_until_each_stands(sides: Sides) -> None:
    steps = [("responsibility", sides.carl, "", ""), *(("own_yes", one, "", "") for one in sides.people)]
    steps += [("safety_talk", sides.ria, "Het gaat.", str(one)) for one in sides.people]
    for key, by, text, about in steps:
        with breaks("gates-missing"):
            move_on(sides.case, MoveOn(Phase.PREPARING), by=sides.ria, at=sides.at)
        say(sides, key, by, text, about)
    move_on(sides.case, MoveOn(Phase.PREPARING), by=sides.ria, at=sides.at)
    assert Case.objects.get(id=sides.case).phase == Phase.DECIDING


@pytest.mark.parametrize("name", ["hanna", "aisha", "ria"])
def test_who_is_on_another_side_cannot_say_it(sides: Sides, name: str) -> None:
    with unchanged(), denied("not-yours-to-declare"):
        say(sides, "responsibility", getattr(sides, name))
    assert declaration_sheet(sides.case, "responsibility", "", viewer=getattr(sides, name)).card is None


def test_nobody_says_yes_for_another(sides: Sides) -> None:
    with unchanged(), pytest.raises(NotFound):
        say(sides, "own_yes", sides.hanna, about=str(sides.carl))
    with unchanged(), denied("not-yours-to-declare"):
        say(sides, "own_yes", sides.ria, about=str(sides.carl))


@pytest.mark.parametrize("about", ["", "harmed", "999999", "0"])
def test_who_says_it_about_several_names_one_of_them(sides: Sides, about: str) -> None:
    with unchanged(), pytest.raises(NotFound):
        say(sides, "safety_talk", sides.ria, "Het gaat.", about=about)


def test_what_the_approach_does_not_ask_cannot_be_said(sides: Sides) -> None:
    for key in ("independence", "oath"):
        with unchanged(), pytest.raises(NotFound):
            say(sides, key, sides.hanna)


def test_it_is_said_once(sides: Sides) -> None:
    say(sides, "own_yes", sides.hanna)
    with unchanged(), breaks("declared-already"):
        say(sides, "own_yes", sides.hanna)


def test_where_words_are_asked_they_are_needed_and_lie_in_the_room_of_the_file(sides: Sides) -> None:
    with unchanged(), breaks("declaration-needs-text"):
        say(sides, "safety_talk", sides.ria, " ", about=str(sides.hanna))
    say(sides, "safety_talk", sides.ria, "Ze belt als het te veel is.", about=str(sides.hanna))
    say(sides, "responsibility", sides.carl, "Ik liet het vuur branden.")
    say(sides, "own_yes", sides.carl, "Hier vraagt niemand om.")
    rooms = dict(Words.objects.filter(kind="declaration").values_list("text", "room__key"))
    assert rooms == {"Ze belt als het te veel is.": "private", "Ik liet het vuur branden.": "circle"}


def test_the_journal_says_which_about_whom_and_whether_that_was_the_last(sides: Sides) -> None:
    say(sides, "own_yes", sides.hanna)
    say(sides, "responsibility", sides.carl, "Ik was het.")
    first, last = JournalEntry.objects.filter(kind=DECLARED).order_by("number")
    assert first.data == {"declaration": "own_yes", "about": number(sides.hanna)}
    assert last.data.keys() == {"declaration", "about", "words", "whole"}
    assert last.by == str(number(sides.carl))


def test_where_it_only_waits_again_a_later_step_stays_shut(sides: Sides) -> None:
    to_deciding(sides)
    withdraw_declaration(sides.case, Withdraw("safety_talk", about=str(sides.carl)), by=sides.ria, at=sides.at)
    assert Case.objects.get(id=sides.case).phase == Phase.DECIDING
    assert of("safety_talk", sides) == [number(sides.carl)]
    say(sides, "safety_talk", sides.ria, "Opnieuw gesproken.", about=str(sides.carl))
    assert of("safety_talk", sides) == []


def test_what_is_taken_back_for_nothing_is_only_gone(sides: Sides) -> None:
    say(sides, "supporter", sides.hanna, "Mijn zus.")
    withdraw_declaration(sides.case, Withdraw("supporter"), by=sides.hanna, at=sides.at)
    assert not Declaration.objects.filter(kind="supporter", withdrawn_at__isnull=True).exists()
    assert JournalEntry.objects.get(kind=DECLARATION_WITHDRAWN).data == {
        "declaration": "supporter",
        "side": "harmed",
    }


def test_what_was_not_said_cannot_be_taken_back(sides: Sides) -> None:
    for key in ("own_yes", "supporter"):
        with unchanged(), breaks("nothing-to-take-back"):
            withdraw_declaration(sides.case, Withdraw(key), by=sides.hanna, at=sides.at)


def test_taking_back_what_all_stands_on_ends_it_and_nothing_is_done_after(sides: Sides) -> None:
    to_deciding(sides)
    withdraw_declaration(sides.case, Withdraw("own_yes"), by=sides.carl, at=sides.at)
    case = Case.objects.get(id=sides.case)
    assert (case.ending, case.closed_at) == (Ending.WITHDRAWN_BY_PARTY, sides.at)
    with denied("case-is-closed"):
        withdraw_declaration(sides.case, Withdraw("own_yes"), by=sides.hanna, at=sides.at)
    assert verify_lines(list(export_lines(case, at=sides.at, reads=whole))).ok


def test_for_one_of_each_side_one_says_it_for_the_side(sides: Sides) -> None:
    assert of("supporter", sides) == []
    set_level(sides.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=sides.ria, at=sides.at)
    asked = [gate.side for gate in lacking(sides) if gate.declaration == "supporter"]
    assert asked == ["harmed", "caused", "around"]
    say(sides, "supporter", sides.carl, "Mijn broer.")
    assert [gate.side for gate in lacking(sides) if gate.declaration == "supporter"] == ["harmed", "around"]


def test_what_was_said_for_a_side_goes_with_who_said_it(sides: Sides) -> None:
    set_level(sides.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=sides.ria, at=sides.at)
    say(sides, "supporter", sides.aisha, "Niemand.")
    decline(sides.case, by=sides.aisha, at=sides.at)
    # Nobody of that side is left, so nobody is asked.
    assert [gate.side for gate in lacking(sides) if gate.declaration == "supporter"] == ["harmed", "caused"]


def test_below_its_level_and_number_it_is_offered(sides: Sides) -> None:
    everything_said(sides)
    cards = {card.rule.key: card for card in declarations_sheet(sides.case, viewer=sides.hanna).mine}
    assert (cards["supporter"].is_asked, cards["own_yes"].is_asked) == (False, True)
    say(sides, "supporter", sides.hanna, "Mijn zus.")
    assert NowKind.DECLARE not in [one.kind for one in home_sheet(sides.case, viewer=sides.carl).now]


def test_now_for_you_leads_to_what_is_asked_and_not_yet_said(sides: Sides) -> None:
    def asked(seat: int) -> list[str]:
        return [one.rule.key for one in home_sheet(sides.case, viewer=seat).now if one.rule is not None]

    assert asked(sides.carl) == ["responsibility", "own_yes"]
    assert asked(sides.hanna) == ["own_yes"]
    say(sides, "own_yes", sides.carl)
    assert asked(sides.carl) == ["responsibility"]


def test_the_overview_names_who_did_not_say_it_yet(sides: Sides) -> None:
    gates = [gate for gate in cockpit_sheet(sides.case, viewer=sides.ria).gates if gate.rule is not None]
    assert ("responsibility", "Carl Bos") in {(gate.rule.key, gate.title) for gate in gates if gate.rule}


def test_who_has_left_or_is_forgotten_is_asked_nothing(sides: Sides) -> None:
    decline(sides.case, by=sides.aisha, at=sides.at)
    assert number(sides.aisha) not in of("own_yes", sides)
    erase_me(sides.case, by=sides.carl, at=sides.at)
    assert of("responsibility", sides) == []


def test_who_is_put_on_another_side_has_not_said_what_that_side_says(sides: Sides) -> None:
    say(sides, "responsibility", sides.carl, "Ik was het.")
    set_side(sides.case, SetSide(sides.carl, "around", "caused"), by=sides.ria, at=sides.at)
    set_side(sides.case, SetSide(sides.carl, "caused", "around"), by=sides.ria, at=sides.at)
    assert of("responsibility", sides) == [number(sides.carl)]


def test_others_read_it_where_they_read_the_room(sides: Sides) -> None:
    say(sides, "responsibility", sides.carl, "Ik was het.")
    say(sides, "supporter", sides.carl, "Mijn broer.")
    read = {card.rule.key: card.said for card in declarations_sheet(sides.case, viewer=sides.hanna).others}
    assert read.keys() == {"responsibility"}
    assert read["responsibility"] is not None
    assert read["responsibility"].text == "Ik was het."
    # What lies with the other side is for that side.
    for_ria = {card.rule.key for card in declarations_sheet(sides.case, viewer=sides.ria).others}
    assert for_ria == {"responsibility", "supporter"}


def test_the_person_it_is_about_says_it_of_the_whole(sides: Sides) -> None:
    to_deciding(sides)
    assert of("settled", sides) == [None]
    with denied("not-yours-to-declare"):
        make_declaration(sides.case, Declare("settled"), by=sides.carl, at=sides.at)
    make_declaration(sides.case, Declare("settled"), by=sides.hanna, at=sides.at)
    assert of("settled", sides) == []
    assert fresh(sides.case).case.closed_at is None


def test_what_a_side_says_apart_is_read_on_that_side_and_by_who_guides(sides: Sides) -> None:
    brother = come_in(sides, "Bas Bos", "caused")
    say(sides, "supporter", sides.carl, "Mijn broer.")
    (words,) = Words.objects.filter(kind="declaration")
    assert words.room.key == "apart-caused"

    def reads(seat: int) -> bool:
        return eyes_of(sides.case, seat).reads(words)

    assert [reads(one) for one in (sides.carl, brother, sides.ria)] == [True, True, True]
    assert [reads(one) for one in (sides.hanna, sides.aisha)] == [False, False]


def test_an_item_passes_with_the_yes_of_everybody_on_every_side(sides: Sides) -> None:
    to_deciding(sides)
    assert agreed(sides, sides.people) is ItemState.PASSED
    assert agreed(sides, (sides.hanna, sides.carl)) is ItemState.NOT_PASSED


def agreed(sides: Sides, yes: tuple[int, ...]) -> ItemState:
    """What becomes of an item to which these say yes, and the others leave it to the group."""
    item = write_item(sides.case, ItemText("De schuur", "Carl bouwt hem op."), by=sides.hanna, at=sides.at)
    ends = sides.at + timedelta(days=1)
    open_rounds(sides.case, OpenRounds((item,), ends), by=sides.ria, at=sides.at)
    (stand,) = [one for one in in_round(fresh(sides.case)) if one.item.number == item]
    assert stand.round is not None
    for seat in sides.people:
        answer = Answer.YES if seat in yes else Answer.ABSTENTION
        answer_item(sides.case, AnswerItem(item, 1, answer), by=seat, at=sides.at)
    return item_stands(Case.objects.get(id=sides.case), [item])[item].state


def test_deciding_waits_for_a_side_of_which_nobody_takes_part(sides: Sides) -> None:
    decline(sides.case, by=sides.carl, at=sides.at)
    assert Missing("side-missing", 1, side="caused") in missing_gates(Case.objects.get(id=sides.case))
    come_in(sides, "Bas Bos", "caused")
    assert "side-missing" not in {gate.code for gate in missing_gates(Case.objects.get(id=sides.case))}


def test_whoever_takes_part_belongs_to_a_side_and_nobody_else_does(sides: Sides) -> None:
    for side, code in (("", "choose-a-side"), ("left", "choose-a-side")):
        with unchanged(), breaks(code):
            come_in(sides, "Bas Bos", side)
    professional = Invitation("Petra", "petra@example.nl", Role.PROFESSIONAL, side="caused")
    with unchanged(), breaks("no-side-here"):
        invite(sides.case, professional, by=sides.ria, at=sides.at)


def test_a_side_is_put_right_until_deciding_begins(sides: Sides) -> None:
    with unchanged(), breaks("side-has-changed"):
        set_side(sides.case, SetSide(sides.carl, "around", "harmed"), by=sides.ria, at=sides.at)
    with unchanged(), breaks("nothing-changed"):
        set_side(sides.case, SetSide(sides.carl, "caused", "caused"), by=sides.ria, at=sides.at)
    with unchanged(), denied("not-your-role"):
        set_side(sides.case, SetSide(sides.carl, "around", "caused"), by=sides.carl, at=sides.at)
    to_deciding(sides)
    with unchanged(), denied("not-in-this-phase"):
        set_side(sides.case, SetSide(sides.carl, "around", "caused"), by=sides.ria, at=sides.at)


def test_a_page_with_more_people_asks_no_more(sides: Sides) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            declarations_sheet(sides.case, viewer=sides.ria)
        return len(asked)

    declarations_sheet(sides.case, viewer=sides.ria)
    few = questions()
    for name in ("Dirk Vos", "Elsa Vos", "Ferdi Vos", "Gea Vos"):
        say(sides, "own_yes", come_in(sides, name, "around"))
    declarations_sheet(sides.case, viewer=sides.ria)
    assert questions() == few
    assert len(declarations_sheet(sides.case, viewer=sides.ria).mine) >= 7
