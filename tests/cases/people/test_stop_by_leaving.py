"""Where the approach says so, leaving ends it for everybody: one act, and nothing tells whose it was."""

from datetime import datetime

import pytest

from gedragen.access.doing import Action, Denied
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.models import Case, JournalEntry, Seat
from gedragen.cases.people.commands.seats import decline, erase_me, stop_by_leaving
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.phases import Ending
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals, skip_what_was
from tests.support.dump import unchanged
from tests.support.refusals import denied
from tests.support.stage import on_stage
from tests.support.two_sides import (
    ENDS_BY_LEAVING,
    Sides,
    everything_said,
    invited,
    later,
    make_sides,
    to_deciding,
    to_preparing,
)

GOES_ON = ENDS_BY_LEAVING.replace(", stops = true", "")


@pytest.fixture
def sides(db: None, at: datetime) -> Sides:
    return on_stage("sides that leaving ends", lambda: to_preparing(make_sides(at, file=ENDS_BY_LEAVING)))


@pytest.fixture
def going_on(db: None, at: datetime) -> Sides:
    return on_stage("sides that one leaves", lambda: to_preparing(make_sides(at, file=GOES_ON)))


def case_of(sides: Sides) -> Case:
    return Case.objects.get(id=sides.case)


def newest(sides: Sides, entries: int = 1) -> list[tuple[str, str, dict[str, object]]]:
    found = JournalEntry.objects.filter(case=sides.case).order_by("number")
    return [(one.kind, one.by, one.data) for one in found][-entries:]


@pytest.mark.parametrize("name", ["hanna", "carl", "aisha"])
@pytest.mark.parametrize("until", [lambda sides: sides, everything_said, to_deciding])
def test_it_ends_for_everybody_and_nothing_of_the_seat_changes(sides: Sides, name: str, until: object) -> None:
    assert callable(until)
    until(sides)
    seats = list(Seat.objects.values())
    stop_by_leaving(sides.case, by=getattr(sides, name), at=later(sides, hours=1))
    case = case_of(sides)
    assert (case.ending, case.closed_at) == (Ending.WITHDRAWN_BY_PARTY, sides.at)
    assert newest(sides) == [("withdrawn-by-party", "somebody", {})]
    assert list(Seat.objects.values()) == seats
    assert not case.replies.filter(joins=False).exists()
    assert verify_lines(list(export_lines(case, at=sides.at, reads=whole))).ok


def test_everybody_hears_that_it_ended_and_who_left_as_well(sides: Sides) -> None:
    skip_what_was(sides.case)
    Delivery.objects.all().delete()
    stop_by_leaving(sides.case, by=sides.carl, at=sides.at)
    read_journals(at=sides.at)
    told = Delivery.objects.values_list("seat", "notice")
    assert set(told) == {(seat, "withdrawn-by-party") for seat in (*sides.people, sides.ria)}


def test_there_is_no_other_way_to_leave_by_which_one_is_named(sides: Sides) -> None:
    can = home_sheet(sides.case, viewer=sides.carl).head.can
    assert Action.STOP_BY_LEAVING in can
    assert Action.DECLINE not in can
    with unchanged(), denied("unless-leaving-stops"):
        decline(sides.case, by=sides.carl, at=sides.at)


def test_the_file_says_whether_it_ends(going_on: Sides) -> None:
    with unchanged(), denied("needs-leaving-stops"):
        stop_by_leaving(going_on.case, by=going_on.carl, at=going_on.at)
    decline(going_on.case, by=going_on.carl, at=going_on.at)
    assert case_of(going_on).closed_at is None


def test_who_was_only_invited_says_no_and_ends_nothing(sides: Sides) -> None:
    bas = invited(sides, "Bas Bos", "caused")
    with unchanged(), denied("join-first"):
        stop_by_leaving(sides.case, by=bas, at=sides.at)
    decline(sides.case, by=bas, at=sides.at)
    assert case_of(sides).closed_at is None


def test_who_guides_is_of_no_side(sides: Sides) -> None:
    with unchanged(), denied("not-your-role"):
        stop_by_leaving(sides.case, by=sides.ria, at=sides.at)


def test_it_ends_once(sides: Sides) -> None:
    stop_by_leaving(sides.case, by=sides.carl, at=sides.at)
    with unchanged(), pytest.raises(Denied, match="case-is-closed"):
        stop_by_leaving(sides.case, by=sides.hanna, at=sides.at)


def test_who_wants_to_be_forgotten_ends_it_too_and_the_journal_does_not_number_them(sides: Sides) -> None:
    erase_me(sides.case, by=sides.carl, at=sides.at)
    assert newest(sides, 2) == [("withdrawn-by-party", "somebody", {}), ("seat-erased", "somebody", {})]
    assert Seat.objects.get(id=sides.carl).erased_at == sides.at
    assert case_of(sides).ending == Ending.WITHDRAWN_BY_PARTY


def test_who_is_forgotten_after_it_ended_is_numbered_as_always(sides: Sides) -> None:
    stop_by_leaving(sides.case, by=sides.hanna, at=sides.at)
    erase_me(sides.case, by=sides.carl, at=sides.at)
    number = Seat.objects.get(id=sides.carl).number
    assert newest(sides) == [("seat-erased", str(number), {"seat": number})]
