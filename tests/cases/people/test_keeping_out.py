"""A parent with authority is kept out: what is recorded, by whom, and who reads it."""

import pytest

from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.models import Case, JournalEntry, Nomination, NominationState
from gedragen.cases.people.commands.keeping_out import LookAgain, look_again
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    decide_nomination,
    discuss_nomination,
)
from gedragen.cases.people.queries.people import people_sheet
from gedragen.cases.state.gates import missing_gates
from gedragen.method.stages.keeping_out import Ruling
from tests.support.dump import unchanged
from tests.support.family_cast import Family, name_somebody
from tests.support.refusals import breaks, denied

AGREED, NOT_NOW, EXCLUDED = NominationState.AGREED, NominationState.NOT_NOW, NominationState.EXCLUDED


@pytest.fixture
def talked(family_preparing: Family) -> Family:
    """Oma Truus named Piet, and Ria talked about it with Sanne."""
    number = name_somebody(family_preparing, "piet", by=family_preparing.truus)
    discuss_nomination(
        family_preparing.case, DiscussNomination(number), by=family_preparing.ria, at=family_preparing.at
    )
    return family_preparing


def piet() -> Nomination:
    return Nomination.objects.latest("number")


def say(family: Family, state: NominationState, *, is_parent: bool = False) -> None:
    said = DecideNomination(piet().number, state, reason="Er is een verbod.", is_parent=is_parent)
    decide_nomination(family.case, said, by=family.sanne, at=family.at)


def look(family: Family, by: int, ruling: Ruling | None = None, *, parent: bool = True, talked: bool = False) -> None:
    asked = LookAgain(piet().number, is_parent=parent, ruling=ruling, with_colleague=talked)
    look_again(family.case, asked, by=by, at=family.at)


def recorded() -> tuple[bool, str, bool]:
    return piet().is_parent, piet().ruling, piet().with_colleague


def asked_of_sanne(family: Family) -> list[str]:
    return [one.kind for one in home_sheet(family.case, viewer=family.sanne).now if one.kind == "look_again"]


@pytest.mark.parametrize("state", [NOT_NOW, EXCLUDED])
def test_keeping_out_a_parent_asks_for_a_ruling_and_holds_nothing_up(talked: Family, state: NominationState) -> None:
    say(talked, state, is_parent=True)
    assert asked_of_sanne(talked) == ["look_again"]
    assert "nomination" not in {gate.code for gate in missing_gates(Case.objects.get(id=talked.case))}
    look(talked, talked.sanne, Ruling.UNKNOWN)
    assert recorded() == (True, "unknown", False)
    assert not asked_of_sanne(talked)


def test_who_guides_says_it_too_and_that_they_talked_it_over(talked: Family) -> None:
    say(talked, NOT_NOW)
    assert not asked_of_sanne(talked)
    look(talked, talked.ria, talked=True)
    assert recorded() == (True, "", True)
    assert asked_of_sanne(talked) == ["look_again"]


def test_the_main_person_takes_neither_back(talked: Family) -> None:
    say(talked, NOT_NOW)
    look(talked, talked.ria, Ruling.NO, talked=True)
    look(talked, talked.sanne, parent=False, talked=False)
    say(talked, EXCLUDED, is_parent=False)
    assert recorded() == (True, "no", True)
    say(talked, AGREED)
    assert recorded() == (True, "", False)
    say(talked, NOT_NOW)
    look(talked, talked.sanne, talked=True)
    assert recorded() == (True, "", False)
    look(talked, talked.ria, parent=False)
    assert recorded() == (False, "", False)


def test_it_is_read_by_two_people_and_told_by_nothing(talked: Family) -> None:
    say(talked, EXCLUDED, is_parent=True)
    entries = JournalEntry.objects.count()
    look(talked, talked.ria, Ruling.YES, talked=True)
    assert JournalEntry.objects.count() == entries
    for seat in (talked.sanne, talked.ria, talked.truus):
        (card,) = [one for one in people_sheet(talked.case, viewer=seat).nominations if one.name == "piet"]
        read = (card.is_parent, card.ruling, card.with_colleague)
        assert read == ((False, None, False) if seat == talked.truus else (True, Ruling.YES, True))


def test_there_is_nothing_to_look_at_before_a_no_and_it_is_for_two_people(talked: Family) -> None:
    with unchanged(), breaks("nobody-is-kept-out"):
        look(talked, talked.ria)
    say(talked, NOT_NOW)
    with unchanged(), denied("needs-looks-again"):
        look(talked, talked.truus)
