"""What is mine: answers to confirm or take back, everything that is kept, and being forgotten."""

import pytest
from django.urls import reverse

from gedragen.cases.arriving.queries.getting_in import my_link
from gedragen.cases.models import RoundAnswer, Seat
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.method.consent import Answer
from tests.support.cast import Cast, with_items, with_plan, with_rounds
from tests.support.visitor import address, neighbour, page_of

pytestmark = pytest.mark.django_db


def at(cast: Cast, name: str) -> str:
    return reverse(name, args=[address(cast)])


@pytest.fixture
def spoken(deciding: Cast) -> Cast:
    """Ria wrote down two answers of opa Jan."""
    with_rounds(with_items(deciding))
    said = [SpokenAnswer(1, deciding.jan, Answer.YES), SpokenAnswer(2, deciding.jan, Answer.OBJECTION, "Te laat.")]
    answer_on_behalf(deciding.case, AnswerOnBehalf(tuple(said)), by=deciding.ria, at=deciding.at)
    return deciding


def test_no_answers_yet_says_what_will_come(deciding: Cast) -> None:
    assert "U hebt nog geen antwoord gegeven." in page_of(neighbour(deciding.jan), at(deciding, "my_answers"))


def test_what_was_written_down_for_me_is_mine_to_confirm(spoken: Cast) -> None:
    client = neighbour(spoken.jan)
    page = page_of(client, at(spoken, "my_answers"))
    assert "Te laat." in page
    first = RoundAnswer.objects.get(round__number=1, seat=spoken.jan)
    answer = client.post(at(spoken, "my_answers"), {"answers": [first.pk]}, follow=True)
    assert "voor u opgeschreven, door u bevestigd" in answer.content.decode()
    assert "voor u opgeschreven, nog niet bevestigd" in answer.content.decode()


def test_confirming_nothing_is_a_sentence(spoken: Cast) -> None:
    answer = neighbour(spoken.jan).post(at(spoken, "my_answers"), {})
    assert answer.status_code == 422
    assert "Kies de antwoorden die kloppen." in answer.content.decode()


def test_nobody_confirms_for_somebody_else(spoken: Cast) -> None:
    theirs = RoundAnswer.objects.get(round__number=1, seat=spoken.jan)
    assert neighbour(spoken.bram).post(at(spoken, "my_answers"), {"answers": [theirs.pk]}).status_code == 422
    theirs.refresh_from_db()
    assert theirs.confirmed_at is None


def test_a_yes_that_counts_can_be_taken_back(deciding: Cast) -> None:
    with_plan(deciding)
    page = page_of(neighbour(deciding.bram), at(deciding, "my_answers"))
    assert reverse("take_back", args=[address(deciding), 1]) in page


def test_my_data_shows_what_is_kept_and_who_reads_it(deciding: Cast) -> None:
    give_voice(deciding.case, GiveVoice("Ik ben bang voor lawaai.", room="private"), by=deciding.bram, at=deciding.at)
    page = page_of(neighbour(deciding.bram), at(deciding, "my_data"))
    assert "Ik ben bang voor lawaai." in page
    assert "Alleen u en wie het gesprek begeleidt kunnen dit lezen." in page
    assert "bram@example.nl" in page
    assert my_link(deciding.bram) in page
    assert my_link(deciding.ria) not in page_of(neighbour(deciding.ria), at(deciding, "my_data"))


def test_being_forgotten_is_asked_twice_and_done_at_once(deciding: Cast) -> None:
    client = neighbour(deciding.bram)
    page = page_of(client, at(deciding, "erase_me"))
    assert "Wat blijft, en waarom" in page
    answer = client.post(at(deciding, "erase_me"), follow=True)
    assert "Wij zijn u vergeten." in answer.content.decode()
    assert Seat.objects.get(id=deciding.bram).erased_at is not None
    assert client.get(at(deciding, "road")).status_code == 403


def test_the_facilitator_cannot_disappear(deciding: Cast) -> None:
    assert neighbour(deciding.ria).get(at(deciding, "erase_me")).status_code == 403
