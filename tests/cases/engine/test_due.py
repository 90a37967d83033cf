"""What time has made due is done once, in order, and nothing before its time."""

from datetime import timedelta

import pytest

from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.doing.entries import CALL_DUE, REVIEW_CLOSED, REVIEW_OPENED
from gedragen.cases.due import run_due
from gedragen.cases.models import Case, CheckIn, Round, Voice
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.rounds.commands import consent
from gedragen.cases.rounds.entries import ROUND_CLOSED, ROUND_EXTENDED
from gedragen.cases.store.entries import OWN_ACTS_SEALED, TASK_ACTIVE
from gedragen.method.terms import end_of_day, term
from tests.support.cast import (
    Cast,
    answer,
    later,
    make_case,
    reach_everybody_silent,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_rounds,
)
from tests.support.cast import with_test as before_the_authority
from tests.support.dump import entries, tells, unchanged


def test_when_nothing_is_due_nothing_happens(carrying_out: Cast) -> None:
    with unchanged():
        assert run_due(at=carrying_out.at) == 0


def test_a_round_is_due_at_its_moment_and_not_before(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    for seat in deciding.deciders[:-1]:
        answer(deciding, seat)
    closes_at = Round.objects.first().closes_at  # type: ignore[union-attr]
    with unchanged():
        assert run_due(at=closes_at - timedelta(microseconds=1)) == 0
    with tells(deciding, ROUND_EXTENDED, ROUND_EXTENDED):
        assert run_due(at=closes_at) == 2
    with unchanged():
        assert run_due(at=closes_at) == 0


def test_the_extra_days_end_by_themselves(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    for number in (1, 2):
        answer(deciding, deciding.bram, item=number)
    run_due(at=later(deciding, days=15))
    reach_everybody_silent(deciding, 1, 2)
    with tells(deciding, ROUND_CLOSED, ROUND_CLOSED):
        assert run_due(at=later(deciding, days=8)) == 2


def test_a_round_whose_server_died_at_the_last_answer_is_closed_by_the_next_tick(
    deciding: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rounds(with_items(deciding))
    *others, last = deciding.deciders
    for seat in others:
        answer(deciding, seat)
    with unchanged():
        assert run_due(at=deciding.at) == 0
    with monkeypatch.context() as patch:
        patch.setattr(consent, "close_round", dies)
        with pytest.raises(KeyboardInterrupt):
            answer(deciding, last)
    with tells(deciding, ROUND_CLOSED):
        assert run_due(at=deciding.at) == 1


def dies(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_the_silence_of_the_authority_is_noticed(deciding: Cast) -> None:
    before_the_authority(with_plan(deciding))
    run_due(at=later(deciding, days=15))
    assert Case.objects.get(id=deciding.case).phase == "carrying_out"
    with unchanged():
        assert run_due(at=deciding.at) == 0


def test_the_call_and_the_reviews_open_on_their_day_and_close_after_two_weeks(carrying_out: Cast) -> None:
    review = CheckIn.objects.get(number=2)
    morning = end_of_day(review.due_on) - timedelta(hours=14)
    with tells(carrying_out, CALL_DUE, REVIEW_OPENED):
        assert run_due(at=morning) == 2
    with tells(carrying_out, REVIEW_CLOSED):
        assert run_due(at=term(morning, 14)) == 1


def test_voices_and_yeses_to_tasks_are_sealed_once(carrying_out: Cast) -> None:
    cast = carrying_out
    give_voice(cast.case, GiveVoice("De kas.", room="circle"), by=cast.bram, at=cast.at)
    offer_task(cast.case, Offer(1, "De kas bijhouden", cast.bram), by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.bram, at=cast.at)
    with tells(cast, OWN_ACTS_SEALED, TASK_ACTIVE):
        assert run_due(at=cast.at) == 1
    sealed, active = (entry.data for entry in entries(cast)[-2:])
    assert (sealed["acts"], sealed["voices"], sealed["tasks"], bool(sealed["seal"])) == (2, 1, [1], True)
    assert active == {"task": 1, "item": 1, "circle": "network", "said_yes": "yes"}
    with unchanged():
        assert run_due(at=cast.at) == 0


def test_one_case_does_not_wait_for_another(starting: Cast) -> None:
    casts = [to_deciding(to_preparing(make_case(starting.at))) for _ in range(2)]
    for cast in casts:
        with_rounds(with_items(cast))
    assert run_due(at=later(casts[0], days=30)) == 4
    assert Round.objects.filter(extra_until__isnull=False).count() == 4


def test_a_question_nobody_took_up_is_sealed_too(starting: Cast) -> None:
    give_voice(starting.case, GiveVoice("Hallo?", room="private"), by=starting.anna, at=starting.at)
    assert run_due(at=starting.at) == 1
    assert Voice.objects.get().sealed_at == starting.at
