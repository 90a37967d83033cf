"""In a conflict each side is there, speaks for itself, and is answered by another side."""

from datetime import datetime
from typing import Any

import pytest

from gedragen.cases.audit.audit import audit_case
from gedragen.cases.models import Case, Seat, View
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    ExceptOpposition,
    answer_view,
    bring_view,
    except_opposition,
)
from gedragen.cases.preparing.commands.sides import (
    BringAbsentView,
    ExceptSide,
    NameSide,
    NothingElse,
    PutOnSides,
    SayHeard,
    bring_absent_view,
    except_side,
    name_side,
    put_on_sides,
    say_heard,
    say_nothing_else,
)
from gedragen.cases.preparing.entries import NOTHING_ELSE_SAID, VIEW_ANSWERED, VIEW_HEARD
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.cases.state.gates import missing_gates
from gedragen.method.constitution.levels import Level
from gedragen.method.opposition.sides import Heard
from tests.support import two_sides
from tests.support.cast import Cast, as_example, later
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied
from tests.support.sides import EVENING, NEXT_DOOR, with_sides

OURS = {"sides", "side-nobody", "side-silent", "side-not-said-for", "views-unanswered", "views-unheard"}


def lacking(cast: Cast) -> set[tuple[str, int | None]]:
    gates = missing_gates(Case.objects.get(id=cast.case))
    return {(gate.code, gate.about) for gate in gates if gate.code in OURS}


def put(cast: Cast, seat: int, *sides: int, was: tuple[int, ...] = ()) -> None:
    put_on_sides(cast.case, PutOnSides(seat, sides, was), **by(cast, cast.ria))


def by(cast: Cast, seat: int) -> dict[str, Any]:
    return {"by": seat, "at": cast.at}


@pytest.fixture
def sides(preparing: Cast) -> Cast:
    return with_sides(preparing)


def test_deciding_waits_until_each_side_spoke_and_was_answered_by_another(sides: Cast) -> None:
    by_bram, by_jan = by(sides, sides.bram), by(sides, sides.jan)
    assert lacking(sides) == {("side-silent", EVENING), ("side-silent", NEXT_DOOR)}
    bring_view(sides.case, BringView("Ik slaap niet."), **by_jan)
    say_nothing_else(sides.case, NothingElse(EVENING), **by_bram)
    assert lacking(sides) == {("views-unanswered", None)}
    with unchanged(), breaks("view-is-of-your-side"):
        answer_view(sides.case, AnswerView(1, "Het valt mee."), by=sides.fatima, at=sides.at)
    with tells(sides, VIEW_ANSWERED):
        answer_view(sides.case, AnswerView(1, "Om elf uur is het stil."), **by_bram)
    assert entries(sides)[-1].by == "somebody"
    assert lacking(sides) == {("views-unheard", None)}
    with unchanged(), breaks("not-yours-to-say"):
        say_heard(sides.case, SayHeard(1, Heard.HEARD), **by_bram)
    with tells(sides, VIEW_HEARD):
        say_heard(sides.case, SayHeard(1, Heard.NOT_YET), **by_jan)
    assert lacking(sides) == set()
    assert not audit_case(sides.case).differs


def test_the_same_is_asked_when_it_becomes_a_conflict_while_people_decide(deciding: Cast) -> None:
    assert lacking(deciding) == set()
    as_example(deciding.case)
    set_level(deciding.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=deciding.ria, at=deciding.at)
    assert lacking(deciding) == {("sides", None)}
    with unchanged(), breaks("except-one-side"):
        except_opposition(deciding.case, ExceptOpposition("Niemand is tegen."), by=deciding.ria, at=deciding.at)


def test_who_is_of_no_side_answers_for_none_and_who_is_of_several_says_which(sides: Cast) -> None:
    put(sides, sides.bram, EVENING, NEXT_DOOR, was=(EVENING,))
    put(sides, sides.anna, was=(EVENING,))
    with unchanged(), breaks("choose-your-side"):
        bring_view(sides.case, BringView("Het is druk."), by=sides.bram, at=sides.at)
    bring_view(sides.case, BringView("Het is druk.", side=EVENING), by=sides.bram, at=sides.at)
    with unchanged(), breaks("another-side-answers"):
        answer_view(sides.case, AnswerView(1, "Valt mee."), by=sides.anna, at=sides.at)
    with unchanged(), breaks("not-your-side"):
        say_nothing_else(sides.case, NothingElse(NEXT_DOOR), by=sides.anna, at=sides.at)


