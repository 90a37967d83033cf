"""The whole road by commands, with the time passed in: what happens on each day, and who gets further by what."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, RecordCall, look_back, record_call
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.doing.entries import CALL_DUE, REVIEW_CLOSED, REVIEW_OPENED
from gedragen.cases.due import run_due
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.frame_test import (
    GiveInformation,
    GiveVerdicts,
    ask_frame_test,
    give_information,
    give_verdicts,
)
from gedragen.cases.frames.commands.later import change_frame
from gedragen.cases.models import Case, FrameTest, Round, RoundAnswer
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.commands.nominations import Nominate, SettleAsNotReached, nominate, settle_as_not_reached
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
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.rounds.commands.consent import (
    AnswerOnBehalf,
    ConfirmAnswer,
    SpokenAnswer,
    TakeBack,
    answer_on_behalf,
    confirm_answer,
    take_back,
)
from gedragen.cases.rounds.commands.rounds import (
    BringObjection,
    OpenRounds,
    RecordContact,
    bring_objection,
    open_rounds,
    record_contact,
)
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.entries import CARRYING_OUT_BEGAN
from gedragen.cases.state.gates import missing_gates
from gedragen.cases.state.plan_state import stands
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.method.consent import Answer, Outcome
from gedragen.method.follow_through import Going
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.phases import Ending, Phase
from gedragen.method.promise import Rung, Silence
from gedragen.method.tasks import TaskState
from gedragen.method.terms import term
from tests.support.cast import (
    FIRE_FRAME,
    FRAMES,
    PROMISE,
    THEIRS,
    Cast,
    all_met,
    answer,
    everyone_says_yes,
    give_up,
    late_law,
    later,
    make_case,
    reach_everybody_silent,
    the_decision,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
from tests.support.dump import entries
from tests.support.refusals import breaks

YES, NO = Answer.YES, Answer.OBJECTION


def case_of(cast: Cast) -> Case:
    return Case.objects.get(id=cast.case)


def states(cast: Cast) -> list[ItemState]:
    return [stand.state for stand in stands(fresh(cast.case)).values()]


def ask_again(cast: Cast, *items: int) -> int:
    """Open rounds about these items. Returns the number of the last of them."""
    open_rounds(cast.case, OpenRounds(tuple(items), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    return Round.objects.filter(case=cast.case).count()


def ask_the_authority(cast: Cast) -> int:
    return ask_frame_test(cast.case, by=cast.ria, at=cast.at)


def verdicts(cast: Cast, given: dict[int, GivenVerdict], *, number: int = 1) -> None:
    give_verdicts(cast.case, GiveVerdicts(number, given), by=cast.otto, at=cast.at)


def prepare(cast: Cast) -> None:
    """Voices, a question, somebody named who cannot be reached, the other side, a card, and a talk with everyone."""
    give_voice(cast.case, GiveVoice("Waar blijven de kinderen?", room="circle"), by=cast.fatima, at=cast.at)
    ask_question(cast.case, AskQuestion("Wat kost de verwarming?"), by=cast.bram, at=cast.at)
    answer_question(cast.case, AnswerQuestion(1, "Duizend euro."), by=cast.petra, at=later(cast, days=1))
    nominate(cast.case, Nominate(name="Kees", contact="06-1", concern="Kookt er."), by=cast.anna, at=cast.at)
    settle_as_not_reached(cast.case, SettleAsNotReached(1), by=cast.ria, at=later(cast, days=3))
    bring_view(cast.case, BringView("Sluit het maar."), by=cast.jan, at=cast.at)
    make_cards(cast.case, MakeCards((cast.jan,)), by=cast.ria, at=cast.at)
    for seat in cast.deciders:
        record_preparation(cast.case, RecordPreparation(seat, spoken=THEIRS), by=cast.ria, at=cast.at)
    move_on(cast.case, MoveOn(expected=Phase.PREPARING), by=cast.ria, at=later(cast, days=7))


def decide(cast: Cast) -> None:
    """Fatima says no to the second item, which is changed; opa Jan stays silent and is called on."""
    with_rounds(with_items(cast))
    everyone_says_yes(cast)
    for seat in (cast.anna, cast.bram, cast.jan):
        answer(cast, seat, item=2)
    answer(cast, cast.fatima, NO, item=2, reason="Zondag is voor de kerk.")
    text = ItemText("Zaterdag open", "Van tien tot vier.")
    change_item(cast.case, ChangeItem(2, text, because="Fatima.", version=1), by=cast.bram, at=later(cast, days=1))
    number = ask_again(cast, 2)
    for seat in (cast.anna, cast.bram, cast.fatima):
        answer(cast, seat, item=2, version=2)
    run_due(at=later(cast, days=15))
    record_contact(cast.case, RecordContact(number, cast.jan, reached=True), by=cast.ria, at=later(cast, days=2))
    answer_on_behalf(cast.case, AnswerOnBehalf((SpokenAnswer(number, cast.jan, YES),)), by=cast.ria, at=cast.at)
    spoken = RoundAnswer.objects.get(round__number=number, seat=cast.jan)
    confirm_answer(cast.case, ConfirmAnswer((spoken.pk,)), by=cast.jan, at=cast.at)
    answer_view(cast.case, AnswerView(1, "Wij proberen een jaar."), by=cast.anna, at=cast.at)
    agree_safety_net(cast.case, AgreeSafetyNet("Bel Ria."), by=cast.anna, at=cast.at)


def carry_out(cast: Cast) -> None:
    """A task, the formal decision, the call, and month three with its hard question."""
    offer_task(cast.case, Offer(1, "De kas bijhouden", cast.bram, checker=cast.anna), by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.bram, at=later(cast, days=1))
    day = cast.at.date()
    record_decision(cast.case, the_decision("Conform.", {2: "Tot drie."}, on=day), by=cast.otto, at=cast.at)
    run_due(at=later(cast, days=30))
    record_call(cast.case, RecordCall(1, "Het loopt."), by=cast.ria, at=cast.at)
    report_task(cast.case, ReportTask(1, state=TaskState.DONE), by=cast.bram, at=cast.at)
    run_due(at=later(cast, days=65))
    items = {1: ItemGoing(Going.WELL), 2: ItemGoing(Going.NOT_WELL, "Meer vrijwilligers.")}
    look_back(cast.case, LookBack(2, items=items, hard_answer="Ja."), by=cast.fatima, at=cast.at)
    run_due(at=later(cast, days=15))


def close_together(cast: Cast) -> None:
    done = ItemText("Klaar", "Wij zijn klaar.", kind=ItemKind.CLOSING)
    item = write_item(cast.case, done, by=cast.anna, at=later(cast, days=300))
    ask_again(cast, item)
    everyone_says_yes(cast, item=item)


def test_the_whole_road_from_a_question_to_closed_by_the_people(starting: Cast) -> None:
    cast = to_preparing(starting)
    prepare(cast)
    decide(cast)
    assert (missing_gates(case_of(cast)), states(cast)) == ((), [ItemState.PASSED] * 2)
    ask_the_authority(cast)
    verdicts(cast, all_met())
    assert case_of(cast).phase == Phase.CARRYING_OUT
    carry_out(cast)
    close_together(cast)
    assert (case_of(cast).ending, case_of(cast).closed_at) == (Ending.CARRIED, cast.at)
    assert verify_lines(export_lines(case_of(cast), at=cast.at, reads=whole)).ok


def test_each_review_opens_and_closes_by_itself_in_the_year_after(carrying_out: Cast) -> None:
    for _ in range(400):
        run_due(at=later(carrying_out, days=1))
    kinds = [entry.kind for entry in entries(carrying_out) if entry.kind.startswith(("call-", "review-"))]
    assert kinds == [CALL_DUE, *[REVIEW_OPENED, REVIEW_CLOSED] * 3]


def test_silence_of_a_decider_takes_three_weeks_and_never_becomes_a_yes(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    for number in (1, 2):
        for seat in deciding.deciders[:-1]:
            answer(deciding, seat, item=number)
    days = [day for day in range(1, 30) if run_due(at=later(deciding, days=1))]
    # On the day on which it would be decided without Jan it turns out that nobody called him.
    assert days == [15, 23]
    assert states(deciding) == [ItemState.IN_ROUND] * 2
    reach_everybody_silent(deciding, 1, 2)
    run_due(at=deciding.at)
    assert states(deciding) == [ItemState.PASSED] * 2
    assert not RoundAnswer.objects.filter(seat=deciding.jan).exists()


def silent_authority(starting: Cast, silence: Silence, *, fire: bool = False) -> tuple[Cast, list[int]]:
    """A plan before an authority that says nothing: the days on which something happened."""
    promise = replace(PROMISE, silence=silence, silence_to="De burgemeester", silence_days=10)
    frames = (*FRAMES, FIRE_FRAME) if fire else FRAMES
    cast = with_test(with_plan(to_deciding(to_preparing(starting, frames=frames, promise=promise))))
    return cast, [day for day in range(1, 40) if run_due(at=later(cast, days=1))]


def test_an_authority_that_promised_so_says_yes_by_silence(starting: Cast) -> None:
    cast, days = silent_authority(starting, Silence.COUNTS_AS_MET)
    assert (days[0], case_of(cast).phase) == (15, Phase.CARRYING_OUT)


def test_an_authority_that_named_somebody_is_asked_again_and_then_shown(starting: Cast) -> None:
    cast, days = silent_authority(starting, Silence.GOES_TO)
    assert (days, case_of(cast).phase) == ([15, 26], Phase.DECIDING)
    assert FrameTest.objects.get().overdue_at is not None


def test_where_safety_is_at_stake_silence_goes_to_somebody_whatever_was_promised(starting: Cast) -> None:
    cast, days = silent_authority(starting, Silence.COUNTS_AS_MET, fire=True)
    assert (days, case_of(cast).phase) == ([15, 26], Phase.DECIDING)
    verdicts(cast, {4: GivenVerdict(Verdict.MET)})
    assert case_of(cast).phase == Phase.CARRYING_OUT


def test_information_once_and_then_an_answer(deciding: Cast) -> None:
    cast = with_test(with_plan(deciding))
    asked = {2: GivenVerdict(Verdict.NEEDS_INFORMATION, "Wat kost het?")}
    verdicts(cast, asked)
    give_information(cast.case, GiveInformation(1, 2, "Duizend euro."), by=cast.bram, at=later(cast, days=5))
    with breaks("information-asked-before"):
        verdicts(cast, asked)
    verdicts(cast, all_met())
    assert case_of(cast).phase == Phase.CARRYING_OUT


def test_not_met_is_answered_by_a_changed_plan_and_a_new_test(deciding: Cast) -> None:
    cast = with_test(with_plan(deciding))
    verdicts(cast, all_met() | {2: GivenVerdict(Verdict.NOT_MET, "Honderd euro minder.")})
    text = ItemText("Alleen zaterdag", "Dat is goedkoper.")
    change_item(cast.case, ChangeItem(2, text, because="Het geld.", version=1), by=cast.bram, at=cast.at)
    with breaks("plan-has-not-changed"):
        ask_the_authority(cast)
    ask_again(cast, 2)
    everyone_says_yes(cast, item=2, version=2)
    verdicts(cast, all_met(), number=ask_the_authority(cast))
    assert case_of(cast).phase == Phase.CARRYING_OUT


def test_a_law_after_the_freeze_asks_again_what_it_touches(deciding: Cast) -> None:
    cast = with_plan(deciding)
    change_frame(cast.case, late_law(cast, number=2, version=1, touches=(1,)), by=cast.otto, at=cast.at)
    assert states(cast) == [ItemState.DRAFT, ItemState.PASSED]
    ask_again(cast, 1)
    everyone_says_yes(cast)
    verdicts(cast, all_met(), number=ask_the_authority(cast))
    assert case_of(cast).phase == Phase.CARRYING_OUT


def test_an_objection_without_a_name_changes_the_item(deciding: Cast) -> None:
    cast = with_rounds(with_items(deciding))
    bring_objection(cast.case, BringObjection(1, "Iemand durft niet."), by=cast.ria, at=cast.at)
    everyone_says_yes(cast)
    assert states(cast)[0] is ItemState.OBJECTED
    with breaks("change-item-first"):
        ask_again(cast, 1)
    text = ItemText("Met hulp", "Petra kijkt mee.", bound=[cast.bram])
    change_item(cast.case, ChangeItem(1, text, because="Zo durft het wel.", version=1), by=cast.anna, at=cast.at)
    ask_again(cast, 1)
    everyone_says_yes(cast, version=2)
    assert states(cast)[0] is ItemState.PASSED


def test_a_yes_taken_back_leads_to_another_plan_and_another_test(carrying_out: Cast) -> None:
    cast = carrying_out
    take_back(cast.case, TakeBack(1, because="Ik ben ziek."), by=cast.bram, at=later(cast, days=40))
    for seat in cast.deciders:
        answer(cast, seat, NO if seat == cast.bram else YES, reason="Ik kan het niet.")
    text = ItemText("Fatima doet de administratie", "Zij kan dat.", bound=[cast.fatima])
    change_item(cast.case, ChangeItem(1, text, because="Bram is ziek.", version=1), by=cast.anna, at=cast.at)
    ask_again(cast, 1)
    everyone_says_yes(cast, version=2)
    verdicts(cast, all_met(), number=ask_the_authority(cast))
    assert FrameTest.objects.get(number=2).result == "met"
    assert len(entries(cast, CARRYING_OUT_BEGAN)) == 1


def test_the_same_plan_agreed_to_again_needs_no_new_test(carrying_out: Cast) -> None:
    take_back(carrying_out.case, TakeBack(1, because="Ik twijfel."), by=carrying_out.jan, at=carrying_out.at)
    everyone_says_yes(carrying_out)
    assert states(carrying_out) == [ItemState.PASSED] * 2
    with breaks("plan-is-tested"):
        ask_the_authority(carrying_out)


def test_no_plan_ends_with_the_announced_fallback(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    answer(deciding, deciding.fatima, NO, reason="Te duur.")
    later(deciding, days=9)
    deciding.at = give_up(deciding.case, by=deciding.ria, at=deciding.at)
    assert (case_of(deciding).ending, case_of(deciding).phase) == (Ending.NO_PLAN, Phase.DECIDING)
    assert run_due(at=later(deciding, days=100)) == 0


@pytest.mark.parametrize("rung", [Rung.GIVING_OPINION, Rung.CARRYING_ONLY])
def test_below_the_fifth_rung_the_authority_decides_and_the_people_close(starting: Cast, rung: Rung) -> None:
    cast = with_items(to_deciding(to_preparing(starting, promise=replace(PROMISE, rung=rung))))
    agree_safety_net(cast.case, AgreeSafetyNet("Bel Ria."), by=cast.anna, at=cast.at)
    verdicts(cast, all_met(), number=ask_the_authority(cast))
    assert case_of(cast).phase == Phase.DECIDING
    record_decision(
        cast.case,
        the_decision("Anders.", {1: "Nee."}, on=cast.at.date()),
        by=cast.otto,
        at=cast.at,
    )
    assert (case_of(cast).phase, states(cast)) == (Phase.CARRYING_OUT, [ItemState.DRAFT] * 2)
    close_together(cast)
    assert case_of(cast).ending == Ending.CARRIED


def test_a_road_walked_long_after_its_terms_loses_nobodys_days(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    noticed = later(deciding, days=60)
    run_due(at=noticed)
    assert {round_.extra_until for round_ in Round.objects.all()} == {term(noticed, 7)}
    for seat in (deciding.bram, deciding.anna):
        answer(deciding, seat)
    reach_everybody_silent(deciding, 1, 2)
    run_due(at=later(deciding, days=8))
    assert [round_.outcome for round_ in Round.objects.order_by("number")] == [Outcome.PASSED, Outcome.TOO_FEW]


def test_over_the_start_of_summer_time_every_term_ends_at_midnight(db: None) -> None:
    cast = make_case(datetime.fromisoformat("2026-03-16T10:00:00+00:00"))
    with_rounds(with_items(to_deciding(to_preparing(cast))))
    closes_at = Round.objects.get(number=1).closes_at
    assert closes_at == datetime.fromisoformat("2026-04-07T22:00:00+00:00")
    assert run_due(at=closes_at - timedelta(seconds=1)) == 0
    assert run_due(at=closes_at) == 2
