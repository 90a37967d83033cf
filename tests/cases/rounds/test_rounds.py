"""Rounds: opened by the facilitator, closed by time or by the last answer, silent about their outcome until then."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.engine.snapshot import fresh, snapshot_of
from gedragen.cases.models import Case, Objection, Round, RoundAnswer, SilentContact, Words
from gedragen.cases.people.commands.acquaintances import KnowPerson, know_person
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.plan.queries.plan import plan_sheet
from gedragen.cases.rounds.commands.rounds import (
    AskEveryone,
    BringObjection,
    CloseRound,
    OpenRounds,
    RecordContact,
    ask_everyone,
    bring_objection,
    close_round,
    open_rounds,
    record_contact,
)
from gedragen.cases.rounds.entries import (
    ANSWERS_VOIDED,
    CASE_CLOSED,
    OBJECTION_BROUGHT,
    ROUND_CLOSED,
    ROUND_EXTENDED,
    ROUND_OPENED,
    ROUND_WAITS,
    SILENT_CONTACTED,
)
from gedragen.cases.rounds.queries.rounds import Counted
from gedragen.cases.starting.commands.opening import SetLevel, set_level
from gedragen.cases.state.plan_state import stands
from gedragen.cases.state.silence import waits_for
from gedragen.method.consent import Answer, Outcome
from gedragen.method.constitution.levels import Level
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.promise import Rung
from gedragen.method.terms import term
from tests.support.cast import (
    PROMISE,
    Cast,
    answer,
    as_example,
    come_in,
    everyone_says_yes,
    later,
    make_case,
    reach_everybody_silent,
    to_deciding,
    to_preparing,
    with_items,
    with_rounds,
)
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied


@pytest.fixture
def asking(deciding: Cast) -> Cast:
    return with_rounds(with_items(deciding))


def round_of(cast: Cast, number: int = 1) -> Round:
    return Round.objects.get(case=cast.case, number=number)


def close(cast: Cast, number: int = 1, *, at: datetime | None = None) -> None:
    close_round(cast.case, CloseRound(round_of(cast, number).pk), by=CLOCK, at=at or cast.at)


def state(cast: Cast, number: int = 1) -> ItemState:
    return stands(fresh(cast.case))[number].state


def test_a_round_asks_about_the_newest_text_until_one_moment(deciding: Cast) -> None:
    with_items(deciding)
    with tells(deciding, ROUND_OPENED, ROUND_OPENED):
        with_rounds(deciding)
    assert {round_.closes_at for round_ in Round.objects.all()} == {term(deciding.at, 14)}
    assert state(deciding) is ItemState.IN_ROUND


def test_no_round_about_nothing_or_about_an_item_that_is_not_there(deciding: Cast) -> None:
    closes_at = term(deciding.at, 14)
    for items, code in (([], "no-items-chosen"), ([9], "no-such-item")):
        with unchanged(), breaks(code):
            open_rounds(deciding.case, OpenRounds(tuple(items), closes_at=closes_at), by=deciding.ria, at=deciding.at)


def test_people_get_time_to_answer(deciding: Cast) -> None:
    with_items(deciding)
    with unchanged(), breaks("round-must-close-later"):
        open_rounds(deciding.case, OpenRounds((1,), closes_at=deciding.at), by=deciding.ria, at=deciding.at)


def test_one_item_that_cannot_be_asked_opens_no_round_at_all(asking: Cast) -> None:
    write_item(asking.case, ItemText("Een bar", "Koffie."), by=asking.anna, at=asking.at)
    with unchanged(), breaks("round-is-open"):
        open_rounds(asking.case, OpenRounds((1, 3), closes_at=term(asking.at, 14)), by=asking.ria, at=asking.at)


def test_only_the_facilitator_opens_rounds(deciding: Cast) -> None:
    with_items(deciding)
    with unchanged(), denied("not-your-role"):
        open_rounds(deciding.case, OpenRounds((1,), closes_at=term(deciding.at, 14)), by=deciding.anna, at=deciding.at)


def test_the_last_answer_closes_the_round(asking: Cast) -> None:
    for seat in asking.deciders[:-1]:
        answer(asking, seat)
    with tells(asking, ROUND_CLOSED):
        answer(asking, asking.jan, Answer.ABSTENTION)
    assert (round_of(asking).outcome, round_of(asking).closed_at) == (Outcome.PASSED, asking.at)
    assert set(round_of(asking).decided_by.values_list("id", flat=True)) == set(asking.deciders)


def test_before_its_moment_nobody_closes_a_round_that_waits(asking: Cast) -> None:
    answer(asking, asking.anna)
    with unchanged(), breaks("round-is-open"):
        close(asking)


def test_silence_gives_seven_more_days_and_then_no_yes(asking: Cast) -> None:
    know_person(asking.case, KnowPerson(asking.bram), by=asking.jan, at=asking.at)
    answer(asking, asking.bram)
    later(asking, days=15)
    with tells(asking, ROUND_EXTENDED):
        close(asking)
    assert round_of(asking).extra_until == term(asking.at, 7)
    reach_everybody_silent(asking, 1)
    later(asking, days=8)
    with tells(asking, ROUND_CLOSED):
        close(asking)
    assert round_of(asking).outcome == Outcome.TOO_FEW
    assert RoundAnswer.objects.count() == 1


def test_nobody_is_passed_over_whom_nobody_called_on(asking: Cast) -> None:
    for seat in (asking.bram, asking.anna, asking.fatima):
        answer(asking, seat)
    close(asking, at=later(asking, days=15))
    # A call that nobody answered, twice on one day, is one try.
    for _ in range(2):
        record_contact(asking.case, RecordContact(1, asking.jan, reached=False), by=asking.ria, at=asking.at)
    with tells(asking, ROUND_WAITS):
        close(asking, at=later(asking, days=8))
    assert entries(asking)[-1].data == {"round": 1, "item": 1, "to_call": 1}
    with unchanged(), breaks("round-is-open"):
        close(asking, at=later(asking, days=30))
    # Until then people can answer, and change what they said.
    answer(asking, asking.fatima, Answer.ABSTENTION)
    record_contact(asking.case, RecordContact(1, asking.jan, reached=False), by=asking.ria, at=asking.at)
    close(asking)
    assert (round_of(asking).outcome, round_of(asking).not_reached) == (Outcome.PASSED, 1)


def test_while_it_waits_for_calls_the_last_answer_closes_it(asking: Cast) -> None:
    for seat in (asking.bram, asking.anna, asking.fatima):
        answer(asking, seat)
    close(asking, at=later(asking, days=15))
    close(asking, at=later(asking, days=8))
    answer(asking, asking.jan, Answer.OBJECTION, reason="Te duur.")
    assert round_of(asking).outcome == Outcome.OBJECTED


def test_who_must_carry_it_is_waited_for_and_not_passed_over(asking: Cast) -> None:
    for seat in (asking.anna, asking.fatima, asking.jan):
        answer(asking, seat)
    with tells(asking, ROUND_EXTENDED):
        answer(asking, asking.bram, Answer.ABSTENTION)
    later(asking, days=30)
    close(asking)
    assert (round_of(asking).outcome, state(asking)) == (Outcome.NOT_PASSED, ItemState.NOT_PASSED)


def test_who_carries_it_may_still_say_yes_in_the_extra_days(asking: Cast) -> None:
    for seat in (asking.anna, asking.fatima, asking.jan):
        answer(asking, seat)
    answer(asking, asking.bram, Answer.ABSTENTION)
    later(asking, days=10)
    with tells(asking, ROUND_CLOSED):
        answer(asking, asking.bram)
    assert round_of(asking).outcome == Outcome.PASSED


def test_who_leaves_during_a_round_no_longer_counts(asking: Cast) -> None:
    answer(asking, asking.fatima, Answer.OBJECTION, reason="Te duur.")
    decline(asking.case, by=asking.fatima, at=asking.at)
    for seat in (asking.anna, asking.bram, asking.jan):
        answer(asking, seat)
    assert round_of(asking).outcome == Outcome.PASSED
    plan = plan_sheet(asking.case, viewer=asking.anna)
    assert plan.items[0].round is not None
    assert plan.items[0].round.counted == Counted(yes=3, abstained=0, objections=0, not_reached=0, unknown_yes=2)
    assert (plan.owned[1].decided, plan.owned_whole.decided) == (3, 3)


def test_who_joins_during_a_round_decides_too(asking: Cast) -> None:
    kees = come_in(asking, "Kees", Role.PARTICIPANT)
    with tells(asking):
        everyone_says_yes(asking)
    with tells(asking, ROUND_CLOSED):
        answer(asking, kees)


def test_a_closed_round_closes_no_second_time(asking: Cast) -> None:
    everyone_says_yes(asking)
    with unchanged(), breaks("round-is-closed"):
        close(asking)


def test_nobody_but_time_closes_a_round(asking: Cast) -> None:
    later(asking, days=30)
    with unchanged(), denied("not-your-role"):
        close_round(asking.case, CloseRound(round_of(asking).pk), by=asking.ria, at=asking.at)


def test_a_round_of_another_case_is_not_found(asking: Cast) -> None:
    other = with_rounds(with_items(to_deciding(to_preparing(make_case(asking.at)))))
    with unchanged(), pytest.raises(NotFound):
        close_round(asking.case, CloseRound(round_of(other).pk), by=CLOCK, at=asking.at)


def test_an_objection_without_a_name_tells_nobody_while_the_round_is_open(asking: Cast) -> None:
    with tells(asking):
        bring_objection(asking.case, BringObjection(1, "Iemand is bang."), by=asking.ria, at=asking.at)
    assert Objection.objects.get().reason.room.key == "ballot"
    with tells(asking, OBJECTION_BROUGHT, ROUND_CLOSED):
        everyone_says_yes(asking)
    assert (round_of(asking).outcome, state(asking)) == (Outcome.OBJECTED, ItemState.OBJECTED)
    assert Objection.objects.get().reason.room.key == "circle"
    assert entries(asking, OBJECTION_BROUGHT)[0].by == "somebody"


def test_an_objection_without_a_name_needs_a_reason_and_an_open_round(asking: Cast) -> None:
    with unchanged(), breaks("objection-needs-reason"):
        bring_objection(asking.case, BringObjection(1, " "), by=asking.ria, at=asking.at)
    everyone_says_yes(asking)
    with unchanged(), breaks("round-is-closed"):
        bring_objection(asking.case, BringObjection(1, "Te laat."), by=asking.ria, at=asking.at)


def test_reasons_are_read_by_the_others_after_the_round_and_not_before(asking: Cast) -> None:
    answer(asking, asking.fatima, Answer.OBJECTION, reason="Te duur.")
    reason = RoundAnswer.objects.get().reason
    assert reason is not None
    assert reason.room.key == "ballot"
    for seat in (asking.anna, asking.bram, asking.jan):
        answer(asking, seat)
    reason.refresh_from_db()
    assert reason.room.key == "circle"


def test_a_reason_that_was_taken_back_before_the_end_is_forgotten(asking: Cast) -> None:
    answer(asking, asking.fatima, Answer.OBJECTION, reason="Te duur.", item=2)
    answer(asking, asking.fatima, Answer.OBJECTION, reason="Te ver.")
    answer(asking, asking.fatima, Answer.OBJECTION, reason="Te laat.")
    bring_objection(asking.case, BringObjection(1, "Niet veilig."), by=asking.ria, at=asking.at)
    for seat in (asking.anna, asking.bram, asking.jan):
        answer(asking, seat)
    kept = Words.objects.filter(kind__in=["reason", "objection"]).order_by("id").values_list("room__key", "text")
    # The round about the other item goes on, and its answers stay shut.
    assert list(kept) == [("ballot", "Te duur."), ("ballot", ""), ("circle", "Te laat."), ("circle", "Niet veilig.")]


def test_calling_on_the_silent_is_recorded_without_telling_who(asking: Cast) -> None:
    with tells(asking, SILENT_CONTACTED):
        record_contact(asking.case, RecordContact(1, asking.jan, reached=False), by=asking.ria, at=asking.at)
    assert SilentContact.objects.get().seat_id == asking.jan
    counted = {"item": 1, "silent": 4, "contacted": 1}
    assert entries(asking)[-1].data == {"round": 1, "reached": False, **counted}
    everyone_says_yes(asking)
    with unchanged(), breaks("round-is-closed"):
        record_contact(asking.case, RecordContact(1, asking.jan, reached=True), by=asking.ria, at=asking.at)


@pytest.mark.parametrize("rung", [rung for rung in Rung if rung is not Rung.DIRECTING])
def test_below_the_fifth_rung_nobody_is_asked_for_consent(starting: Cast, rung: Rung) -> None:
    cast = with_items(to_deciding(to_preparing(starting, promise=replace(PROMISE, rung=rung))))
    with unchanged(), breaks("no-consent-below-rung-five"):
        with_rounds(cast)


def closing_round(cast: Cast) -> int:
    """Anna asks whether the people are done. Returns the number of the item."""
    done = ItemText("Klaar", "Wij zijn klaar.", kind=ItemKind.CLOSING)
    number = write_item(cast.case, done, by=cast.anna, at=cast.at)
    open_rounds(cast.case, OpenRounds((number,), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    return number


def test_the_people_close_their_own_case(carrying_out: Cast) -> None:
    number = closing_round(carrying_out)
    everyone_says_yes(carrying_out, item=number)
    case = Case.objects.get(id=carrying_out.case)
    assert (case.ending, case.closed_at) == ("carried", carrying_out.at)
    assert entries(carrying_out)[-1].kind == CASE_CLOSED
    as_example(carrying_out.case)
    with unchanged(), denied("case-is-closed"):
        set_level(
            carrying_out.case, SetLevel(Level.CONFLICT, was=Level.TENSION), by=carrying_out.ria, at=carrying_out.at
        )


def test_one_no_keeps_the_case_open(carrying_out: Cast) -> None:
    number = closing_round(carrying_out)
    for seat in carrying_out.deciders[:-1]:
        answer(carrying_out, seat, item=number)
    answer(carrying_out, carrying_out.jan, Answer.OBJECTION, item=number, reason="Het dak lekt nog.")
    assert Case.objects.get(id=carrying_out.case).closed_at is None


def test_what_still_ran_ends_with_the_case(carrying_out: Cast) -> None:
    cast = carrying_out
    open_item = write_item(cast.case, ItemText("Een bar", "Koffie."), by=cast.anna, at=cast.at)
    open_rounds(cast.case, OpenRounds((open_item,), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    number = closing_round(cast)
    everyone_says_yes(cast, item=number)
    assert not Round.objects.filter(closed_at__isnull=True).exists()
    assert [entry.kind for entry in entries(cast)[-3:]] == [ROUND_CLOSED, ANSWERS_VOIDED, CASE_CLOSED]


def test_the_announced_moment_is_local_midnight(asking: Cast) -> None:
    closes_at = round_of(asking).closes_at
    asking.at = closes_at - timedelta(microseconds=1)
    answer(asking, asking.anna)
    asking.at = closes_at
    with unchanged(), breaks("round-is-closed"):
        answer(asking, asking.bram)


def test_as_long_as_one_is_silent_nobody_looks_for_another(asking: Cast) -> None:
    seen = snapshot_of(asking.case)
    first = waits_for(seen, round_of(asking))
    others = {asking.anna, asking.bram, asking.jan, asking.fatima} - {first}
    for seat in sorted(others):
        answer(asking, seat)
        with CaptureQueriesContext(connection) as asked:
            assert waits_for(seen, round_of(asking)) == first
        # The round, and whether that one has answered.
        assert len(asked) == 2
    assert first is not None
    answer(asking, first)
    assert round_of(asking).outcome == Outcome.PASSED


def test_who_is_silent_is_found_in_whatever_order_people_answer(asking: Cast) -> None:
    silent = {asking.anna, asking.bram, asking.jan, asking.fatima}
    while len(silent) > 1:
        found = waits_for(snapshot_of(asking.case), round_of(asking))
        assert found in silent
        silent.remove(found)
        answer(asking, found)
    assert waits_for(snapshot_of(asking.case), round_of(asking)) in silent


def test_who_guides_does_not_hold_a_text_up_by_never_asking_about_it(deciding: Cast) -> None:
    with_items(deciding)
    asked = AskEveryone(1, version=1)
    with unchanged(), breaks("who-guides-asks-first"):
        ask_everyone(deciding.case, asked, by=deciding.bram, at=later(deciding, days=2))
    later(deciding, days=2)
    with unchanged(), denied("needs-decides"):
        ask_everyone(deciding.case, asked, by=deciding.petra, at=deciding.at)
    with unchanged(), breaks("item-has-changed"):
        ask_everyone(deciding.case, AskEveryone(1, version=2), by=deciding.bram, at=deciding.at)
    with tells(deciding, ROUND_OPENED):
        ask_everyone(deciding.case, asked, by=deciding.bram, at=deciding.at)
    days = Case.objects.get(id=deciding.case).approach.round_days
    assert Round.objects.get().closes_at == term(deciding.at, days)
    with unchanged(), breaks("text-was-asked"):
        ask_everyone(deciding.case, asked, by=deciding.anna, at=deciding.at)


def test_what_did_not_pass_is_asked_again_by_who_guides_alone(deciding: Cast) -> None:
    """One person could put the same text to everybody without end."""
    with_rounds(with_items(deciding))
    for seat in deciding.deciders:
        answer(deciding, seat, Answer.ABSTENTION)
    later(deciding, days=30)
    with unchanged(), breaks("text-was-asked"):
        ask_everyone(deciding.case, AskEveryone(1, version=1), by=deciding.bram, at=deciding.at)


def test_below_the_fifth_rung_nobody_asks_everyone(preparing: Cast) -> None:
    cast = to_preparing(make_case(preparing.at), promise=replace(PROMISE, rung=Rung.THINKING_ALONG))
    with_items(to_deciding(cast))
    with unchanged(), breaks("no-consent-below-rung-five"):
        ask_everyone(cast.case, AskEveryone(1, version=1), by=cast.bram, at=later(cast, days=5))
