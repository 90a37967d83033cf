"""A clock a year ahead or a year behind: time decides nothing by it, nothing is lost, and all goes on after it."""

from datetime import datetime, timedelta
from threading import Event

import pytest
from django.core import mail

from gedragen.cases.models import Case, JournalEntry, Round
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.config.serving import startup
from gedragen.config.serving.wrong_clock import LONGEST_GAP, clock_doubts, tick_if_sure
from gedragen.method.consent import Answer
from gedragen.notices.lease import lease
from gedragen.notices.models import Delivery, DeliveryState
from gedragen.notices.sending import send_waiting
from gedragen.people.models import Attempt, Try
from gedragen.people.throttle import LIMITS, TooManyAttempts, count_try, network_of
from tests.support.cast import Cast, make_case, to_deciding, to_preparing, with_items, with_rounds

YEAR, DAY, HOUR = timedelta(days=365), timedelta(days=1), timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(at: datetime) -> Cast:
    """Two rounds are open, and the worker is at work."""
    cast = with_rounds(with_items(to_deciding(to_preparing(make_case(at)))))
    assert tick_if_sure(at=cast.at) == ""
    return cast


def journal_verifies(cast: Cast) -> bool:
    return verify_lines(list(export_lines(Case.objects.get(id=cast.case), at=cast.at, reads=whole))).ok


def open_rounds() -> int:
    return Round.objects.filter(closed_at__isnull=True, extra_until__isnull=True).count()


def test_a_year_ahead_closes_nothing_and_mails_nobody_and_says_so(cast: Cast) -> None:
    before, mails = JournalEntry.objects.count(), len(mail.outbox)
    doubt = tick_if_sure(at=cast.at + YEAR)
    assert "Is the clock of this machine right?" in doubt
    assert "gedragen tick --catch-up" in doubt
    assert (JournalEntry.objects.count(), len(mail.outbox), open_rounds()) == (before, mails, 2)


def test_after_the_mend_people_answer_and_rounds_close_on_their_day(cast: Cast) -> None:
    tick_if_sure(at=cast.at + YEAR)
    answer_item(cast.case, AnswerItem(1, version=1, answer=Answer.YES), by=cast.anna, at=cast.at + HOUR)
    assert tick_if_sure(at=cast.at + HOUR) == ""
    assert open_rounds() == 2
    for day in range(1, 16):
        assert tick_if_sure(at=cast.at + day * DAY) == ""
    assert open_rounds() == 0
    assert journal_verifies(cast)


def test_an_act_at_a_wrong_moment_keeps_its_place_in_the_journal(cast: Cast) -> None:
    ask_question(cast.case, AskQuestion("Wat kost de verwarming?"), by=cast.bram, at=cast.at + YEAR)
    ask_question(cast.case, AskQuestion("En het licht?"), by=cast.bram, at=cast.at + HOUR)
    last, newest = JournalEntry.objects.filter(case=cast.case).order_by("-number")[:2][::-1]
    assert (last.at, newest.at) == (cast.at + YEAR, cast.at + YEAR)
    assert journal_verifies(cast)
    assert tick_if_sure(at=cast.at + HOUR) == ""
    (doubt,) = clock_doubts(at=cast.at + HOUR)
    assert "newest entry in a journal is of 10-03-2027 11:00" in doubt


def test_a_year_behind_nothing_is_due_and_nothing_goes_back(cast: Cast) -> None:
    assert tick_if_sure(at=cast.at - YEAR) == ""
    ask_question(cast.case, AskQuestion("Wat kost de verwarming?"), by=cast.bram, at=cast.at - YEAR)
    moments = list(JournalEntry.objects.filter(case=cast.case).order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert journal_verifies(cast)
    assert open_rounds() == 2
    assert clock_doubts(at=cast.at - YEAR)
    assert tick_if_sure(at=cast.at + HOUR) == ""
    assert clock_doubts(at=cast.at + HOUR) == []


def test_after_a_long_rest_somebody_says_that_the_clock_is_right(cast: Cast) -> None:
    late = cast.at + LONGEST_GAP + 10 * DAY
    assert tick_if_sure(at=late)
    assert tick_if_sure(at=late, is_sure=True) == ""
    assert open_rounds() == 0
    assert tick_if_sure(at=late + HOUR) == ""


class Moments(Event):
    """A worker's way of waiting: for each moment of the clock one tick."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *moments: datetime) -> None:
        super().__init__()
        self.left = len(moments)
        clock = iter(moments)
        monkeypatch.setattr(startup, "now", lambda: next(clock))
        monkeypatch.setattr(startup, "close_old_connections", lambda: None)

    def is_set(self) -> bool:
        return not self.left

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        return self.is_set()


def test_a_worker_in_doubt_says_so_once_and_again_after_a_mend(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    minutes = [cast.at + YEAR + n * timedelta(minutes=1) for n in range(3)]
    waits = Moments(monkeypatch, *minutes, cast.at + HOUR, *minutes)
    startup.keep_ticking(waits)
    assert [one.message.count("Is the clock of this machine right?") for one in caplog.records] == [1, 1]


def test_a_worker_that_died_in_the_future_holds_up_nobody(at: datetime) -> None:
    with lease("worker", at=at + YEAR) as theirs, lease("worker", at=at) as ours:
        assert theirs
        assert ours


def test_a_mail_that_was_claimed_in_the_future_goes_out(cast: Cast) -> None:
    Delivery.objects.update(state=DeliveryState.WAITING, next_try_at=cast.at + YEAR)
    waiting = Delivery.objects.count()
    assert waiting
    send_waiting(at=cast.at)
    assert not Delivery.objects.filter(state=DeliveryState.WAITING).exists()


def test_wrong_codes_of_the_future_shut_nobody_out(at: datetime) -> None:
    most, network = LIMITS[Try.CARD], network_of("192.0.2.7")
    Attempt.objects.bulk_create(Attempt(network=network, at=at + YEAR) for _ in range(most.overall))
    for _ in range(most.per_network):
        count_try(Try.CARD, "192.0.2.7", at=at)
    with pytest.raises(TooManyAttempts):
        count_try(Try.CARD, "192.0.2.7", at=at)
