"""A quiet yes: no seat and no day in the journal, gone when the case ends or its side leaves, and gone for good."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from gedragen.cases.declaring.commands import Withdraw, withdraw_declaration
from gedragen.cases.due import run_due
from gedragen.cases.ending.early import EndWithOwnPlan, StopInPreparation
from gedragen.cases.engine.erase_again import erase_again
from gedragen.cases.frame_test.commands.frame_test import ask_frame_test
from gedragen.cases.models import Case, Declaration, JournalEntry, Seat
from gedragen.cases.people.commands.seats import decline, erase_me
from gedragen.cases.people.commands.sides import SetSide, set_side
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.phases import (
    MoveOn,
    move_on,
)
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.store.erasure_list import read_list
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.consent import Answer
from gedragen.method.items import ItemKind
from gedragen.method.phases import Ending, Phase
from gedragen.notices.models import Delivery
from gedragen.notices.reading import read_journals, skip_what_was
from tests.support.cast import end_early, give_up
from tests.support.refusals import breaks
from tests.support.stage import on_stage
from tests.support.two_sides import (
    QUIET,
    SPOKEN,
    Sides,
    come_in,
    everything_said,
    later,
    make_sides,
    say,
    to_preparing,
)


def begun(at: datetime, file: str) -> Sides:
    return to_preparing(make_sides(at, file=file))


@pytest.fixture
def sides(db: None, at: datetime) -> Sides:
    return on_stage("sides, one of them quiet", lambda: begun(at, QUIET))


@pytest.fixture
def aloud(db: None, at: datetime) -> Sides:
    return on_stage("sides, none of them quiet", lambda: begun(at, SPOKEN))


def entries(sides: Sides) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(case=sides.case).order_by("number"))


def kept() -> list[Declaration]:
    return list(Declaration.objects.filter(kind="responsibility"))


def waits(sides: Sides) -> bool:
    return "responsibility" in [gate.declaration for gate in missing_gates(Case.objects.get(id=sides.case))]


def deciding(sides: Sides) -> Sides:
    everything_said(sides)
    move_on(sides.case, MoveOn(Phase.PREPARING), by=sides.ria, at=later(sides, days=1))
    return sides


@pytest.mark.parametrize(("scene", "told"), [("aloud", ["declared"]), ("sides", [])])
def test_the_file_says_whether_the_journal_tells_of_it(
    request: pytest.FixtureRequest, scene: str, told: list[str]
) -> None:
    """The same act under two files that differ in this one key."""
    sides: Sides = request.getfixturevalue(scene)
    before = len(entries(sides))
    say(sides, "responsibility", sides.carl)
    assert [entry.kind for entry in entries(sides)[before:]] == told
    assert not waits(sides)


def test_the_journal_names_it_with_the_step_that_waited_for_it_and_nothing_else(sides: Sides) -> None:
    deciding(sides)
    named = [entry for entry in entries(sides) if "responsibility" in json.dumps(entry.data)]
    assert [(entry.kind, entry.by, entry.data) for entry in named] == [
        ("deciding-began", str(Seat.objects.get(id=sides.ria).number), {"declared": ["responsibility"]})
    ]
    assert verify_lines(list(export_lines(Case.objects.get(id=sides.case), at=sides.at, reads=whole))).ok


def test_no_row_and_no_mail_keeps_its_day(sides: Sides) -> None:
    skip_what_was(sides.case)
    Delivery.objects.all().delete()
    say(sides, "responsibility", sides.carl)
    read_journals(at=later(sides, days=3))
    assert [one.at for one in kept()] == [Case.objects.get(id=sides.case).opened_at]
    assert not Delivery.objects.exists()


def test_it_is_said_once_and_taken_back_as_quietly(sides: Sides) -> None:
    before = entries(sides)
    say(sides, "responsibility", sides.carl)
    with breaks("declared-already"):
        say(sides, "responsibility", sides.carl)
    withdraw_declaration(sides.case, Withdraw("responsibility"), by=sides.carl, at=later(sides, hours=1))
    assert entries(sides) == before
    assert (kept(), waits(sides)) == ([], True)


def test_taken_back_aloud_a_row_stays(aloud: Sides) -> None:
    say(aloud, "responsibility", aloud.carl)
    withdraw_declaration(aloud.case, Withdraw("responsibility"), by=aloud.carl, at=aloud.at)
    assert [one.withdrawn_at for one in kept()] == [aloud.at]


def agreed(sides: Sides, text: ItemText) -> None:
    item = write_item(sides.case, text, by=sides.hanna, at=sides.at)
    open_rounds(sides.case, OpenRounds((item,), sides.at + timedelta(days=1)), by=sides.ria, at=sides.at)
    for seat in sides.people:
        answer_item(sides.case, AnswerItem(item, 1, Answer.YES), by=seat, at=sides.at)
    run_due(at=later(sides, days=2))


def carried(sides: Sides) -> None:
    agreed(sides, ItemText("De schuur", "Carl bouwt hem op."))
    say(sides, "settled", sides.hanna)
    ask_frame_test(sides.case, by=sides.ria, at=sides.at)
    agreed(sides, ItemText("Klaar", "Hij staat er weer.", kind=ItemKind.CLOSING))


def no_plan(sides: Sides) -> None:
    sides.at = give_up(sides.case, by=sides.ria, at=sides.at)


def withdrawn(sides: Sides) -> None:
    withdraw_declaration(sides.case, Withdraw("own_yes"), by=sides.hanna, at=sides.at)


def own_plan(sides: Sides) -> None:
    sides.at = end_early(sides.case, EndWithOwnPlan("Carl bouwt hem op."), by=sides.ria, at=sides.at)


def stopped(sides: Sides) -> None:
    sides.at = end_early(sides.case, StopInPreparation("Het kwam te vroeg."), by=sides.ria, at=sides.at)


ENDS: dict[Ending, tuple[Callable[[Sides], Sides], Callable[[Sides], None]]] = {
    Ending.CARRIED: (deciding, carried),
    Ending.NO_PLAN: (deciding, no_plan),
    Ending.WITHDRAWN_BY_PARTY: (everything_said, withdrawn),
    Ending.PLAN_WITHOUT_MEETING: (everything_said, own_plan),
    Ending.STOPPED_IN_PREPARATION: (everything_said, stopped),
}


@pytest.mark.parametrize("ending", Ending)
def test_it_goes_however_the_case_ends(sides: Sides, ending: Ending) -> None:
    until, ends = ENDS[ending]
    until(sides)
    (row,) = kept()
    ends(sides)
    assert Case.objects.get(id=sides.case).ending == ending
    assert kept() == []
    assert [one.declarations for one in read_list() if one.declarations] == [(row.pk,)]


@pytest.mark.parametrize("ending", Ending)
def test_what_is_not_quiet_stays_as_it_was_said(aloud: Sides, ending: Ending) -> None:
    until, ends = ENDS[ending]
    until(aloud)
    ends(aloud)
    assert [one.by_id for one in kept()] == [aloud.carl]


@pytest.mark.parametrize("goes", [decline, erase_me])
def test_it_goes_with_whoever_leaves_and_stays_with_the_others(sides: Sides, goes: Callable[..., None]) -> None:
    brother = come_in(sides, "Bas Bos", "caused")
    for seat in (sides.carl, brother):
        say(sides, "responsibility", seat)
    goes(sides.case, by=brother, at=sides.at)
    assert [one.by_id for one in kept()] == [sides.carl]


@pytest.mark.parametrize("goes", [decline, erase_me])
def test_with_the_last_of_a_side_all_of_it_goes(sides: Sides, goes: Callable[..., None]) -> None:
    friend = come_in(sides, "Fien Smit", "harmed")
    say(sides, "responsibility", sides.carl)
    goes(sides.case, by=friend, at=sides.at)
    assert kept()
    goes(sides.case, by=sides.hanna, at=sides.at)
    assert kept() == []


def test_who_is_put_on_another_side_leaves_none_of_it_behind(sides: Sides) -> None:
    say(sides, "responsibility", sides.carl)
    set_side(sides.case, SetSide(sides.carl, "around", "caused"), by=sides.ria, at=sides.at)
    assert kept() == []


def put_back(row: Declaration) -> None:
    """As a restored backup would have it."""
    Declaration.objects.bulk_create([row])


@pytest.mark.parametrize("goes", [withdrawn, lambda sides: decline(sides.case, by=sides.carl, at=sides.at)])
def test_a_restored_backup_does_not_bring_it_back(sides: Sides, goes: Callable[[Sides], None]) -> None:
    everything_said(sides)
    (row,) = kept()
    goes(sides)
    put_back(row)
    erase_again(at=later(sides, days=1), everything=True)
    assert kept() == []


def test_the_number_of_a_row_that_went_is_never_given_out_again(sides: Sides) -> None:
    say(sides, "responsibility", sides.carl)
    (row,) = kept()
    withdraw_declaration(sides.case, Withdraw("responsibility"), by=sides.carl, at=sides.at)
    erase_again(at=sides.at, everything=True)
    say(sides, "responsibility", sides.carl)
    assert kept()[0].pk > row.pk


def test_it_goes_with_somebody_who_is_forgotten_again(sides: Sides) -> None:
    say(sides, "responsibility", sides.carl)
    (row,) = kept()
    seat = Seat.objects.filter(id=sides.carl).values().get()
    erase_me(sides.case, by=sides.carl, at=sides.at)
    Seat.objects.filter(id=sides.carl).update(**{key: seat[key] for key in ("erased_at", "declined_at")})
    put_back(row)
    erase_again(at=later(sides, days=1), everything=True)
    assert kept() == []
