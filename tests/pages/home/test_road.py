"""The road: one thing to do, and the links to the rest. What somebody does not see is said plainly."""

import pytest
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.method.consent import Answer
from gedragen.pages.home import now_for_you
from tests.support.cast import Cast, come_in, with_items, with_plan, with_rounds, with_test
from tests.support.visitor import address, neighbour, page_of, queries_of

pytestmark = pytest.mark.django_db


def road(cast: Cast) -> str:
    return reverse("road", args=[address(cast)])


def test_every_kind_has_its_words_and_its_place() -> None:
    assert set(now_for_you._SAYS) == set(now_for_you._WHERE) == set(NowKind)


def test_an_item_that_waits_is_the_one_thing_to_do(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    page = page_of(neighbour(deciding.bram), road(deciding))
    assert "Onderdeel 1: Bewoners doen de administratie" in page
    assert reverse("item", args=[address(deciding), 1]) in page
    assert "Dit kan tot" in page
    assert "Daarna zijn er nog 2 dingen." in page


def test_an_answer_written_down_for_me_comes_first(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    answer_on_behalf(
        deciding.case, AnswerOnBehalf((SpokenAnswer(1, deciding.jan, Answer.YES),)), by=deciding.ria, at=deciding.at
    )
    assert "Hebben we dit goed opgeschreven?" in page_of(neighbour(deciding.jan), road(deciding))


def test_nothing_to_do_says_so(testing: Cast) -> None:
    page = page_of(neighbour(testing.wim), road(testing))
    assert "Er is nu niets voor u te doen" in page


def test_the_main_person_says_yes_to_the_facilitator(starting: Cast) -> None:
    client = neighbour(starting.anna)
    place = reverse("accept_facilitator", args=[address(starting)])
    assert "Mag Ria Jansen het gesprek begeleiden?" in page_of(client, road(starting))
    assert "Ik woon hier niet en werk niet voor het stadsdeel." in page_of(client, place)
    assert client.post(place).headers["Location"] == road(starting)
    assert "Mag Ria Jansen" not in page_of(client, road(starting))
    assert "U zei ja op" in page_of(client, place)
    assert neighbour(starting.otto).get(place).status_code == 403


def test_the_authority_writes_frames_first_and_then_the_promise(starting: Cast) -> None:
    page = page_of(neighbour(starting.otto), road(starting))
    assert "Schrijf de eerste grens" in page
    assert reverse("frame_new", args=[address(starting)]) in page


def test_the_authority_tests_and_hears_what_it_does_not_see(testing: Cast) -> None:
    page = page_of(neighbour(testing.otto), road(testing))
    assert reverse("frame_test", args=[address(testing)]) in page
    assert "U ziet niet wat mensen tegen elkaar zeggen" in page
    assert reverse("process", args=[address(testing)]) in page
    assert "Bram" not in page


def test_a_professional_finds_the_question(preparing: Cast) -> None:
    ask_question(preparing.case, AskQuestion("Wat kost de verwarming?"), by=preparing.bram, at=preparing.at)
    page = page_of(neighbour(preparing.petra), road(preparing))
    assert "Er is een vraag voor u: Wat kost de verwarming?" in page
    assert "U ziet niet wat mensen onder elkaar bespreken" in page


def test_the_facilitator_is_at_home_in_the_overview(preparing: Cast) -> None:
    answer = neighbour(preparing.ria).get(road(preparing))
    assert answer.headers["Location"] == reverse("cockpit", args=[address(preparing)])


def test_the_road_has_a_human_on_it(preparing: Cast) -> None:
    page = page_of(neighbour(preparing.jan), road(preparing))
    assert "Bel Ria Jansen" in page
    assert "U bent hier als Jan Oudejans" in page


def test_the_number_of_queries_does_not_grow_with_people_and_items(deciding: Cast) -> None:
    client = neighbour(deciding.bram)
    with_rounds(with_items(deciding))
    page_of(client, road(deciding))
    few = queries_of(client, road(deciding))
    for number in range(4):
        come_in(deciding, f"Buur {number}", Role.PARTICIPANT, contact="")
        with_rounds(with_items(deciding))
    many = queries_of(client, road(deciding))
    assert many == few


def test_a_plan_under_test_leaves_people_nothing_to_answer(deciding: Cast) -> None:
    with_test(with_plan(deciding))
    page = page_of(neighbour(deciding.bram), road(deciding))
    assert "2 zijn afgesproken." in page
