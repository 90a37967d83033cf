"""The call, the reviews and the hard question: opened by time, answered by the people."""

from datetime import date, datetime, timedelta

import pytest

from gedragen.access.doing import NotFound
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
from gedragen.cases.doing.entries import CALL_DUE, CALL_RECORDED, REVIEW_CLOSED, REVIEW_OPENED
from gedragen.cases.doing.queries.follow_through import review_sheet
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.home.queries.home import home_sheet
from gedragen.cases.home.queries.now import NowKind
from gedragen.cases.models import CheckIn, ReviewAnswer, Words
from gedragen.cases.people.commands.dependence import RecordDependence, record_dependence
from gedragen.method.follow_through import Going
from gedragen.method.terms import end_of_day, term
from gedragen.notices.seats import who_look_back
from tests.support.cast import Cast
from tests.support.dump import entries, tells, unchanged
from tests.support.refusals import breaks, denied

CALL, MONTH_THREE, MONTH_SIX = 1, 2, 3


def on_the_day(cast: Cast, number: int) -> datetime:
    """Go to the morning of the day of this check-in."""
    due_on = CheckIn.objects.get(case=cast.case, number=number).due_on
    cast.at = end_of_day(due_on) - timedelta(hours=14)
    return cast.at


@pytest.fixture
def looking_back(carrying_out: Cast) -> Cast:
    open_check_in(carrying_out.case, OpenCheckIn(MONTH_THREE), by=CLOCK, at=on_the_day(carrying_out, MONTH_THREE))
    return carrying_out


def look(
    cast: Cast,
    seat: int,
    *,
    going: Going | None = Going.WELL,
    text: str = "",
    hard: str = "",
    number: int = MONTH_THREE,
) -> None:
    items = {1: ItemGoing(going, text)} if going else {}
    look_back(cast.case, LookBack(number, items=items, hard_answer=hard), by=seat, at=cast.at)


def test_no_check_in_before_its_day(carrying_out: Cast) -> None:
    on_the_day(carrying_out, CALL)
    for at in (carrying_out.at - timedelta(days=1), carrying_out.at - timedelta(hours=11)):
        with unchanged(), breaks("check-in-is-not-due"):
            open_check_in(carrying_out.case, OpenCheckIn(CALL), by=CLOCK, at=at)
    with tells(carrying_out, CALL_DUE):
        open_check_in(carrying_out.case, OpenCheckIn(CALL), by=CLOCK, at=carrying_out.at)
    with unchanged(), breaks("check-in-is-not-due"):
        open_check_in(carrying_out.case, OpenCheckIn(CALL), by=CLOCK, at=carrying_out.at)


def test_a_call_is_recorded_once_for_all_to_read(carrying_out: Cast) -> None:
    with unchanged(), breaks("call-needs-text"):
        record_call(carrying_out.case, RecordCall(CALL, " "), by=carrying_out.ria, at=carrying_out.at)
    with tells(carrying_out, CALL_RECORDED):
        record_call(carrying_out.case, RecordCall(CALL, "Het loopt."), by=carrying_out.ria, at=carrying_out.at)
    words = CheckIn.objects.get(number=CALL).words
    assert words is not None
    assert words.room.key == "circle"
    with unchanged(), breaks("call-is-recorded"):
        record_call(carrying_out.case, RecordCall(CALL, "Nog eens."), by=carrying_out.ria, at=carrying_out.at)


def test_a_review_is_no_call(carrying_out: Cast) -> None:
    with unchanged(), pytest.raises(NotFound):
        record_call(carrying_out.case, RecordCall(MONTH_THREE, "Hallo?"), by=carrying_out.ria, at=carrying_out.at)
    with unchanged(), pytest.raises(NotFound):
        look(carrying_out, carrying_out.anna, number=CALL)


def test_a_review_opens_for_two_weeks(looking_back: Cast) -> None:
    assert entries(looking_back)[-1].kind == REVIEW_OPENED
    assert CheckIn.objects.get(number=MONTH_THREE).closes_at == term(looking_back.at, 14)


def test_everyone_says_how_it_goes_and_nobody_reads_it_yet(looking_back: Cast) -> None:
    with tells(looking_back):
        look(looking_back, looking_back.jan, going=Going.NOT_WELL, text="De kas klopt niet.", hard="Ja, elke week.")
    words = [one.words for one in ReviewAnswer.objects.order_by("id")]
    assert [one.room.key for one in words if one is not None] == ["ballot", "ballot"]


def test_answering_again_replaces(looking_back: Cast) -> None:
    look(looking_back, looking_back.jan, hard="Nee.")
    look(looking_back, looking_back.jan, going=Going.NOT_NEEDED, hard="Toch wel.")
    assert list(ReviewAnswer.objects.order_by("id").values_list("going", flat=True)) == [Going.NOT_NEEDED, ""]


def test_the_hard_question_is_answered_where_it_is_asked(looking_back: Cast) -> None:
    open_check_in(looking_back.case, OpenCheckIn(MONTH_SIX), by=CLOCK, at=on_the_day(looking_back, MONTH_SIX))
    with unchanged(), breaks("hard-question-is-not-asked"):
        look(looking_back, looking_back.jan, hard="Nee.", number=MONTH_SIX)
    look(looking_back, looking_back.jan, number=MONTH_SIX)


