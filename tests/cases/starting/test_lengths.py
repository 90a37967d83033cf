"""How long something takes here: filled in by who guides or sets the limits, and never over what somebody else did."""

from datetime import datetime

import pytest

from gedragen.access.doing import Denied, NotFound
from gedragen.cases.models import Case, JournalEntry
from gedragen.cases.starting.commands.lengths import SetLength, set_length
from gedragen.cases.starting.entries import LENGTH_SET
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.deadlines import Unit
from tests.support.cast import Cast, make_case
from tests.support.own_file import TO_FILL_IN, add_own

SIX_WEEKS = SetLength("decision", Unit.WEEKS, 6)


@pytest.fixture
def begun(db: None, at: datetime) -> Cast:
    return make_case(at, approach=add_own(at, TO_FILL_IN))


def lengths(cast: Cast) -> object:
    return Case.objects.get(id=cast.case).lengths


@pytest.mark.parametrize("who", ["ria", "otto", "wim"])
def test_who_guides_or_sets_the_limits_fills_it_in(begun: Cast, who: str) -> None:
    set_length(begun.case, SIX_WEEKS, by=getattr(begun, who), at=begun.at)
    assert lengths(begun) == {"decision": ["weeks", 6]}
    entry = JournalEntry.objects.filter(case=begun.case).latest("number")
    assert (entry.kind, entry.data) == (LENGTH_SET, {"setting": "decision", "unit": "weeks", "number": 6})


def test_nobody_else_does(begun: Cast) -> None:
    with pytest.raises(Denied, match="not-your-role"):
        set_length(begun.case, SIX_WEEKS, by=begun.anna, at=begun.at)
    assert not lengths(begun)


def test_it_can_be_said_differently_by_who_saw_what_stood_there(begun: Cast) -> None:
    set_length(begun.case, SIX_WEEKS, by=begun.ria, at=begun.at)
    ten_days = ("decision", Unit.WORKING_DAYS, 10)
    with pytest.raises(RuleBroken, match="length-has-changed"):
        set_length(begun.case, SetLength(*ten_days), by=begun.otto, at=begun.at)
    with pytest.raises(RuleBroken, match="nothing-changed"):
        set_length(begun.case, SetLength("decision", Unit.WEEKS, 6, was="weeks-6"), by=begun.otto, at=begun.at)
    set_length(begun.case, SetLength(*ten_days, was="weeks-6"), by=begun.otto, at=begun.at)
    assert lengths(begun) == {"decision": ["working_days", 10]}


@pytest.mark.parametrize("number", [0, -1, 201, 2**70])
def test_no_term_is_that_long(begun: Cast, number: int) -> None:
    with pytest.raises(RuleBroken, match="length-out-of-reach"):
        set_length(begun.case, SetLength("decision", Unit.WEEKS, number), by=begun.ria, at=begun.at)
    assert not lengths(begun)


def test_what_this_approach_does_not_leave_open_cannot_be_filled_in(begun: Cast) -> None:
    with pytest.raises(NotFound):
        set_length(begun.case, SetLength("inquiry", Unit.WEEKS, 6), by=begun.ria, at=begun.at)


def test_an_approach_without_such_a_term_asks_for_none(db: None, at: datetime) -> None:
    plain = make_case(at)
    with pytest.raises(Denied, match="needs-has-settings"):
        set_length(plain.case, SIX_WEEKS, by=plain.ria, at=at)
