"""Talking first, and a no without words: who guides calls within three days, and the round does not close before."""

from datetime import timedelta

import pytest

from gedragen.access.doing import Denied, NotFound
from gedragen.cases.due import run_due
from gedragen.cases.guiding.queries import cockpit_sheet
from gedragen.cases.models import JournalEntry, Round, TalkRequest
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.commands.talks import AskToTalk, RecordTalk, ask_to_talk, record_talk
from gedragen.method.consent import Answer, Outcome
from gedragen.method.terms import term
from tests.support.cast import Cast, answer, later, with_items, with_rounds
from tests.support.dump import unchanged
from tests.support.refusals import breaks

NO = Answer.OBJECTION


@pytest.fixture
def asking(deciding: Cast) -> Cast:
    return with_rounds(with_items(deciding))


def waiting(cast: Cast) -> list[tuple[str, int]]:
    return [(one.name, one.item_number) for one in cockpit_sheet(cast.case, viewer=cast.ria).talks]


def the_others_say_yes(cast: Cast, but: int) -> None:
    for seat in cast.deciders:
        if seat != but:
            answer(cast, seat)


def test_who_wants_to_talk_is_read_by_the_facilitator_alone_and_told_by_no_entry(asking: Cast) -> None:
    before = JournalEntry.objects.count()
    ask_to_talk(asking.case, AskToTalk(1), by=asking.fatima, at=asking.at)
    assert waiting(asking) == [("Fatima Amrani", 1)]
    assert item_sheet(asking.case, 1, viewer=asking.fatima).wants_talk == asking.at
    assert item_sheet(asking.case, 1, viewer=asking.bram).wants_talk is None
    record_talk(asking.case, RecordTalk(1, asking.fatima), by=asking.ria, at=later(asking, days=1))
    assert waiting(asking) == []
    assert JournalEntry.objects.count() == before


def test_who_asks_again_is_called_again(asking: Cast) -> None:
    for _ in range(2):
        ask_to_talk(asking.case, AskToTalk(1), by=asking.fatima, at=later(asking, hours=1))
        record_talk(asking.case, RecordTalk(1, asking.fatima), by=asking.ria, at=later(asking, hours=1))
    ask_to_talk(asking.case, AskToTalk(1), by=asking.fatima, at=later(asking, hours=1))
    assert waiting(asking) == [("Fatima Amrani", 1)]


def test_only_who_is_asked_in_an_open_round_asks_to_talk_and_only_who_guides_says_that_they_did(asking: Cast) -> None:
    for seat in (asking.petra, asking.ria, asking.otto):
        with unchanged(), pytest.raises(Denied):
            ask_to_talk(asking.case, AskToTalk(1), by=seat, at=asking.at)
    with unchanged(), pytest.raises(NotFound):
        ask_to_talk(asking.case, AskToTalk(9), by=asking.fatima, at=asking.at)
    with unchanged(), breaks("round-is-closed"):
        ask_to_talk(asking.case, AskToTalk(1), by=asking.fatima, at=asking.at + timedelta(days=40))
    ask_to_talk(asking.case, AskToTalk(1), by=asking.fatima, at=asking.at)
    with unchanged(), pytest.raises(Denied):
        record_talk(asking.case, RecordTalk(1, asking.fatima), by=asking.bram, at=asking.at)


def test_who_is_forgotten_asks_for_nothing_any_more(asking: Cast) -> None:
    ask_to_talk(asking.case, AskToTalk(1), by=asking.fatima, at=asking.at)
    erase_me(asking.case, by=asking.fatima, at=asking.at)
    assert not TalkRequest.objects.exists()


def test_a_no_without_words_counts_and_brings_a_call_that_does_not_tell_it(asking: Cast) -> None:
    answer(asking, asking.jan, NO, reason=" ")
    assert waiting(asking) == [("Jan Oudejans", 1)]
    the_others_say_yes(asking, but=asking.jan)
    # Everybody has answered, and still it waits for the words.
    run_due(at=later(asking, days=1))
    assert Round.objects.get(number=1).closed_at is None
    run_due(at=later(asking, days=4))
    assert Round.objects.get(number=1).outcome == Outcome.OBJECTED


def test_words_added_later_let_it_close(asking: Cast) -> None:
    answer(asking, asking.jan, NO)
    the_others_say_yes(asking, but=asking.jan)
    later(asking, hours=2)
    answer(asking, asking.jan, NO, reason="De trap is te steil.")
    assert Round.objects.get(number=1).outcome == Outcome.OBJECTED


def test_at_the_end_the_round_waits_and_the_silent_keep_their_days(asking: Cast) -> None:
    """Fatima says no without words on the last day, then yes; Jan says nothing at all and has his seven days."""
    ends = Round.objects.get(number=1).closes_at
    for seat in (asking.anna, asking.bram):
        answer(asking, seat)
    asking.at = ends - timedelta(hours=1)
    answer(asking, asking.fatima, NO)
    said = asking.at
    asking.at = ends
    run_due(at=asking.at)
    assert Round.objects.get(number=1).extra_until == term(said, 3)
    answer(asking, asking.fatima)
    asking.at = term(said, 3)
    run_due(at=asking.at)
    held = Round.objects.get(number=1)
    assert held.closed_at is None
    assert held.extra_until == term(asking.at, 7)


def test_what_was_spoken_needs_its_words(asking: Cast) -> None:
    spoken = AnswerOnBehalf((SpokenAnswer(1, asking.jan, NO),))
    with unchanged(), breaks("objection-needs-reason"):
        answer_on_behalf(asking.case, spoken, by=asking.ria, at=asking.at)