def test_looking_back_says_something_about_items_that_exist(looking_back: Cast) -> None:
    with unchanged(), breaks("review-needs-answer"):
        look(looking_back, looking_back.jan, going=None, hard=" ")
    with unchanged(), pytest.raises(NotFound):
        look_back(
            looking_back.case,
            LookBack(MONTH_THREE, items={9: ItemGoing(Going.WELL)}),
            by=looking_back.jan,
            at=looking_back.at,
        )


def test_only_those_it_is_about_look_back(looking_back: Cast) -> None:
    with unchanged(), denied("not-your-role"):
        look(looking_back, looking_back.ria)
    for who in (looking_back.otto, looking_back.petra):
        with unchanged(), breaks("looks-back-on-own-promises"):
            look(looking_back, who)


def test_the_authority_looks_back_on_what_it_promised_and_on_nothing_else(carrying_out: Cast) -> None:
    cast = carrying_out
    asked = Offer(item_number=1, what="De kas nakijken", owner=cast.otto, checker=None, due_on=date(2026, 5, 1))
    offer_task(cast.case, asked, by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.otto, at=cast.at)
    open_check_in(cast.case, OpenCheckIn(MONTH_THREE), by=CLOCK, at=on_the_day(cast, MONTH_THREE))
    assert NowKind.LOOK_BACK in [one.kind for one in home_sheet(cast.case, viewer=cast.otto).now]
    assert cast.otto in who_look_back(entries(cast)[-1])
    assert cast.petra not in who_look_back(entries(cast)[-1])
    with unchanged(), breaks("looks-back-on-own-promises"):
        look_back(cast.case, LookBack(MONTH_THREE, items={2: ItemGoing(Going.WELL)}), by=cast.otto, at=cast.at)
    with unchanged(), breaks("hard-question-is-not-asked"):
        look(cast, cast.otto, hard="Nee.")
    look(cast, cast.otto, text="Het is gebeurd.")
    look(cast, cast.jan, going=Going.NOT_WELL)
    cast.at = term(cast.at, 14)
    close_review(cast.case, CloseReview(MONTH_THREE), by=CLOCK, at=cast.at)
    item = review_sheet(cast.case, MONTH_THREE, viewer=cast.anna).items[0]
    assert item.counted == {Going.NOT_WELL: 1}
    assert [one.text for one in item.of_promises] == ["Het is gebeurd."]
    # The room rules stay: what the people said is not the authority's to read.
    theirs = review_sheet(cast.case, MONTH_THREE, viewer=cast.otto)
    assert not theirs.reads_all
    assert not any(one.said or one.of_promises for one in theirs.items)


def test_a_review_that_is_not_open_takes_no_answer(looking_back: Cast) -> None:
    with unchanged(), breaks("review-is-not-open"):
        look(looking_back, looking_back.jan, number=MONTH_SIX)


def test_after_the_announced_moment_no_answer_counts_also_when_nobody_closed_it(looking_back: Cast) -> None:
    looking_back.at = term(looking_back.at, 14)
    with unchanged(), breaks("review-is-not-open"):
        look(looking_back, looking_back.jan)


def test_a_review_closes_at_its_moment_and_is_read_by_those_who_take_part(looking_back: Cast) -> None:
    look(looking_back, looking_back.jan, text="De kas is weg.")
    look(looking_back, looking_back.jan, text="De kas klopt niet.")
    with unchanged(), breaks("review-is-open"):
        close_review(looking_back.case, CloseReview(MONTH_THREE), by=CLOCK, at=looking_back.at)
    looking_back.at = term(looking_back.at, 14)
    with tells(looking_back, REVIEW_CLOSED):
        close_review(looking_back.case, CloseReview(MONTH_THREE), by=CLOCK, at=looking_back.at)
    words = ReviewAnswer.objects.get().words
    assert words is not None
    assert words.room.key == "circle"
    # What was replaced by another answer is forgotten.
    assert not Words.objects.filter(text="De kas is weg.").exists()
    assert entries(looking_back)[-1].data["answers"] == 1
    with unchanged(), breaks("review-is-open"):
        close_review(looking_back.case, CloseReview(MONTH_THREE), by=CLOCK, at=looking_back.at)


def test_where_somebody_depends_on_another_nobody_reads_who_looked_back_how(looking_back: Cast) -> None:
    record_dependence(looking_back.case, RecordDependence(looking_back.jan), by=looking_back.jan, at=looking_back.at)
    look(looking_back, looking_back.jan, going=Going.NOT_WELL, text="Wij doen het alleen.", hard="Bijna niets.")
    look(looking_back, looking_back.bram, text="Alles loopt.")
    closes_at = CheckIn.objects.get(case=looking_back.case, number=MONTH_THREE).closes_at
    close_review(looking_back.case, CloseReview(MONTH_THREE), by=CLOCK, at=closes_at or looking_back.at)
    sheet = review_sheet(looking_back.case, MONTH_THREE, viewer=looking_back.anna)
    said = sheet.items[0].said
    assert [(one.by, one.going, one.text) for one in said] == [
        ("", None, "Alles loopt."),
        ("", None, "Wij doen het alleen."),
    ]
    assert [(one.by, one.text) for one in sheet.hard_answers] == [("", "Bijna niets.")]
    assert sheet.items[0].counted == {Going.WELL: 1, Going.NOT_WELL: 1}
