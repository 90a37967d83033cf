"""A whole meeting on one page: spoken answers, all or none, confirmed with the person's own code."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gedragen.access.doing import Role
from gedragen.cases.models import RoundAnswer
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.method.consent import Answer
from gedragen.people.models import Attempt, Try
from gedragen.people.throttle import LIMITS
from tests.support.cast import THEIRS, Cast, answer, card_of, come_in, with_items, with_rounds
from tests.support.visitor import address, page_of, queries_of, visitor


@pytest.fixture
def meeting(deciding: Cast) -> Cast:
    return with_rounds(with_items(deciding))


def path(cast: Cast) -> str:
    return reverse("on_behalf", args=[address(cast)])


def test_eight_spoken_answers_in_one_go(meeting: Cast) -> None:
    said = {f"answer-{seat}-{number}": "yes" for seat in meeting.deciders for number in (1, 2)}
    sent = visitor(meeting.ria).post(path(meeting), said, follow=True)
    assert "8 answers are written down." in sent.content.decode()
    kept = RoundAnswer.objects.all()
    assert {(one.on_behalf_by_id, one.confirmed_at) for one in kept} == {(meeting.ria, None)}
    assert len(kept) == 8
    assert "Jan Oudejans, about item 2" in sent.content.decode()


def test_who_answered_themselves_is_not_on_the_page(meeting: Cast) -> None:
    for number in (1, 2):
        answer(meeting, meeting.anna, item=number)
    page = page_of(visitor(meeting.ria), path(meeting))
    assert f"answer-{meeting.anna}-1" not in page
    assert f"answer-{meeting.jan}-1" in page


def test_a_no_needs_its_reason_and_everything_typed_stays(meeting: Cast) -> None:
    said = {f"answer-{seat}-{number}": "" for seat in meeting.deciders for number in (1, 2)}
    said |= {f"answer-{meeting.jan}-1": "objection", f"answer-{meeting.bram}-2": "yes"}
    said |= {f"reason-{meeting.bram}-2": "Mooi."}
    refused = visitor(meeting.ria).post(path(meeting), said)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Write what can go wrong." in page
    assert "Mooi." in page
    assert page.count("checked") == 8
    assert not RoundAnswer.objects.exists()


def test_the_code_on_the_card_confirms(meeting: Cast) -> None:
    code = card_of(meeting, meeting.jan)
    said = {f"answer-{meeting.jan}-1": "yes", f"code-{meeting.jan}": f"{code[:4]} {code[4:]}"}
    sent = visitor(meeting.ria).post(path(meeting), said, follow=True)
    assert "1 person has confirmed." in sent.content.decode()
    assert RoundAnswer.objects.get().confirmed_at == meeting.at


def test_what_waited_is_confirmed_later_by_a_code_alone(meeting: Cast) -> None:
    ria = visitor(meeting.ria)
    ria.post(path(meeting), {f"answer-{meeting.jan}-1": "abstention"})
    code = card_of(meeting, meeting.jan)
    ria.post(path(meeting), {f"code-{meeting.jan}": code})
    kept = RoundAnswer.objects.get()
    assert kept.answer == Answer.ABSTENTION
    assert kept.confirmed_at is not None


def test_the_code_of_somebody_else_writes_nothing_and_counts_as_a_failure(meeting: Cast) -> None:
    codes = {seat: card_of(meeting, seat) for seat in (meeting.jan, meeting.bram)}
    said = {f"answer-{meeting.jan}-1": "yes", f"code-{meeting.jan}": codes[meeting.bram]}
    refused = visitor(meeting.ria).post(path(meeting), said)
    assert refused.status_code == 422
    assert "This is not the code of this person." in refused.content.decode()
    assert not RoundAnswer.objects.exists()
    assert Attempt.objects.count() == 1


def test_after_too_many_wrong_codes_what_was_typed_still_stays(meeting: Cast) -> None:
    code = card_of(meeting, meeting.jan)
    ria = visitor(meeting.ria)
    for _ in range(LIMITS[Try.CARD].per_network):
        ria.post(path(meeting), {f"code-{meeting.jan}": "0000 0000 0000"})
    refused = ria.post(path(meeting), {f"answer-{meeting.jan}-1": "yes", f"code-{meeting.jan}": code})
    assert refused.status_code == 422
    assert "Too many wrong codes." in refused.content.decode()
    assert code in refused.content.decode()


def test_an_answer_that_came_too_late_is_never_left_out_in_silence(meeting: Cast) -> None:
    answer(meeting, meeting.jan)
    said = {f"answer-{meeting.jan}-1": "objection", f"answer-{meeting.bram}-1": "yes"}
    refused = visitor(meeting.ria).post(path(meeting), said)
    assert refused.status_code == 422
    assert "In the meantime somebody has answered" in refused.content.decode()
    assert RoundAnswer.objects.count() == 1


def test_an_empty_form_and_other_people_are_refused(meeting: Cast) -> None:
    assert "Choose at least one answer." in visitor(meeting.ria).post(path(meeting), {"once": "x"}).content.decode()
    assert visitor(meeting.bram).get(path(meeting)).status_code == 403


def test_sent_twice_is_written_once(meeting: Cast) -> None:
    ria = visitor(meeting.ria)
    for _ in range(2):
        sent = ria.post(path(meeting), {f"answer-{meeting.jan}-1": "yes", "once": "meeting-1"}, follow=True)
    assert "This was saved already" in sent.content.decode()
    assert RoundAnswer.objects.count() == 1


def test_one_phone_call_shows_one_person(meeting: Cast) -> None:
    page = page_of(visitor(meeting.ria), f"{path(meeting)}?seat={meeting.jan}")
    assert f"answer-{meeting.jan}-1" in page
    assert f"answer-{meeting.bram}-1" not in page


def test_queries_do_not_grow_with_people(meeting: Cast) -> None:
    ria = visitor(meeting.ria)
    before = queries_of(ria, path(meeting))
    for number in range(3):
        seat = come_in(meeting, f"Buur {number}", Role.PARTICIPANT, contact="")
        meeting.at += timedelta(minutes=1)
        record_preparation(meeting.case, RecordPreparation(seat, spoken=THEIRS), by=meeting.ria, at=meeting.at)
    assert queries_of(ria, path(meeting)) == before
