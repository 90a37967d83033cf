"""Several people at one moment, on real connections: nothing is lost, and nobody is overwritten in silence."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction

from gedragen.access.doing import Action, Denied, Role
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.due import run_due
from gedragen.cases.engine.change import AlreadyDone, own_act
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, give_verdicts
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.models import (
    Case,
    Declaration,
    Frame,
    ItemVersion,
    Promise,
    Round,
    RoundAnswer,
    Seat,
    Task,
    View,
    Voice,
)
from gedragen.cases.people.commands.seats import join
from gedragen.cases.plan.commands import AgreeSafetyNet, ChangeItem, ItemText, agree_safety_net, change_item, write_item
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    GiveVoice,
    RecordPreparation,
    answer_view,
    bring_view,
    give_voice,
    record_preparation,
)
from gedragen.cases.rounds.commands.consent import TakeBack, take_back
from gedragen.cases.rounds.entries import ROUND_CLOSED, ROUND_EXTENDED
from gedragen.cases.starting.commands.opening import Introduce, OpenCase, bring_question, introduce, open_case
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.entries import DECIDING_BEGAN
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.broken import RuleBroken
from gedragen.method.consent import Answer, Outcome
from gedragen.method.constitution.levels import Level
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.frames import FrameText
from gedragen.method.phases import Phase
from gedragen.method.tasks import TaskState
from gedragen.people.accounts import make_account
from tests.support.cast import (
    FRAMES,
    INTRODUCTION,
    PROMISE,
    THEIRS,
    Cast,
    all_met,
    answer,
    come_in,
    invited,
    later,
    make_case,
    question_of,
    ria_account,
    the_decision,
    to_carrying_out,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
from tests.support.dump import entries
from tests.support.stage import on_stage
from tests.support.together import together

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


@pytest.fixture
def starting(at: datetime) -> Cast:
    return on_stage("starting", lambda: make_case(at))


@pytest.fixture
def preparing(at: datetime) -> Cast:
    return on_stage("preparing", lambda: to_preparing(make_case(at)))


@pytest.fixture
def deciding(at: datetime) -> Cast:
    return on_stage("deciding", lambda: to_deciding(to_preparing(make_case(at))))


@pytest.fixture
def asking(deciding: Cast) -> Cast:
    return with_rounds(with_items(deciding))


@pytest.fixture
def testing(deciding: Cast) -> Cast:
    return with_test(with_plan(deciding))


def refused(outcomes: list[object]) -> list[str]:
    """The codes of those that were refused, in words of the rule."""
    rules = [one.code for one in outcomes if isinstance(one, RuleBroken)]
    return rules + [one.reason for one in outcomes if isinstance(one, Denied)]


def failed(outcomes: list[object]) -> list[object]:
    """What nobody expects: an error that no page can tell in words."""
    known = (RuleBroken, Denied, AlreadyDone)
    return [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, known)]


def check_journal(cast: Cast) -> None:
    found = verify_lines(export_lines(Case.objects.get(id=cast.case), at=cast.at + timedelta(days=400), reads=whole))
    assert (found.ok, found.code) == (True, "intact")


def says(cast: Cast, seat: int, given: Answer = Answer.YES, *, once: str = "") -> Act:
    return lambda: answer(cast, seat, given, reason="Te duur.", once=once)


def test_two_answers_at_one_moment_both_count(asking: Cast) -> None:
    outcomes = together(says(asking, asking.anna), says(asking, asking.bram, Answer.OBJECTION))
    assert outcomes == [None, None]
    given = dict(RoundAnswer.objects.values_list("seat", "answer"))
    assert given == {asking.anna: Answer.YES, asking.bram: Answer.OBJECTION}


def test_all_last_answers_at_once_close_the_round_once(asking: Cast) -> None:
    outcomes = together(*(says(asking, seat) for seat in asking.deciders))
    assert outcomes == [None] * 4
    assert Round.objects.get(number=1).outcome == Outcome.PASSED
    assert [entry.data["answers"] for entry in entries(asking, ROUND_CLOSED)] == [4]
    check_journal(asking)


def test_two_answers_of_one_seat_at_one_moment_leave_one(asking: Cast) -> None:
    outcomes = together(says(asking, asking.anna), says(asking, asking.anna, Answer.OBJECTION))
    assert failed(outcomes) == []
    assert RoundAnswer.objects.filter(seat=asking.anna).count() == 1


def test_a_double_click_works_once(asking: Cast) -> None:
    click = says(asking, asking.anna, once="form 1")
    outcomes = together(click, click, click)
    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadyDone", "AlreadyDone", "NoneType"]
    assert RoundAnswer.objects.count() == 1


def test_a_double_click_on_a_shared_act_works_once(deciding: Cast) -> None:
    def click() -> object:
        return bring_view(deciding.case, BringView("Sluit het."), by=deciding.anna, at=deciding.at, once="form 1")

    outcomes = together(click, click)
    assert [type(one) for one in outcomes].count(AlreadyDone) == 1
    assert View.objects.count() == 1


def prepare_everyone(cast: Cast) -> None:
    for seat in cast.deciders:
        record_preparation(cast.case, RecordPreparation(seat, spoken=THEIRS), by=cast.ria, at=cast.at)


def test_a_double_click_on_moving_on_moves_one_phase(preparing: Cast) -> None:
    prepare_everyone(preparing)

    def click() -> None:
        move_on(preparing.case, MoveOn(expected=Phase.PREPARING), by=preparing.ria, at=preparing.at, once="form 1")

    outcomes = together(click, click)
    assert [type(one) for one in outcomes].count(AlreadyDone) == 1
    assert len(entries(preparing, DECIDING_BEGAN)) == 1


def test_two_moving_on_from_the_same_old_page_move_one_phase(preparing: Cast) -> None:
    prepare_everyone(preparing)

    def press() -> None:
        move_on(preparing.case, MoveOn(expected=Phase.PREPARING), by=preparing.ria, at=preparing.at)

    assert len(refused(together(press, press))) == 1
    assert len(entries(preparing, DECIDING_BEGAN)) == 1


def test_the_authority_testing_while_an_item_changes(testing: Cast) -> None:
    text = ItemText("Alleen zaterdag", "Van tien tot vier.")

    def change() -> None:
        change_item(testing.case, ChangeItem(2, text, because="Te veel.", version=1), by=testing.anna, at=testing.at)

    def test() -> None:
        give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=testing.otto, at=testing.at)

    outcomes = together(change, test)
    assert failed(outcomes) == []
    moved_on = Case.objects.get(id=testing.case).phase == Phase.CARRYING_OUT
    # Either the verdict was first, and the change is one of carrying out; or it found its test void.
    assert refused(outcomes) == ([] if moved_on else ["test-is-over"])
    assert ItemVersion.objects.filter(item__number=2).count() == 2
    check_journal(testing)


def test_a_yes_taken_back_during_a_test(testing: Cast) -> None:
    def back() -> None:
        take_back(testing.case, TakeBack(1, because="Ik ben ziek."), by=testing.jan, at=testing.at)

    def test() -> None:
        give_verdicts(testing.case, GiveVerdicts(1, all_met()), by=testing.otto, at=testing.at)

    outcomes = together(back, test)
    assert failed(outcomes) == []
    moved_on = Case.objects.get(id=testing.case).phase == Phase.CARRYING_OUT
    assert refused(outcomes) == ([] if moved_on else ["test-is-over"])
    assert Round.objects.filter(item__number=1, closed_at__isnull=True).count() == 1
    check_journal(testing)


def test_two_changes_of_one_item_keep_one_and_tell_the_other(deciding: Cast) -> None:
    with_items(deciding)

    def change(seat: int, title: str) -> Act:
        text = ItemText(title, "Wat.")
        return lambda: change_item(
            deciding.case, ChangeItem(1, text, because="Zo.", version=1), by=seat, at=deciding.at
        )

    outcomes = together(change(deciding.anna, "Van Anna"), change(deciding.bram, "Van Bram"))
    assert refused(outcomes) == ["item-has-changed"]
    assert ItemVersion.objects.filter(item__number=1).count() == 2


def test_two_changes_of_one_frame_keep_one_and_tell_the_other(starting: Cast) -> None:
    write_frame(starting.case, WriteFrame(FRAMES[0]), by=starting.wim, at=starting.at)

    def change(seat: int, frame: FrameText) -> Act:
        return lambda: write_frame(starting.case, WriteFrame(frame, number=1, version=1), by=seat, at=starting.at)

    outcomes = together(change(starting.wim, FRAMES[1]), change(starting.otto, FRAMES[2]))
    assert refused(outcomes) == ["frame-has-changed"]
    assert Frame.objects.filter(number=1).count() == 2


def test_two_first_promises_keep_one_and_tell_the_other(starting: Cast) -> None:
    def promise(seat: int) -> Act:
        return lambda: write_promise(starting.case, WritePromise(PROMISE), by=seat, at=starting.at)

    assert refused(together(promise(starting.wim), promise(starting.otto))) == ["promise-has-changed"]
    assert Promise.objects.count() == 1


def test_nobody_confirms_a_frame_that_is_changed_in_that_moment(starting: Cast) -> None:
    write_frame(starting.case, WriteFrame(FRAMES[0]), by=starting.wim, at=starting.at)
    write_promise(starting.case, WritePromise(PROMISE), by=starting.wim, at=starting.at)

    def change() -> None:
        write_frame(starting.case, WriteFrame(FRAMES[1], number=1, version=1), by=starting.wim, at=starting.at)

    def confirm() -> None:
        confirm_promise(starting.case, ConfirmPromise(1, frames=((1, 1),)), by=starting.otto, at=starting.at)

    outcomes = together(change, confirm)
    assert failed(outcomes) == []
    # Either the change was first, and who confirms is told; or it takes the confirmation away.
    assert refused(outcomes) in ([], ["promise-has-changed"])
    assert not Declaration.objects.filter(kind="promise", withdrawn_at__isnull=True).exists()


def test_two_texts_for_when_it_goes_wrong_keep_one_and_tell_the_other(deciding: Cast) -> None:
    def agree(seat: int) -> Act:
        return lambda: agree_safety_net(deciding.case, AgreeSafetyNet("Bel mij."), by=seat, at=deciding.at)

    assert refused(together(*(agree(seat) for seat in deciding.deciders))) == ["text-has-changed"] * 3


def test_two_answers_to_one_view_keep_one_and_tell_the_other(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Sluit het."), by=preparing.jan, at=preparing.at)

    def answer_it(seat: int) -> Act:
        return lambda: answer_view(preparing.case, AnswerView(1, "Nee."), by=seat, at=preparing.at)

    assert refused(together(answer_it(preparing.anna), answer_it(preparing.bram))) == ["text-has-changed"]


def test_two_introductions_keep_one_and_tell_the_other(starting: Cast) -> None:
    read = Case.objects.get(id=starting.case).title_id or 0

    def change() -> None:
        introduce(starting.case, Introduce(INTRODUCTION, read=read), by=starting.ria, at=starting.at)

    assert refused(together(change, change)) == ["text-has-changed"]


def test_two_people_with_a_mandate_do_not_replace_each_others_verdict(testing: Cast) -> None:
    other = come_in(testing, "xander", Role.AUTHORITY, has_mandate=True)

    def say(seat: int, verdict: Verdict) -> Act:
        given = {1: GivenVerdict(verdict, "Honderd euro minder.")}
        return lambda: give_verdicts(testing.case, GiveVerdicts(1, given), by=seat, at=testing.at)

    outcomes = together(say(testing.otto, Verdict.MET), say(other, Verdict.NOT_MET))
    assert refused(outcomes) == ["frame-is-answered"]
    assert failed(outcomes) == []


def test_two_decisions_written_down_at_once_keep_one_and_tell_the_other(carrying_out: Cast) -> None:
    otto, at = carrying_out.otto, carrying_out.at

    def write() -> None:
        record_decision(carrying_out.case, the_decision("Ja.", on=at.date()), by=otto, at=at)

    assert refused(together(write, write)) == ["text-has-changed"]


def test_two_new_items_get_two_numbers(deciding: Cast) -> None:
    def write(seat: int) -> Act:
        return lambda: write_item(deciding.case, ItemText("Een bar", "Koffie."), by=seat, at=deciding.at)

    assert sorted(map(str, together(*(write(seat) for seat in deciding.deciders)))) == ["1", "2", "3", "4"]
    check_journal(deciding)


def test_an_answer_while_the_round_closes_counts_or_is_refused(asking: Cast) -> None:
    for seat in asking.deciders[:-1]:
        answer(asking, seat)
    closes_at = Round.objects.get(number=1).closes_at
    outcomes = together(says(asking, asking.jan), lambda: run_due(at=closes_at))
    assert failed(outcomes) == []
    assert Round.objects.get(number=1).outcome == Outcome.PASSED
    assert RoundAnswer.objects.filter(seat=asking.jan).exists()


def test_two_workers_do_each_due_thing_once(asking: Cast) -> None:
    moment = later(asking, days=30)
    outcomes = together(*[lambda: run_due(at=moment)] * 3)
    assert failed(outcomes) == []
    assert sum(one for one in outcomes if isinstance(one, int)) == 2
    assert len(entries(asking, ROUND_EXTENDED)) == 2
    check_journal(asking)


def test_a_yes_and_a_no_to_one_task_at_one_moment(deciding: Cast) -> None:
    cast, begun = to_carrying_out(deciding), Event()
    offer_task(cast.case, Offer(1, "De kas", cast.bram), by=cast.anna, at=cast.at)

    def yes() -> None:
        with transaction.atomic():
            answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.bram, at=cast.at)
            begun.set()
            sleep(0.3)

    def no() -> None:
        begun.wait(timeout=60)
        answer_task(cast.case, AnswerTask(1, accepts=False), by=cast.bram, at=cast.at)

    assert refused(together(yes, no)) == ["task-cannot-change"]
    assert Task.objects.get().state == TaskState.ACTIVE


def test_a_journal_written_by_many_at_once_is_one_chain(preparing: Cast) -> None:
    waiting = [invited(preparing, f"Buur {number}", Role.PARTICIPANT, contact="") for number in range(6)]
    outcomes = together(*(partial(join, preparing.case, by=seat, at=preparing.at) for seat in waiting))
    assert outcomes == [None] * 6
    check_journal(preparing)


def test_two_questions_at_one_moment_are_two_cases(at: datetime) -> None:
    def bring() -> object:
        return bring_question("Wat nu?", name="Anna", contact="anna@example.nl", at=at)

    assert failed(together(bring, bring)) == []
    assert Case.objects.count() == 2


def test_a_question_sent_twice_at_one_moment_is_one_case(at: datetime) -> None:
    def bring() -> object:
        return bring_question("Wat nu?", name="Anna", contact="anna@example.nl", at=at, once="form 1")

    outcomes = together(bring, bring, bring)
    assert set(outcomes) == {Seat.objects.get().pk}


def take_up(seat: int, account: int, at: datetime) -> Act:
    case = Seat.objects.get(id=seat).case_id
    return lambda: open_case(
        case,
        OpenCase(
            introduction=INTRODUCTION,
            level=Level.TENSION,
            approach="neighbourhood",
            independence="Ik woon hier niet.",
            phone="06-12345678",
        ),
        account=account,
        at=at,
    )


def test_two_take_ups_of_one_title_at_one_moment_get_two_addresses(at: datetime) -> None:
    ria = ria_account(at)
    outcomes = together(*(take_up(question_of(name, at), ria, at) for name in ("anna", "bram", "xander")))
    assert failed(outcomes) == []
    assert set(Case.objects.values_list("address", flat=True)) == {"huize-lydia", "huize-lydia-2", "huize-lydia-3"}


def test_two_facilitators_take_up_one_question(at: datetime) -> None:
    anna, carla = question_of("anna", at), make_account("carla@example.nl", "Carla", at=at, is_facilitator=True).pk
    ria = ria_account(at)
    assert refused(together(take_up(anna, ria, at), take_up(anna, carla, at))) == ["already-taken-up"]


def test_a_double_click_on_taking_up_seats_one_facilitator(at: datetime) -> None:
    click = take_up(question_of("anna", at), ria_account(at), at)
    assert [type(one) for one in together(click, click)].count(AlreadyDone) == 1
    assert Seat.objects.filter(role=Role.FACILITATOR).count() == 1


on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite has one writer at a time: nobody can hold half a lock there",
)


def while_held(hold: Act, then: Act) -> object:
    """What `then` came to, on a connection of its own, while `hold` had begun a transaction and not ended it."""
    held, release = Event(), Event()

    def keep() -> None:
        with transaction.atomic():
            hold()
            held.set()
            release.wait(timeout=60)

    def act() -> object:
        held.wait(timeout=60)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '700ms'")
            return then()
        finally:
            release.set()

    return together(keep, act)[1]


def speak(cast: Cast, seat: int) -> Act:
    return lambda: give_voice(cast.case, GiveVoice("De kas.", room="circle"), by=seat, at=cast.at)


@on_postgresql
def test_own_acts_of_many_seats_do_not_queue_behind_each_other(preparing: Cast) -> None:
    assert while_held(speak(preparing, preparing.anna), speak(preparing, preparing.bram)) is None
    assert Voice.objects.count() == 2


@on_postgresql
def test_an_own_act_waits_for_a_shared_one(preparing: Cast) -> None:
    def share() -> object:
        return bring_view(preparing.case, BringView("Sluit het."), by=preparing.anna, at=preparing.at)

    assert "lock timeout" in str(while_held(share, speak(preparing, preparing.bram)))
    assert "lock timeout" in str(while_held(speak(preparing, preparing.bram), share))


@on_postgresql
def test_acts_in_two_cases_do_not_wait_for_each_other(preparing: Cast) -> None:
    other = to_preparing(make_case(preparing.at))

    def share(cast: Cast) -> Act:
        return lambda: bring_view(cast.case, BringView("Sluit het."), by=cast.anna, at=cast.at)

    assert isinstance(while_held(share(preparing), share(other)), int)


@on_postgresql
def test_an_own_act_holds_the_case_in_its_phase(preparing: Cast) -> None:
    def hold() -> None:
        with own_act(preparing.case, Action.GIVE_VOICE, by=preparing.anna, at=preparing.at):
            pass

    def update() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cases_case SET phase = 'deciding' WHERE id = %s", [preparing.case])

    assert "lock timeout" in str(while_held(hold, update))
