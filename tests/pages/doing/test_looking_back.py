"""Looking back: the days, how each item goes, and the hard question in month three."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gedragen.cases.doing.commands.follow_through import (
    CloseReview,
    ItemGoing,
    LookBack,
    OpenCheckIn,
    RecordCall,
    close_review,
    look_back,
    open_check_in,
    record_call,
)
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.models import ReviewAnswer
from gedragen.method.follow_through import Going
from tests.support.cast import Cast
from tests.support.visitor import address, page_of, queries_of, visitor

SAID = {"going_1": "well", "going_2": "not_well", "text_2": "Een tweede paar handen.", "hard": "Ja, elke week."}


def path_of(cast: Cast, number: int | None = None) -> str:
    return (
        reverse("looking_back", args=[address(cast)])
        if number is None
        else reverse("review", args=[address(cast), number])
    )


@pytest.fixture
def month_three(carrying_out: Cast) -> Cast:
    """Ria has called, and the first review is open."""
    cast = carrying_out
    cast.at += timedelta(days=29)
    record_call(cast.case, RecordCall(1, "Het is druk op zaterdag."), by=cast.ria, at=cast.at)
    cast.at += timedelta(days=70)
    open_check_in(cast.case, OpenCheckIn(2), by=CLOCK, at=cast.at)
    return cast


def closed(cast: Cast) -> Cast:
    cast.at += timedelta(days=15)
    close_review(cast.case, CloseReview(2), by=CLOCK, at=cast.at)
    return cast


def test_before_carrying_out_the_page_says_what_comes(deciding: Cast) -> None:
    assert "There is nothing to look back on yet." in page_of(visitor(deciding.jan), path_of(deciding))


def test_the_days_stand_there_for_anyone(month_three: Cast) -> None:
    page = page_of(visitor(), path_of(month_three))
    for said in ("A call: how is it going?", "Looking back after 3 months", "Looking back after 12 months"):
        assert said in page
    assert "How is the plan going?" not in page
    assert "How is the plan going?" in page_of(visitor(month_three.jan), path_of(month_three))


def test_each_says_how_the_items_go(month_three: Cast) -> None:
    jan = visitor(month_three.jan)
    page = page_of(jan, path_of(month_three, 2))
    assert "After three months many plans end up in a drawer." in page
    assert "Take back my yes" in page
    assert jan.post(path_of(month_three, 2), SAID).status_code == 302
    assert ReviewAnswer.objects.count() == 3
    assert "Een tweede paar handen." in page_of(jan, path_of(month_three, 2))
    assert "Een tweede paar handen." not in page_of(visitor(month_three.anna), path_of(month_three, 2))
    assert "Een tweede paar handen." not in page_of(visitor(month_three.ria), path_of(month_three, 2))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({}, "Say for at least one item how it is going."), ({"text_1": "Hulp."}, "Then we keep your words")],
)
def test_what_is_missing_is_said_and_nothing_changes(month_three: Cast, said: dict[str, str], sentence: str) -> None:
    answered = visitor(month_three.jan).post(path_of(month_three, 2), said | {"seat": str(month_three.jan)})
    assert answered.status_code == 422
    assert sentence in answered.content.decode()
    assert not ReviewAnswer.objects.exists()


def test_only_who_takes_part_or_promised_something_looks_back(month_three: Cast) -> None:
    for seat in (month_three.ria, None):
        assert visitor(seat).post(path_of(month_three, 2), SAID).status_code == 403
    for seat in (month_three.otto, month_three.petra):
        assert visitor(seat).post(path_of(month_three, 2), SAID).status_code == 422
    assert not ReviewAnswer.objects.exists()
    assert '<form method="post" novalidate>' not in page_of(visitor(month_three.otto), path_of(month_three, 2))
    assert visitor(month_three.jan).get(path_of(month_three, 99)).status_code == 404


def test_what_the_authority_says_of_its_promise_stands_apart(month_three: Cast) -> None:
    cast = month_three
    asked = Offer(item_number=1, what="De kas nakijken", owner=cast.otto, checker=None, due_on=date(2027, 5, 1))
    offer_task(cast.case, asked, by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.otto, at=cast.at)
    page = page_of(visitor(cast.otto), path_of(cast, 2))
    assert "You promised something here. Did it happen?" in page
    assert "going_2" not in page
    assert "The hard question" not in page
    said = {"going_1": "well", "text_1": "Het is gebeurd."}
    assert visitor(cast.otto).post(path_of(cast, 2), said).status_code == 302
    page = page_of(visitor(closed(cast).jan), path_of(cast, 2))
    assert "Who promised something here says" in page
    assert "Het is gebeurd." in page
    assert "1 says it is going well" not in page


def test_after_closing_the_counts_have_a_sentence_and_a_table(month_three: Cast) -> None:
    going = {1: ItemGoing(Going.WELL), 2: ItemGoing(Going.NOT_WELL, "Een tweede paar handen.")}
    for seat in (month_three.jan, month_three.anna):
        look_back(month_three.case, LookBack(2, items=going, hard_answer="Ja."), by=seat, at=month_three.at)
    closed(month_three)
    page = page_of(visitor(month_three.bram), path_of(month_three, 2))
    assert "2 say it is going well." in page
    assert "The same in numbers" in page
    assert "Een tweede paar handen." in page
    assert reverse("take_back", args=[address(month_three), 1]) in page
    outside = page_of(visitor(), path_of(month_three, 2))
    assert "Een tweede paar handen." not in outside
    assert "2 say it is going well." not in outside
    late = visitor(month_three.jan).post(path_of(month_three, 2), SAID)
    assert late.status_code == 422


def test_what_was_heard_on_the_call(month_three: Cast) -> None:
    assert "Het is druk op zaterdag." in page_of(visitor(month_three.jan), path_of(month_three, 1))
    assert "Het is druk op zaterdag." not in page_of(visitor(), path_of(month_three, 1))
    assert "This is still to come" in page_of(visitor(), path_of(month_three, 3))


def test_queries_do_not_grow_with_what_was_said(month_three: Cast) -> None:
    going = {1: ItemGoing(Going.WELL, "Goed."), 2: ItemGoing(Going.NOT_WELL, "Hulp.")}
    look_back(month_three.case, LookBack(2, items=going), by=month_three.jan, at=month_three.at)
    for seat in month_three.deciders:
        look_back(month_three.case, LookBack(2, items=going, hard_answer="Ja."), by=seat, at=month_three.at)
    closed(month_three)
    many = queries_of(visitor(month_three.bram), path_of(month_three, 2))
    ReviewAnswer.objects.exclude(seat=month_three.jan).delete()
    assert queries_of(visitor(month_three.bram), path_of(month_three, 2)) == many
