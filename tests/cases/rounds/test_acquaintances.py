"""Whose yes is of somebody that nobody of the others knows: counted apart, and never the only yes of an item."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gedragen.access.doing import NotFound, Role
from gedragen.cases.models import Acquaintance, Round, RoundAnswer
from gedragen.cases.people.commands.acquaintances import KnowPerson, know_person
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import Invitation, erase_me, invite, join
from gedragen.cases.rounds.acquaintances import unknown_yes
from gedragen.cases.rounds.commands.consent import (
    AnswerOnBehalf,
    ConfirmAnswer,
    SpokenAnswer,
    answer_on_behalf,
    confirm_answer,
)
from gedragen.cases.rounds.entries import ROUND_CLOSED
from gedragen.cases.state.plan_state import asked_in
from gedragen.method.consent import Answer, Outcome
from tests.support.cast import Cast, answer, with_items, with_rounds
from tests.support.dump import entries
from tests.support.refusals import denied

YES, LEFT = Answer.YES, Answer.ABSTENTION


@pytest.fixture
def asking(deciding: Cast) -> Cast:
    """Nobody carries an item, so that one yes could be enough."""
    return with_rounds(with_items(deciding, bound=()))


def round_of(cast: Cast, number: int = 1) -> Round:
    return Round.objects.get(case=cast.case, number=number)


def answered(cast: Cast, *yes: int, item: int = 1) -> Round:
    """These say yes, the other deciders leave it to the group."""
    for seat in cast.deciders:
        answer(cast, seat, YES if seat in yes else LEFT, item=item)
    return round_of(cast, item)


def unknown_of(cast: Cast, number: int = 1) -> frozenset[int]:
    round_ = round_of(cast, number)
    return unknown_yes(round_, list(asked_in(round_)))


def test_one_yes_of_somebody_whom_nobody_knows_is_not_enough(asking: Cast) -> None:
    closed = answered(asking, asking.bram)
    assert (closed.outcome, closed.yes, closed.unknown_yes) == (Outcome.NOT_PASSED, 1, 1)


def test_one_yes_of_somebody_whom_another_decider_knows_is(asking: Cast) -> None:
    know_person(asking.case, KnowPerson(asking.bram), by=asking.jan, at=asking.at)
    closed = answered(asking, asking.bram)
    assert (closed.outcome, closed.yes, closed.unknown_yes) == (Outcome.PASSED, 1, 0)


def test_one_yes_of_who_brought_the_question_is_enough(asking: Cast) -> None:
    closed = answered(asking, asking.anna)
    assert (closed.outcome, closed.unknown_yes) == (Outcome.PASSED, 0)


def test_two_are_enough_also_when_nobody_knows_either(asking: Cast) -> None:
    closed = answered(asking, asking.bram, asking.fatima)
    assert (closed.outcome, closed.yes, closed.unknown_yes) == (Outcome.PASSED, 2, 2)


def test_the_journal_tells_everybody_how_many(asking: Cast) -> None:
    answered(asking, asking.anna, asking.bram)
    entry = entries(asking, ROUND_CLOSED)[-1]
    assert entry.data["unknown_yes"] == 1
    assert "unknown_yes" in entry.public


def test_what_is_said_later_changes_no_round_that_has_closed(asking: Cast) -> None:
    answered(asking, asking.bram)
    know_person(asking.case, KnowPerson(asking.bram), by=asking.jan, at=asking.at)
    closed = round_of(asking)
    assert (closed.outcome, closed.unknown_yes) == (Outcome.NOT_PASSED, 1)
    assert answered(asking, asking.bram, item=2).outcome == Outcome.PASSED


def test_taken_back_it_no_longer_counts(asking: Cast) -> None:
    know_person(asking.case, KnowPerson(asking.bram), by=asking.jan, at=asking.at)
    know_person(asking.case, KnowPerson(asking.bram, knows=False), by=asking.jan, at=asking.at)
    assert answered(asking, asking.bram).outcome == Outcome.NOT_PASSED


def test_who_was_named_by_another_decider_is_known(deciding: Cast) -> None:
    assert _joins_named_by(deciding, deciding.bram) not in unknown_of(deciding)


def test_a_naming_by_the_facilitator_or_a_professional_makes_nobody_known(deciding: Cast) -> None:
    seat = _joins_named_by(deciding, deciding.ria)
    assert unknown_of(deciding) == {seat}


def _joins_named_by(cast: Cast, namer: int) -> int:
    """Klaas is named, invited on that, joins and says yes in a round."""
    number = nominate(cast.case, Nominate("Klaas", "klaas@example.nl", "Woont ernaast"), by=namer, at=cast.at)
    invitation = Invitation("Klaas", "klaas@example.nl", Role.PARTICIPANT, nomination=number)
    klaas = invite(cast.case, invitation, by=cast.ria, at=cast.at)
    join(cast.case, by=klaas, at=cast.at)
    with_rounds(with_items(cast, bound=()))
    answer(cast, klaas)
    return klaas


def test_a_meeting_makes_known_once_another_who_was_there_says_so(asking: Cast) -> None:
    spoken = tuple(SpokenAnswer(1, seat, YES) for seat in (asking.bram, asking.jan))
    answer_on_behalf(asking.case, AnswerOnBehalf(spoken), by=asking.ria, at=asking.at)
    assert unknown_of(asking) == {asking.bram, asking.jan}
    of_jan = RoundAnswer.objects.get(round=round_of(asking), seat=asking.jan)
    confirm_answer(asking.case, ConfirmAnswer((of_jan.pk,)), by=asking.jan, at=asking.at)
    assert unknown_of(asking) == {asking.jan}


def test_who_decides_says_it_of_who_decides_and_of_nobody_else(asking: Cast) -> None:
    for nobody in (asking.jan, asking.ria, asking.otto, asking.petra, 10**9):
        with pytest.raises(NotFound):
            know_person(asking.case, KnowPerson(nobody), by=asking.jan, at=asking.at)
    for other in (asking.ria, asking.otto, asking.petra):
        with denied("not-your-role"):
            know_person(asking.case, KnowPerson(asking.bram), by=other, at=asking.at)


def test_nothing_is_told_of_it(asking: Cast) -> None:
    before = len(entries(asking))
    know_person(asking.case, KnowPerson(asking.bram), by=asking.jan, at=asking.at)
    know_person(asking.case, KnowPerson(asking.bram), by=asking.jan, at=asking.at)
    assert len(entries(asking)) == before
    assert Acquaintance.objects.count() == 1


def test_who_is_forgotten_knows_nobody_and_is_known_to_nobody(asking: Cast) -> None:
    know_person(asking.case, KnowPerson(asking.bram), by=asking.jan, at=asking.at)
    know_person(asking.case, KnowPerson(asking.jan), by=asking.fatima, at=asking.at)
    erase_me(asking.case, by=asking.jan, at=asking.at)
    assert not Acquaintance.objects.exists()


def test_it_is_found_in_a_fixed_number_of_queries(
    asking: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count, seat in enumerate(asking.deciders[1:], 1):
        spoken = SpokenAnswer(1, seat, YES)
        answer_on_behalf(asking.case, AnswerOnBehalf((spoken,)), by=asking.ria, at=asking.at)
        round_ = round_of(asking)
        deciders = list(asked_in(round_))
        with django_assert_num_queries(5):
            assert len(unknown_yes(round_, deciders)) == count
