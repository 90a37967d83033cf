"""The plan: items, six lights in sentences, what stands beside it, and an end without a plan."""

from datetime import datetime

import pytest
from django.urls import reverse

from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.models import Case
from gedragen.cases.plan.commands import AgreeSafetyNet, ItemText, agree_safety_net, write_item
from gedragen.cases.plan.queries.plan import plan_sheet
from gedragen.cases.preparing.commands.preparation import AnswerView, BringView, answer_view, bring_view
from gedragen.method.consent import Answer
from tests.support import family_cast
from tests.support.cast import (
    Cast,
    answer,
    everyone_says_yes,
    give_up,
    question_of,
    the_decision,
    with_items,
    with_plan,
    with_rounds,
)
from tests.support.family_cast import Family
from tests.support.visitor import address, page_of, queries_of, visitor


def path_of(cast: Cast, name: str = "plan") -> str:
    return reverse(name, args=[address(cast)])


def test_an_empty_plan_says_what_comes_and_when(preparing: Cast) -> None:
    page = page_of(visitor(preparing.bram), path_of(preparing))
    assert "There is no plan yet." in page
    assert "Then the people write the plan themselves." in page
    assert "Write the first item" not in page


def test_a_question_that_nobody_took_up_has_no_plan(db: None, at: datetime) -> None:
    seat = question_of("fatima", at)
    case = Case.objects.get(seats=seat)
    for name in ("plan", "plan_print", "safety_net"):
        assert visitor(seat).get(reverse(name, args=[case.address])).status_code == 404


def test_those_who_decide_write_the_first_item(deciding: Cast) -> None:
    assert "Write the first item" in page_of(visitor(deciding.bram), path_of(deciding))
    assert "Write the first item" not in page_of(visitor(deciding.ria), path_of(deciding))
    assert "Write the first item" not in page_of(visitor(), path_of(deciding))


