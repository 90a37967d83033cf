"""In a very large meeting one finds who speaks by name, and nothing that was filled in gets lost on the way."""

import re

import pytest
from django.urls import reverse

from gedragen.cases.models import RoundAnswer, Seat
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.method.consent import Answer
from tests.pages.conftest import stop_the_clock
from tests.support.cast import Cast, answer, card_of, make_case, to_deciding, to_preparing, with_items, with_rounds
from tests.support.crowd import fill
from tests.support.stage import on_stage
from tests.support.visitor import address, page_of, rows_read, visitor


@pytest.fixture(autouse=True)
def _a_small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight people are very many here."""
    monkeypatch.setattr("gedragen.cases.engine.finding.LISTED", 8)
    monkeypatch.setattr("gedragen.cases.engine.finding.FOUND", 3)


@pytest.fixture
def meeting(db: None, at: object, monkeypatch: pytest.MonkeyPatch) -> Cast:
    return stop_the_clock(monkeypatch, on_stage("a meeting of twenty", lambda: hall(at, 20)))


def hall(at: object, people: int) -> Cast:
    cast = to_preparing(make_case(at))  # type: ignore[arg-type]
    fill(cast, people, cast.at)
    return with_rounds(with_items(to_deciding(cast)))


def path(cast: Cast) -> str:
    return reverse("on_behalf", args=[address(cast)])


def seat_named(cast: Cast, name: str) -> int:
    return Seat.objects.get(case=cast.case, name__text=name).pk


def on_page(page: str) -> set[int]:
    return {int(seat) for seat in re.findall(r'id="turn-(\d+)"', page)}


def looked(cast: Cast, name: str, **said: str) -> str:
    sent = {**said, "find_people": name, "look": "find_people"}
    answered = visitor(cast.ria).post(path(cast), sent)
    assert answered.status_code == 200
    return answered.content.decode()


def test_some_are_on_the_page_and_it_says_that_there_are_more(meeting: Cast) -> None:
    page = page_of(visitor(meeting.ria), path(meeting))
    assert len(on_page(page)) == 3
    assert "There are too many people to list here." in page
    assert "?page=2" not in page


def test_who_speaks_is_found_beside_those_of_whom_something_was_filled_in(meeting: Cast) -> None:
    said = {
        f"answer-{meeting.jan}-1": "objection",
        f"reason-{meeting.jan}-1": "Te laat.",
        f"answer-{meeting.bram}-1": "",
    }
    page = looked(meeting, "buur 19", **said)
    assert on_page(page) == {meeting.jan, seat_named(meeting, "Buur 19")}
    assert "Te laat." in page
    assert re.search(rf'name="answer-{meeting.jan}-1" value="objection"[^>]* checked', page)
    assert "Choose at least one answer." not in page
    assert not RoundAnswer.objects.exists()


def test_however_many_were_filled_in_they_all_stay(meeting: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gedragen.pages.rounds.on_behalf.PAGE", 2)
    said = {f"answer-{seat}-1": "yes" for seat in meeting.deciders}
    page = looked(meeting, "buur 19", **said)
    assert on_page(page) == {*meeting.deciders, seat_named(meeting, "Buur 19")}
    refused = visitor(meeting.ria).post(path(meeting), {**said, f"answer-{meeting.jan}-2": "objection"})
    assert on_page(refused.content.decode()) == set(meeting.deciders)


def test_what_was_gathered_name_by_name_is_written_down_at_once(meeting: Cast) -> None:
    said = {f"answer-{seat}-1": "yes" for seat in (meeting.jan, seat_named(meeting, "Buur 19"))}
    sent = visitor(meeting.ria).post(path(meeting), {**said, "find_people": "Buur 19"}, follow=True)
    assert "2 answers are written down." in sent.content.decode()
    assert RoundAnswer.objects.count() == 2


def test_a_code_that_was_typed_stays_too(meeting: Cast) -> None:
    code = card_of(meeting, meeting.jan)
    page = looked(meeting, "Buur 19", **{f"code-{meeting.jan}": code})
    assert meeting.jan in on_page(page)
    assert code in page


def test_who_has_answered_is_not_found_and_what_came_too_late_is_told(meeting: Cast) -> None:
    seat = seat_named(meeting, "Buur 19")
    for number in (1, 2):
        answer(meeting, seat, item=number)
    page = looked(meeting, "Buur 19")
    assert on_page(page) == set()
    assert "We found nobody with this name." in page
    assert "In the meantime somebody has answered" not in page
    assert "In the meantime somebody has answered" in looked(meeting, "Buur 18", **{f"answer-{seat}-1": "yes"})


def test_what_waits_to_be_confirmed_is_found_after_the_round_was_answered_too(meeting: Cast) -> None:
    seat = seat_named(meeting, "Buur 19")
    answer_on_behalf(
        meeting.case, AnswerOnBehalf((SpokenAnswer(1, seat, Answer.YES, ""),)), by=meeting.ria, at=meeting.at
    )
    code = card_of(meeting, seat)
    assert "Buur 19, about item 1" in page_of(visitor(meeting.ria), path(meeting))
    visitor(meeting.ria).post(path(meeting), {f"code-{seat}": code})
    assert RoundAnswer.objects.get().confirmed_at == meeting.at


def test_of_very_many_that_wait_some_are_told_and_how_many_more(meeting: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gedragen.cases.rounds.queries.on_behalf.SHOWN", 3)
    spoken = [SpokenAnswer(number, seat, Answer.YES, "") for seat in meeting.deciders for number in (1, 2)]
    answer_on_behalf(meeting.case, AnswerOnBehalf(tuple(spoken)), by=meeting.ria, at=meeting.at)
    page = page_of(visitor(meeting.ria), path(meeting))
    assert page.count(", about item ") == 3
    assert "And 5 more." in page


def test_the_page_grows_no_more(db: None, at: object, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for people in (20, 120):
        cast = stop_the_clock(monkeypatch, hall(at, people))
        for name in range(people - 8, people):
            answer(cast, seat_named(cast, f"Buur {name}"))
        seen.append(rows_read(visitor(cast.ria), path(cast)))
    assert seen[0] == seen[1]
