"""One worker at a time, and trouble in one part does not stop the others."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from gedragen.cases.models import Case, JournalEntry, Round
from gedragen.notices import reading, worker
from gedragen.notices.lease import LONGEST, lease
from gedragen.notices.models import Delivery
from gedragen.notices.recipients import seats_told
from gedragen.notices.worker import tick
from tests.notices.told import from_here
from tests.support.cast import Cast, later, question_of, ria_account, with_rounds


def test_a_tick_does_what_is_due_and_mails_it(deciding: Cast) -> None:
    with_rounds(deciding)
    from_here(deciding)
    tick(at=later(deciding, days=15))
    assert Round.objects.filter(extra_until__isnull=False).count() == 2
    assert sorted({found.to[0] for found in mail.outbox}) == [
        "anna@example.nl",
        "bram@example.nl",
        "fatima@example.nl",
        "ria@example.nl",
    ]


@pytest.mark.django_db
def test_the_lease_is_anothers_until_it_is_given_back_or_ends(at: datetime) -> None:
    with lease("worker", at=at) as mine:
        assert mine
        with lease("worker", at=at + timedelta(minutes=1)) as too:
            assert not too
        with lease("worker", at=at + LONGEST) as after_its_end:
            assert after_its_end
    with lease("worker", at=at) as again:
        assert again


def test_who_has_no_lease_does_nothing(deciding: Cast) -> None:
    with_rounds(deciding)
    with lease("worker", at=deciding.at):
        tick(at=deciding.at)
    assert not Delivery.objects.exists()


def test_mail_goes_out_when_the_deadlines_fail(preparing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "run_due", fails)
    with pytest.raises(ZeroDivisionError):
        tick(at=preparing.at)
    assert mail.outbox
    with lease("worker", at=preparing.at) as mine:
        assert mine


def fails(**_: object) -> None:
    raise ZeroDivisionError


def test_a_journal_that_cannot_be_read_keeps_no_other_from_being_read(
    preparing: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ria_account(preparing.at)
    question_of("xander", preparing.at)

    def broken(entry: JournalEntry) -> list[tuple[str, int]]:
        if entry.case_id == preparing.case:
            raise ZeroDivisionError
        return seats_told(entry)

    monkeypatch.setattr(reading, "seats_told", broken)
    with pytest.raises(ZeroDivisionError):
        tick(at=preparing.at)
    assert [found.to for found in mail.outbox] == [["xander@example.nl"], ["ria@example.nl"]]


def test_reading_goes_on_where_it_stopped(preparing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 3)
    tick(at=preparing.at)
    assert Case.objects.get().reading.number == Case.objects.get().journal_number
    count = len(mail.outbox)
    tick(at=later(preparing, minutes=1))
    assert len(mail.outbox) == count