def test_for_a_side_of_which_nobody_comes_a_reason_and_what_they_said_are_written_down(sides: Cast) -> None:
    by_ria = by(sides, sides.ria)
    shop = name_side(sides.case, NameSide("de winkels"), **by_ria)
    assert ("side-nobody", shop) in lacking(sides)
    with unchanged(), breaks("side-exception-needs-text"):
        except_side(sides.case, ExceptSide(shop, " "), **by_ria)
    except_side(sides.case, ExceptSide(shop, "Drie keer gevraagd, zij komen niet."), **by_ria)
    assert ("side-not-said-for", shop) in lacking(sides)
    with unchanged(), breaks("choose-their-side"):
        bring_absent_view(sides.case, BringAbsentView("Klanten blijven weg."), **by_ria)
    number = bring_absent_view(sides.case, BringAbsentView("Klanten blijven weg.", shop), **by_ria)
    assert not {gate for gate in lacking(sides) if gate[1] == shop}
    answer_view(sides.case, AnswerView(number, "Wij lopen om."), by=sides.bram, at=sides.at)
    # Nobody can say for them that they were heard.
    assert "views-unheard" not in {code for code, _ in lacking(sides)}
    with unchanged(), breaks("not-yours-to-say"):
        say_heard(sides.case, SayHeard(number, Heard.HEARD), **by_ria)


def test_who_guides_speaks_for_nobody_who_is_there(sides: Cast) -> None:
    bring_absent_view(sides.case, BringAbsentView("Zij vinden het goed.", NEXT_DOOR), by=sides.ria, at=sides.at)
    except_side(sides.case, ExceptSide(NEXT_DOOR, "Zij komen niet."), by=sides.ria, at=sides.at)
    assert ("side-silent", NEXT_DOOR) in lacking(sides)
    with unchanged(), denied("not-your-role"):
        say_nothing_else(sides.case, NothingElse(NEXT_DOOR), by=sides.ria, at=sides.at)


def test_one_who_says_nothing_of_the_answer_holds_it_up_for_a_week(sides: Cast) -> None:
    bring_view(sides.case, BringView("Ik slaap niet."), by=sides.jan, at=sides.at)
    answer_view(sides.case, AnswerView(1, "Om elf uur is het stil."), by=sides.bram, at=sides.at)
    asked = SayHeard(1, Heard.ASKED)
    with unchanged(), breaks("give-them-a-week"):
        say_heard(sides.case, asked, by=sides.ria, at=later(sides, days=6))
    say_heard(sides.case, asked, by=sides.ria, at=later(sides, days=7))
    assert "views-unheard" not in {code for code, _ in lacking(sides)}
    say_heard(sides.case, SayHeard(1, Heard.NOT_YET), by=sides.jan, at=later(sides, days=8))
    # Another answer is asked about anew.
    again = AnswerView(1, "Om tien uur.", read=View.objects.get().answer_id or 0)
    answer_view(sides.case, again, by=sides.bram, at=later(sides, days=9))
    assert ("views-unheard", None) in lacking(sides)


def test_of_a_side_nobody_says_that_it_has_no_other_view_once_it_has_spoken(sides: Cast) -> None:
    with tells(sides, NOTHING_ELSE_SAID):
        say_nothing_else(sides.case, NothingElse(EVENING), by=sides.bram, at=sides.at)
    bring_view(sides.case, BringView("Ik slaap niet."), by=sides.jan, at=sides.at)
    for side, seat in ((EVENING, sides.anna), (NEXT_DOOR, sides.fatima)):
        with unchanged(), breaks("side-has-spoken"):
            say_nothing_else(sides.case, NothingElse(side), by=seat, at=sides.at)


def test_a_side_whose_people_left_is_without_anybody(sides: Cast) -> None:
    for seat in (sides.fatima, sides.jan):
        decline(sides.case, by=seat, at=sides.at)
    assert ("side-nobody", NEXT_DOOR) in lacking(sides)


def test_nobody_moves_somebody_whose_side_changed_in_the_meantime(sides: Cast) -> None:
    for was, code in (((), "side-has-changed"), ((EVENING,), "nothing-changed")):
        with unchanged(), breaks(code):
            put(sides, sides.bram, EVENING, was=was)


def test_who_had_no_talk_yet_is_not_there_for_a_side(preparing: Cast) -> None:
    as_example(preparing.case)
    set_level(preparing.case, SetLevel(Level.CONFLICT, was=Level.TENSION), **by(preparing, preparing.ria))
    name_side(preparing.case, NameSide("wie er 's avonds zitten"), **by(preparing, preparing.ria))
    put(preparing, preparing.anna, EVENING)
    assert ("side-nobody", EVENING) in lacking(preparing)


def test_where_the_approach_has_sides_another_of_these_answers(db: None, at: datetime) -> None:
    two = two_sides.to_preparing(two_sides.make_sides(at))
    bring_view(two.case, BringView("Ik durf daar niet meer langs."), by=two.hanna, at=two.at)
    asked = AnswerView(1, "Het hek komt terug.")
    Seat.objects.filter(id=two.aisha).update(side=Seat.objects.get(id=two.hanna).side)
    with unchanged(), breaks("view-is-of-your-side"):
        answer_view(two.case, asked, by=two.aisha, at=two.at)
    answer_view(two.case, asked, by=two.carl, at=two.at)
    with unchanged(), denied("needs-keeps-sides"):
        name_side(two.case, NameSide("de buren"), by=two.ria, at=two.at)
