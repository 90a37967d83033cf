"""Where an approach says so, the people agree on the days to look back one by one; elsewhere they are counted."""

from datetime import date, datetime, timedelta

import pytest

from gedragen.access.doing import Denied
from gedragen.cases.doing.commands.review_days import AgreeReviewDay, agree_review_day
from gedragen.cases.due import run_due
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import CheckIn
from gedragen.cases.state.plan_lights import plan_facts
from tests.support.cast import Cast
from tests.support.dump import dump
from tests.support.own_file import carrying_out, faults_in, own_file
from tests.support.refusals import breaks

AGREED = 'dates = "agreed"'
JUNE, SEPTEMBER, LATER = date(2026, 6, 20), date(2026, 9, 19), date(2027, 3, 20)


@pytest.fixture
def own(db: None, at: datetime) -> Cast:
    return carrying_out(at, AGREED)


def agrees(cast: Cast, months: int, day: date, *, was: date | None = None, by: int | None = None) -> Cast:
    agree_review_day(cast.case, AgreeReviewDay(months, day, was), by=by or cast.bram, at=cast.at)
    return cast


def days(cast: Cast) -> list[tuple[int, date]]:
    reviews = CheckIn.objects.filter(case=cast.case, kind="review").order_by("months")
    return list(reviews.values_list("months", "due_on"))


def test_no_day_stands_until_people_agree_on_it(own: Cast) -> None:
    assert days(own) == []
    assert CheckIn.objects.get(case=own.case).kind == "call"
    agrees(agrees(own, 6, SEPTEMBER), 3, JUNE)
    assert days(own) == [(3, JUNE), (6, SEPTEMBER)]


def test_the_light_burns_when_each_has_its_day(own: Cast) -> None:
    for months, day in ((3, JUNE), (6, SEPTEMBER)):
        agrees(own, months, day)
        assert not plan_facts(fresh(own.case)).review_planned
    agrees(own, 12, LATER)
    assert plan_facts(fresh(own.case)).review_planned


def test_it_opens_on_that_day_and_then_the_day_stays(own: Cast) -> None:
    agrees(own, 3, JUNE)
    own.at += timedelta(days=110)
    run_due(at=own.at)
    assert CheckIn.objects.get(case=own.case, months=3).opened_at == own.at
    with breaks("review-has-begun"):
        agrees(own, 3, SEPTEMBER, was=JUNE)


def test_another_day_replaces_the_one_that_was_read(own: Cast) -> None:
    agrees(own, 3, JUNE)
    before = dump()
    with breaks("day-has-changed"):
        agrees(own, 3, SEPTEMBER)
    with breaks("nothing-changed"):
        agrees(own, 3, JUNE, was=JUNE)
    assert dump() == before
    assert days(agrees(own, 3, SEPTEMBER, was=JUNE)) == [(3, SEPTEMBER)]


def test_a_day_that_is_over_or_that_nobody_asks_for_is_refused(own: Cast) -> None:
    before = dump()
    with breaks("day-is-not-ahead"):
        agrees(own, 3, own.at.date())
    with breaks("no-such-review"):
        agrees(own, 4, JUNE)
    with pytest.raises(Denied, match="not-your-role"):
        agrees(own, 3, JUNE, by=own.ria)
    assert dump() == before


def test_elsewhere_days_are_counted(db: None, at: datetime) -> None:
    cast = carrying_out(at, 'dates = "counted"')
    assert [months for months, _ in days(cast)] == [3, 6, 12]
    with pytest.raises(Denied, match="needs-agrees-days"):
        agrees(cast, 3, JUNE)


def test_another_word_or_an_older_format_is_refused() -> None:
    text = own_file().replace("review_days = 14", 'review_days = 14\ndates = "soon"')
    assert "'soon' is unknown" in faults_in(text)["follow_through.dates"]
    old = own_file().replace("format = 2", "format = 1").replace("review_days = 14", f"review_days = 14\n{AGREED}")
    assert faults_in(old)["follow_through.dates"].startswith("came with format 2")
