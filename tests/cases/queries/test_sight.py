"""The one exit: what a Sight says and what its SQL gives are the same rows, for everybody, in every state."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from gedragen.access.doing import NotFound, Role
from gedragen.access.seeing import Rows
from gedragen.cases.engine.sight import Eyes, eyes_of, visible_nominations, visible_words
from gedragen.cases.models import Nomination, Round, RoundAnswer, Words
from gedragen.cases.people.commands.nominations import Nominate, SettleAsNotReached, nominate, settle_as_not_reached
from gedragen.cases.people.commands.seats import decline, erase_me
from gedragen.cases.plan.queries.plan import item_sheet
from gedragen.cases.preparing.commands.preparation import BringView, GiveVoice, bring_view, give_voice
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, TakeBack, answer_on_behalf, take_back
from gedragen.cases.rounds.commands.rounds import BringObjection, bring_objection
from gedragen.cases.rounds.queries.rounds import round_cards
from gedragen.cases.state.own_rows import own_answers
from gedragen.method.consent import Answer
from tests.support.cast import (
    Cast,
    answer,
    come_in,
    invited,
    make_case,
    question_of,
    to_deciding,
    to_preparing,
    with_items,
    with_plan,
    with_rounds,
)
from tests.support.stage import on_stage

VIEWERS = ("anna", "bram", "fatima", "jan", "ria", "otto", "wim", "petra", "invited", "public")


@pytest.fixture
def lively(db: None, at: datetime) -> Cast:
    return on_stage("words everywhere", lambda: with_words_everywhere(make_case(at)))


def with_words_everywhere(starting: Cast) -> Cast:
    """A case with something written in every room, and one closed round."""
    cast = to_preparing(starting)
    give_voice(cast.case, GiveVoice("Alleen voor Ria.", room="private"), by=cast.bram, at=cast.at)
    give_voice(cast.case, GiveVoice("Voor iedereen.", room="circle"), by=cast.fatima, at=cast.at)
    bring_view(cast.case, BringView("Sluiten is beter."), by=cast.fatima, at=cast.at)
    ask_question(cast.case, AskQuestion("Wat kost de verwarming?", to=cast.petra), by=cast.bram, at=cast.at)
    nominate(
        cast.case, Nominate(name="Saar", contact="saar@example.nl", concern="Zij kookt er."), by=cast.bram, at=cast.at
    )
    answer_question(cast.case, AnswerQuestion(1, is_unknown=True), by=cast.petra, at=cast.at)
    settle_as_not_reached(cast.case, SettleAsNotReached(1), by=cast.ria, at=cast.at)
    with_plan(to_deciding(cast))
    return cast


def running(cast: Cast) -> Cast:
    """A second plan's round, open: Bram objects, Fatima says yes, opa Jan's answer is written down for him."""
    take_back(cast.case, TakeBack(1, because="Het wordt te veel."), by=cast.anna, at=cast.at)
    answer(cast, cast.bram, Answer.OBJECTION, reason="Ik kan dit niet alleen.")
    answer(cast, cast.fatima)
    spoken = [SpokenAnswer(3, cast.jan, Answer.ABSTENTION)]
    answer_on_behalf(cast.case, AnswerOnBehalf(tuple(spoken)), by=cast.ria, at=cast.at)
    bring_objection(cast.case, BringObjection(3, "Iemand durft het niet te zeggen."), by=cast.ria, at=cast.at)
    return cast


def everyones_eyes(cast: Cast) -> Iterator[Eyes]:
    guest = invited(cast, "xander", Role.PARTICIPANT)
    for name in VIEWERS:
        viewer = {"public": None, "invited": guest}.get(name, getattr(cast, name, None))
        yield eyes_of(cast.case, viewer)


def test_words_in_sql_are_the_words_of_the_sight(lively: Cast) -> None:
    for eyes in everyones_eyes(running(lively)):
        every = Words.objects.filter(case_id=lively.case).select_related("room")
        right = {words.pk for words in every if eyes.sight.reads(words.room.key, words.seat_id)}
        assert set(visible_words(eyes).values_list("id", flat=True)) == right


def test_answers_on_a_page_are_the_answers_of_the_sight(lively: Cast) -> None:
    for eyes in everyones_eyes(running(lively)):
        rounds = list(Round.objects.filter(case_id=lively.case).prefetch_related("item__versions"))
        cards = round_cards(eyes, rounds, own_answers(eyes))
        for round_ in rounds:
            every = RoundAnswer.objects.filter(round=round_).select_related("seat__name")
            told = {eyes.name(one.seat) for one in every if round_.closed_at and eyes.sees(one, round_)}
            card, own = cards[round_.pk], [one for one in every if one.seat_id == eyes.sight.seat]
            assert {one.by for one in card.answers if one.by} == (told if eyes.sight.given is Rows.ALL else set())
            assert (card.mine is not None) == any(eyes.sees(one, round_) for one in own)


def test_nominations_in_sql_are_the_nominations_of_the_sight(lively: Cast) -> None:
    for eyes in everyones_eyes(lively):
        every = Nomination.objects.filter(case_id=lively.case)
        right = {one.pk for one in every if eyes.sight.shows(eyes.sight.nominations, one.by_id)}
        assert set(visible_nominations(eyes).values_list("id", flat=True)) == right


@pytest.mark.parametrize("name", ["anna", "ria", "otto", "petra", "public"])
def test_an_open_round_tells_nobody_its_outcome(lively: Cast, name: str) -> None:
    running(lively)
    viewer = None if name == "public" else getattr(lively, name)
    card = item_sheet(lively.case, 1, viewer=viewer).rounds[-1]
    assert card.outcome is None
    assert card.counted is None
    assert card.answers == ()


def test_reasons_are_read_by_the_circle_once_the_round_has_closed(lively: Cast) -> None:
    running(lively)
    answer(lively, lively.anna)
    reasons = {given.reason for given in item_sheet(lively.case, 1, viewer=lively.jan).rounds[-1].answers}
    assert {"Ik kan dit niet alleen.", "Iemand durft het niet te zeggen."} <= reasons


def test_the_authority_never_reads_a_reason(lively: Cast) -> None:
    running(lively)
    answer(lively, lively.anna)
    texts = set(visible_words(eyes_of(lively.case, lively.otto)).values_list("text", flat=True))
    assert "Ik kan dit niet alleen." not in texts
    assert "Voor iedereen." not in texts


def test_an_objection_brought_for_somebody_names_nobody(lively: Cast) -> None:
    running(lively)
    answer(lively, lively.anna)
    answers = item_sheet(lively.case, 1, viewer=lively.ria).rounds[-1].answers
    assert [given.by for given in answers if given.reason == "Iemand durft het niet te zeggen."] == [""]


def test_an_erased_person_sees_nothing_and_is_seen_by_nobody(lively: Cast) -> None:
    erase_me(lively.case, by=lively.fatima, at=lively.at)
    with pytest.raises(NotFound):
        eyes_of(lively.case, lively.fatima)
    texts = set(visible_words(eyes_of(lively.case, lively.ria)).values_list("text", flat=True))
    assert "Voor iedereen." not in texts


def test_the_seat_of_another_case_is_an_outsider(lively: Cast) -> None:
    stranger = question_of("xander", lively.at)
    with pytest.raises(NotFound):
        eyes_of(lively.case, stranger)


def test_somebody_who_only_was_invited_reads_no_more_than_anyone(deciding: Cast) -> None:
    guest = eyes_of(deciding.case, invited(deciding, "xander", Role.PARTICIPANT))
    anyone = eyes_of(deciding.case, None)
    mine = set(Words.objects.filter(seat=guest.seat).values_list("id", flat=True))
    assert set(visible_words(guest).values_list("id", flat=True)) - mine == set(
        visible_words(anyone).values_list("id", flat=True)
    )
    assert guest.sight.nominations is Rows.OWN


def test_whoever_declines_no_longer_reads_with_the_circle(deciding: Cast) -> None:
    give_voice(deciding.case, GiveVoice("Voor iedereen.", room="circle"), by=deciding.fatima, at=deciding.at)
    decline(deciding.case, by=deciding.bram, at=deciding.at)
    texts = set(visible_words(eyes_of(deciding.case, deciding.bram)).values_list("text", flat=True))
    assert "Voor iedereen." not in texts


def test_those_who_come_later_read_no_ballot(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    answer(deciding, deciding.bram, Answer.OBJECTION, reason="Te duur.")
    late = come_in(deciding, "xander", Role.PARTICIPANT)
    texts = set(visible_words(eyes_of(deciding.case, late)).values_list("text", flat=True))
    assert "Te duur." not in texts
