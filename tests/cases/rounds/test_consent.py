"""Answering an item yourself, spoken to the facilitator, confirmed later, and taking a yes back."""

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.cases.engine.change import AlreadyDone
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Case, FrameTest, Round, RoundAnswer, Words
from gedragen.cases.plan.commands import ChangeItem, ItemText, change_item, write_item
from gedragen.cases.rounds.commands.consent import (
    AnswerOnBehalf,
    ConfirmAnswer,
    SpokenAnswer,
    TakeBack,
    answer_on_behalf,
    confirm_answer,
    take_back,
)
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.rounds.entries import ROUND_CLOSED, ROUND_OPENED, YES_TAKEN_BACK
from gedragen.cases.state.plan_state import stands
from gedragen.cases.store.entries import ANSWER_RECORDED, FRAME_TEST_CLOSED
from gedragen.cases.store.evidence.chain import leaf, merkle_root
from gedragen.cases.store.journal import stamp
from gedragen.method.consent import Answer, Outcome
from gedragen.method.items import ItemKind, ItemState
from gedragen.method.terms import term
from tests.support.cast import (
    Cast,
    answer,
    come_in,
    everyone_says_yes,
    later,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

YES, NO, LEFT = Answer.YES, Answer.OBJECTION, Answer.ABSTENTION


@pytest.fixture
def asking(deciding: Cast) -> Cast:
    return with_rounds(with_items(deciding))


def given(seat: int, number: int = 1) -> RoundAnswer:
    return RoundAnswer.objects.get(seat=seat, round__number=number)


def write_down(cast: Cast, *spoken: SpokenAnswer) -> None:
    answer_on_behalf(cast.case, AnswerOnBehalf(tuple(spoken)), by=cast.ria, at=cast.at)


def test_an_answer_is_the_seats_own_and_the_journal_waits(asking: Cast) -> None:
    with tells(asking):
        answer(asking, asking.jan, LEFT)
    assert (given(asking.jan).answer, given(asking.jan).on_behalf_by) == (LEFT, None)


def test_one_may_change_ones_mind_while_the_round_is_open(asking: Cast) -> None:
    answer(asking, asking.jan, NO, reason="Te ver.")
    answer(asking, asking.jan)
    assert (given(asking.jan).answer, given(asking.jan).reason) == (YES, None)
    assert RoundAnswer.objects.count() == 1


def test_an_answer_to_another_version_is_refused(asking: Cast) -> None:
    with unchanged(), breaks("item-has-changed"):
        answer(asking, asking.jan, version=2)


def test_a_stale_page_answers_no_newer_round(asking: Cast) -> None:
    for seat in asking.deciders:
        answer(asking, seat, NO if seat == asking.jan else YES, reason="Te ver.")
    with unchanged(), breaks("round-is-closed"):
        answer(asking, asking.jan)
    text = ItemText("Dichterbij", "Op de hoek.")
    change_item(asking.case, ChangeItem(1, text, because="Jan.", version=1), by=asking.anna, at=asking.at)
    open_rounds(asking.case, OpenRounds((1,), closes_at=term(asking.at, 14)), by=asking.ria, at=asking.at)
    with unchanged(), breaks("item-has-changed"):
        answer(asking, asking.jan)


@pytest.mark.parametrize(("who", "reason"), [("ria", "not-your-role"), ("otto", "not-your-role")])
def test_who_does_not_decide_does_not_answer(asking: Cast, who: str, reason: str) -> None:
    with unchanged(), denied(reason):
        answer(asking, getattr(asking, who))


def test_an_item_that_is_not_there_is_not_found(asking: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        answer(asking, asking.anna, item=9)


def test_an_item_that_nobody_is_asked_about_yet_takes_no_answer(deciding: Cast) -> None:
    with_items(deciding)
    with unchanged(), pytest.raises(NotFound):
        answer(deciding, deciding.anna)


def test_the_last_answer_sent_twice_is_done_already(asking: Cast) -> None:
    for seat in asking.deciders[:-1]:
        answer(asking, seat)
    answer(asking, asking.jan, once="form 1")
    with unchanged(), pytest.raises(AlreadyDone):
        answer(asking, asking.jan, once="form 1")


def test_the_seal_covers_every_answer(asking: Cast) -> None:
    everyone_says_yes(asking)
    leaves = RoundAnswer.objects.filter(round__number=1).order_by("seat__number").values_list("leaf", flat=True)
    closed = entries(asking, ROUND_CLOSED)[0]
    assert closed.data["seal"] == merkle_root(leaves) == Round.objects.get(number=1).seal
    assert (closed.by, closed.data["answers"], closed.data["outcome"]) == ("clock", 4, "passed")


def test_a_whole_meeting_is_written_down_at_once(asking: Cast) -> None:
    spoken = [SpokenAnswer(1, seat, YES) for seat in asking.deciders]
    with tells(asking, ANSWER_RECORDED, ROUND_CLOSED):
        write_down(asking, *spoken)
    assert (given(asking.jan).on_behalf_by_id, given(asking.jan).confirmed_at) == (asking.ria, None)


def test_an_open_round_tells_how_many_answers_were_written_down_and_not_whose(asking: Cast) -> None:
    with tells(asking, *[ANSWER_RECORDED] * 2):
        write_down(
            asking,
            SpokenAnswer(2, asking.bram, YES),
            SpokenAnswer(1, asking.bram, YES),
            SpokenAnswer(1, asking.jan, NO, "Te ver."),
        )
    told = [entry.data for entry in entries(asking, ANSWER_RECORDED)]
    assert told == [{"round": 1, "answers": 2}, {"round": 2, "answers": 1}]


def test_the_seal_covers_that_an_answer_was_written_down_on_behalf(asking: Cast) -> None:
    answer(asking, asking.anna)
    write_down(asking, SpokenAnswer(1, asking.bram, YES))
    for seat, number, on_behalf in ((asking.anna, 1, False), (asking.bram, 5, True)):
        kept = given(seat)
        content = {"round": 1, "version": 1, "seat": number, "answer": "yes", "reason": "", "at": stamp(kept.at)}
        assert kept.leaf == leaf(kept.salt, content | {"on_behalf": on_behalf})


def test_a_meeting_with_one_impossible_answer_is_not_written_down(asking: Cast) -> None:
    with unchanged(), breaks("objection-needs-reason"):
        write_down(asking, SpokenAnswer(1, asking.anna, YES), SpokenAnswer(1, asking.jan, NO))
    with unchanged(), pytest.raises(NotFound):
        write_down(asking, SpokenAnswer(1, asking.anna, YES), SpokenAnswer(1, asking.petra, YES))
    with unchanged(), breaks("no-answers-given"):
        write_down(asking)


def test_nobody_speaks_over_somebodys_own_answer(asking: Cast) -> None:
    answer(asking, asking.jan, NO, reason="Te ver.")
    with unchanged(), breaks("has-answered-already"):
        write_down(asking, SpokenAnswer(1, asking.jan, YES))


def test_nobody_speaks_over_what_somebody_confirmed(asking: Cast) -> None:
    write_down(asking, SpokenAnswer(1, asking.jan, NO, "Te ver."))
    confirm_answer(asking.case, ConfirmAnswer((given(asking.jan).pk,)), by=asking.jan, at=asking.at)
    with unchanged(), breaks("has-answered-already"):
        write_down(asking, SpokenAnswer(1, asking.jan, YES))


def test_somebody_confirms_what_was_written_down_for_them(asking: Cast) -> None:
    write_down(asking, SpokenAnswer(1, asking.jan, YES))
    with tells(asking):
        confirm_answer(asking.case, ConfirmAnswer((given(asking.jan).pk,)), by=asking.jan, at=asking.at)
    assert given(asking.jan).confirmed_at == asking.at
    later(asking, days=1)
    with unchanged():
        confirm_answer(asking.case, ConfirmAnswer((given(asking.jan).pk,)), by=asking.jan, at=asking.at)


def test_nobody_confirms_for_somebody_else(asking: Cast) -> None:
    write_down(asking, SpokenAnswer(1, asking.jan, YES))
    with unchanged(), pytest.raises(NotFound):
        confirm_answer(asking.case, ConfirmAnswer((given(asking.jan).pk,)), by=asking.anna, at=asking.at)


def test_a_stale_page_confirms_no_other_answer_than_was_read(asking: Cast) -> None:
    write_down(asking, SpokenAnswer(1, asking.jan, YES))
    read = given(asking.jan).pk
    write_down(asking, SpokenAnswer(1, asking.jan, NO, "Toch niet."))
    with unchanged(), pytest.raises(NotFound):
        confirm_answer(asking.case, ConfirmAnswer((read,)), by=asking.jan, at=asking.at)


def test_one_may_answer_oneself_after_it_was_written_down(asking: Cast) -> None:
    write_down(asking, SpokenAnswer(1, asking.jan, YES))
    answer(asking, asking.jan, LEFT)
    assert (given(asking.jan).answer, given(asking.jan).on_behalf_by) == (LEFT, None)


def test_a_closing_that_passes_beside_another_last_answer_is_no_refusal(carrying_out: Cast) -> None:
    cast = carrying_out
    items = [
        write_item(cast.case, ItemText("Klaar", "Klaar.", kind=ItemKind.CLOSING), by=cast.anna, at=cast.at),
        write_item(cast.case, ItemText("Een bar", "Koffie."), by=cast.anna, at=cast.at),
    ]
    open_rounds(cast.case, OpenRounds(tuple(items), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    write_down(cast, *[SpokenAnswer(number, seat, YES) for number in (3, 4) for seat in cast.deciders])
    assert Case.objects.get(id=cast.case).closed_at == cast.at


def take_jans_yes_back(cast: Cast, *, because: str = "Ik ben ziek.", item: int = 1) -> None:
    take_back(cast.case, TakeBack(item, because=because), by=cast.jan, at=cast.at)


def state(cast: Cast, number: int = 1) -> ItemState:
    return stands(fresh(cast.case))[number].state


def test_a_yes_taken_back_opens_a_new_round_about_the_same_text(carrying_out: Cast) -> None:
    with tells(carrying_out, YES_TAKEN_BACK, ROUND_OPENED):
        take_jans_yes_back(carrying_out)
    opened = Round.objects.get(number=3)
    assert (opened.item.number, opened.version.number, opened.closes_at) == (1, 1, term(carrying_out.at, 14))
    assert (state(carrying_out), state(carrying_out, 2)) == (ItemState.IN_ROUND, ItemState.PASSED)
    assert Words.objects.get(text="Ik ben ziek.").room.key == "circle"


def test_nobody_reads_in_the_journal_whose_yes_was_taken_back(deciding: Cast) -> None:
    with_test(with_plan(deciding))
    with tells(deciding, YES_TAKEN_BACK, ROUND_OPENED):
        take_jans_yes_back(deciding)
    assert {entry.by for entry in entries(deciding)[-2:]} == {"somebody"}


def test_the_old_yes_stays_written_as_it_was(carrying_out: Cast) -> None:
    seal = Round.objects.get(number=1).seal
    take_jans_yes_back(carrying_out)
    old = given(carrying_out.jan)
    assert (old.answer, old.taken_back_at) == (YES, carrying_out.at)
    leaves = RoundAnswer.objects.filter(round__number=1).order_by("seat__number").values_list("leaf", flat=True)
    assert merkle_root(leaves) == seal


def test_taking_back_says_what_has_changed(carrying_out: Cast) -> None:
    with unchanged(), breaks("needs-what-changed"):
        take_jans_yes_back(carrying_out, because=" ")


def test_only_a_yes_can_be_taken_back(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    for seat in deciding.deciders:
        answer(deciding, seat, LEFT if seat == deciding.jan else YES)
    with unchanged(), breaks("you-gave-no-yes"):
        take_jans_yes_back(deciding)
    with unchanged(), breaks("item-has-not-passed"):
        take_jans_yes_back(deciding, item=2)
    with unchanged(), pytest.raises(NotFound):
        take_jans_yes_back(deciding, item=9)


def test_who_came_later_has_no_yes_to_take_back(carrying_out: Cast) -> None:
    kees = come_in(carrying_out, "Kees", Role.PARTICIPANT)
    with unchanged(), breaks("you-gave-no-yes"):
        take_back(carrying_out.case, TakeBack(1, because="Nee."), by=kees, at=carrying_out.at)


def test_a_yes_taken_back_during_the_test_is_asked_about_beside_it(deciding: Cast) -> None:
    with_test(with_plan(deciding))
    with tells(deciding, YES_TAKEN_BACK, ROUND_OPENED):
        take_jans_yes_back(deciding)
    assert FrameTest.objects.get().result == "open"
    assert state(deciding) is ItemState.PASSED


def test_who_carries_it_ends_the_test_by_taking_back_their_yes(deciding: Cast) -> None:
    with_test(with_plan(deciding))
    with tells(deciding, YES_TAKEN_BACK, FRAME_TEST_CLOSED, ROUND_OPENED):
        take_back(deciding.case, TakeBack(1, because="Ik ben ziek."), by=deciding.bram, at=deciding.at)
    assert FrameTest.objects.get().result == "void"


def test_the_new_round_may_end_otherwise(carrying_out: Cast) -> None:
    take_jans_yes_back(carrying_out)
    for seat in carrying_out.deciders:
        no = seat == carrying_out.jan
        answer(carrying_out, seat, NO if no else YES, reason="Ik kan niet." if no else "")
    assert Round.objects.get(number=3).outcome == Outcome.OBJECTED
    assert state(carrying_out) is ItemState.OBJECTED