def test_the_plan_leads_to_the_first_item_that_waits_for_me(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    assert "Answer item 1" in page_of(visitor(deciding.bram), path_of(deciding))
    answer(deciding, deciding.bram)
    page = page_of(visitor(deciding.bram), path_of(deciding))
    assert "Answer item 2" in page
    assert "You have answered" in page


def test_nobody_outside_is_told_to_answer(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    page = page_of(visitor(), path_of(deciding))
    assert "People are answering now" in page
    assert "You can answer now" not in page
    assert "Answer item" not in page


def test_the_lights_are_sentences_with_their_open_ends_and_no_percentage(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    for seat in (deciding.anna, deciding.bram, deciding.fatima):
        answer(deciding, seat)
    answer(deciding, deciding.jan, Answer.ABSTENTION)
    page = page_of(visitor(), path_of(deciding))
    assert "Item 1: nobody says no. Of the 4 who decide: 3 say yes, 1 leaves it to the group." in page
    assert "Item 2: people are answering now." in page
    assert "1 person carries an item and said yes to it." in page
    assert "has not been checked against the limits" in page
    assert "What we do if it goes wrong has not been written down." in page
    assert "%" not in page


def test_who_decided_is_named_to_those_who_take_part_only(deciding: Cast) -> None:
    with_plan(deciding)
    assert "The yes is from Anna de Vries, Bram Willems, Fatima Amrani and Jan Oudejans." in page_of(
        visitor(deciding.jan), path_of(deciding)
    )
    page = page_of(visitor(), path_of(deciding))
    assert "4 say yes." in page
    assert "Bram Willems" not in page
    assert "1 person who decides too" in page


def test_who_decides_and_who_carries_stand_side_by_side(carrying_out: Cast) -> None:
    number = offer_task(
        carrying_out.case, Offer(1, "De boeken nakijken", carrying_out.petra), by=carrying_out.anna, at=carrying_out.at
    )
    answer_task(carrying_out.case, AnswerTask(number, accepts=True), by=carrying_out.petra, at=carrying_out.at)
    page = page_of(visitor(), path_of(carrying_out))
    assert "Of the 2 who do this, 1 decided on it too." in page
    assert "Over the whole plan: deciding 4, carrying it out 2, both 1." in page


def test_another_view_stands_beside_the_plan_with_its_answer(preparing: Cast) -> None:
    bring_view(preparing.case, BringView("Sluiten is beter."), by=preparing.fatima, at=preparing.at)
    page = page_of(visitor(preparing.jan), path_of(preparing))
    assert "Sluiten is beter." in page
    assert "There is no answer to this yet." in page
    answer_view(preparing.case, AnswerView(1, "Wij kijken over een jaar."), by=preparing.jan, at=preparing.at)
    assert "Wij kijken over een jaar." in page_of(visitor(preparing.jan), path_of(preparing))


def test_the_decision_stands_beside_the_plan_line_by_line(carrying_out: Cast) -> None:
    record_decision(
        carrying_out.case,
        the_decision("Het college geeft het huis in beheer.", {2: "Alleen op zaterdag."}),
        by=carrying_out.otto,
        at=carrying_out.at,
    )
    page = page_of(visitor(), path_of(carrying_out))
    assert "Het college geeft het huis in beheer." in page
    assert "Alleen op zaterdag." in page
    assert "Taken over, according to" in page
    assert "Taking part or saying yes costs you no rights." in page


def test_no_plan_says_what_was_tried_and_what_happens_now(deciding: Cast) -> None:
    with_items(deciding)
    words = {"tried": "Drie avonden gepraat.", "stays_open": "Wie betaalt."}
    give_up(deciding.case, by=deciding.ria, at=deciding.at, **words)
    page = page_of(visitor(), path_of(deciding))
    for said in ("Drie avonden gepraat.", "Wie betaalt.", "Dan sluit het huis op 1 januari.", "Wethouder Terpstra"):
        assert said in page
    assert "nobody's fault" in page
    assert "Is this plan carried?" not in page


def test_the_sheet_for_the_fridge_door(carrying_out: Cast) -> None:
    page = page_of(visitor(carrying_out.bram), path_of(carrying_out, "plan_print"))
    assert "Our plan: Huize Lydia" in page
    assert "Wie iets merkt, belt Ria." in page
    assert "Bram Willems" in page


def test_the_safety_net_is_written_by_those_who_decide(deciding: Cast) -> None:
    path = path_of(deciding, "safety_net")
    jan = visitor(deciding.jan)
    assert jan.post(path, {"text": " "}).status_code == 422
    assert jan.post(path, {"text": "Wie iets merkt, belt Fatima."}).status_code == 302
    assert "Wie iets merkt, belt Fatima." in page_of(jan, path)
    assert visitor(deciding.ria).get(path).status_code == 403
    assert visitor().get(path).status_code == 403


def test_a_stale_safety_net_shows_both_texts_and_can_be_sent_again(deciding: Cast) -> None:
    agree_safety_net(deciding.case, AgreeSafetyNet("Wie iets merkt, belt Ria."), by=deciding.anna, at=deciding.at)
    path, jan = path_of(deciding, "safety_net"), visitor(deciding.jan)
    answered = jan.post(path, {"text": "Wij bellen Fatima.", "version": "0"})
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Somebody changed this text while you were reading." in page
    assert "Wie iets merkt, belt Ria." in page
    assert "Wij bellen Fatima." in page
    read = str(plan_sheet(deciding.case, viewer=None).safety_net_words)
    assert f'name="version" value="{read}"' in page
    assert jan.post(path, {"text": "Wij bellen Fatima.", "version": read}).status_code == 302


@pytest.mark.parametrize("name", ["plan", "plan_print"])
def test_queries_do_not_grow_with_the_items(deciding: Cast, name: str) -> None:
    with_plan(deciding)
    offer_task(deciding.case, Offer(1, "Doen", deciding.jan), by=deciding.anna, at=deciding.at)
    bram = visitor(deciding.bram)
    few = queries_of(bram, path_of(deciding, name))
    for number in range(3, 13):
        text = ItemText(f"Onderdeel {number}", "Wij doen dit.", bound=[deciding.jan, deciding.anna])
        deciding.items = [write_item(deciding.case, text, by=deciding.anna, at=deciding.at)]
        with_rounds(deciding)
        everyone_says_yes(deciding, item=number)
        for owner in (deciding.jan, deciding.anna):
            offer_task(deciding.case, Offer(number, "Doen", owner), by=deciding.anna, at=deciding.at)
    assert queries_of(bram, path_of(deciding, name)) == few


def test_one_of_several_is_told_as_one(deciding: Cast) -> None:
    with_rounds(with_items(deciding))
    assert "Nothing has been agreed yet." in page_of(visitor(), path_of(deciding))
    everyone_says_yes(deciding, item=1)
    assert "1 of the 2 items has been agreed." in page_of(visitor(), path_of(deciding))
    everyone_says_yes(deciding, item=2)
    assert "Every item has been agreed." in page_of(visitor(), path_of(deciding))


def test_where_only_the_law_is_the_limit_the_plan_waits_for_no_answer(family: Family) -> None:
    family_cast.with_rounds(family_cast.to_deciding(family_cast.to_preparing(family)))
    page = page_of(visitor(family.sanne), reverse("plan", args=[Case.objects.get(id=family.case).address]))
    assert "Only the law is the limit. Once the plan is ready, it goes ahead." in page


def test_what_one_person_writes_down_for_all_names_them_to_who_takes_part(deciding: Cast) -> None:
    with_plan(deciding)
    assert "Fatima" in page_of(visitor(deciding.jan), path_of(deciding)).partition("If it goes wrong")[2]
    assert "wrote this down" in page_of(visitor(deciding.jan), path_of(deciding))
    assert "wrote this down" not in page_of(visitor(), path_of(deciding))
