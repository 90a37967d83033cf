"""Many people join at one moment: nobody waits for another, and nothing shown is older than what is committed."""

from datetime import datetime
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from gedragen.access.doing import Role
from gedragen.cases import sealing
from gedragen.cases.due import run_due
from gedragen.cases.engine.seats import people
from gedragen.cases.engine.snapshot import snapshot_of
from gedragen.cases.guiding.queries import cockpit_sheet
from gedragen.cases.models import Reply, Seat
from gedragen.cases.people.commands.seats import decline, join
from gedragen.cases.people.queries.people import people_sheet
from gedragen.cases.preparing.commands.preparation import BringView, RecordPreparation, bring_view, record_preparation
from gedragen.cases.state.gates import gates
from gedragen.cases.state.headcount import reach
from gedragen.cases.store.entries import OWN_ACTS_SEALED, Topic
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.broken import RuleBroken
from tests.support.cast import THEIRS, Cast, invited, make_case, to_preparing
from tests.support.dump import entries
from tests.support.refusals import breaks
from tests.support.together import together

pytestmark = pytest.mark.django_db(transaction=True)

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite has one writer at a time: no two joins are open beside each other there",
)
JOINS, CALLERS = 1_000, 8


@pytest.fixture
def preparing(at: datetime) -> Cast:
    return to_preparing(make_case(at))


def looked_at(cast: Cast, seats: list[int]) -> tuple[object, ...]:
    """What pages, counts and gates say of these people now, from what this process remembers."""
    seen = snapshot_of(cast.case)
    shown = {person.seat_id for person in people_sheet(cast.case, viewer=cast.bram).people}
    talks = {gate.about for gate in gates(seen) if gate.code == "preparation"}
    overview = cockpit_sheet(cast.case, viewer=cast.ria)
    numbers = {seat.pk: seat.number for seat in people(seen, seats)}
    return (
        reach(seen).joined,
        overview.reach.joined,
        [seat.standing.has_joined for seat in people(seen, seats)],
        [seat in shown for seat in seats],
        [numbers[seat] in talks for seat in seats],
    )


@on_postgresql
def test_two_joins_open_crosswise_and_committed_the_other_way_round(preparing: Cast) -> None:
    kees, lotte = (invited(preparing, name, Role.PARTICIPANT) for name in ("Kees", "Lotte"))
    seats = [kees, lotte]
    before = reach(snapshot_of(preparing.case)).joined
    kees_is_in, lotte_is_in, lotte_is_done = Event(), Event(), Event()
    seen: list[tuple[object, ...]] = [looked_at(preparing, seats)]

    def kees_joins() -> None:
        with transaction.atomic():
            join(preparing.case, by=kees, at=preparing.at)
            kees_is_in.set()
            lotte_is_done.wait(timeout=60)

    def lotte_joins() -> None:
        kees_is_in.wait(timeout=60)
        with transaction.atomic():
            join(preparing.case, by=lotte, at=preparing.at)
            lotte_is_in.set()
        # Kees began first, and is not committed yet.
        seen.append(looked_at(preparing, seats))
        lotte_is_done.set()

    assert together(kees_joins, lotte_joins) == [None, None]
    seen.append(looked_at(preparing, seats))
    assert lotte_is_in.is_set()
    none, one, both = [False, False], [False, True], [True, True]
    assert seen == [
        (before, before, none, none, none),
        (before + 1, before + 1, one, one, one),
        (before + 2, before + 2, both, both, both),
    ]


@on_postgresql
def test_a_thousand_joins_beside_shared_acts_end_without_a_deadlock(preparing: Cast) -> None:
    first = Seat.objects.filter(case=preparing.case).count() + 1
    at = preparing.at
    Seat.objects.bulk_create(
        Seat(case_id=preparing.case, number=first + one, role=Role.PARTICIPANT, decides=True, invited_at=at)
        for one in range(JOINS)
    )
    seats = list(Seat.objects.filter(case=preparing.case, number__gte=first).values_list("id", flat=True))

    def joins(some: list[int]) -> None:
        for seat in some:
            join(preparing.case, by=seat, at=at)
            if seat % 10 == 0:
                decline(preparing.case, by=seat, at=at)

    def shares() -> None:
        for _ in range(100):
            bring_view(preparing.case, BringView("Sluiten is beter."), by=preparing.bram, at=at)
            run_due(at=at)

    parts = [partial(joins, seats[one::CALLERS]) for one in range(CALLERS)]
    assert together(*parts, shares) == [None] * (CALLERS + 1)
    run_due(at=at)
    left = sum(seat % 10 == 0 for seat in seats)
    assert reach(snapshot_of(preparing.case)).declined == left
    joined = [seat for entry in entries(preparing, OWN_ACTS_SEALED) for seat in entry.data.get("joined", [])]
    assert set(range(first, first + JOINS)) <= set(joined)
    assert not Reply.objects.filter(sealed_at__isnull=True).exists()
    case = Seat.objects.get(id=preparing.ria).case
    assert verify_lines(export_lines(case, at=at, reads=whole)).ok


def test_after_many_joins_the_next_one_seals_them(preparing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MANY", 2)
    for name in ("Kees", "Lotte", "Piet"):
        join(preparing.case, by=invited(preparing, name, Role.PARTICIPANT), at=preparing.at)
    assert not Reply.objects.filter(case=preparing.case, sealed_at__isnull=True).exists()
    assert len(entries(preparing, OWN_ACTS_SEALED)[-1].data["joined"]) == 3


def test_one_seat_joins_once_also_when_it_is_asked_twice_at_one_moment(preparing: Cast) -> None:
    kees = invited(preparing, "Kees", Role.PARTICIPANT)
    click = partial(join, preparing.case, by=kees, at=preparing.at)
    outcomes = together(click, click)
    assert {type(one) for one in outcomes} == {type(None), RuleBroken}
    assert Reply.objects.filter(seat=kees).count() == 1


def test_sealing_moves_no_number_and_a_talk_with_who_just_joined_can_be_written_down(preparing: Cast) -> None:
    kees = invited(preparing, "Kees", Role.PARTICIPANT)
    with breaks("has-not-joined"):
        record_preparation(preparing.case, RecordPreparation(kees, spoken=THEIRS), by=preparing.ria, at=preparing.at)
    join(preparing.case, by=kees, at=preparing.at)
    number = snapshot_of(preparing.case).version.number(Topic.PEOPLE)
    run_due(at=preparing.at)
    assert snapshot_of(preparing.case).version.number(Topic.PEOPLE) == number
    record_preparation(preparing.case, RecordPreparation(kees, spoken=THEIRS), by=preparing.ria, at=preparing.at)
