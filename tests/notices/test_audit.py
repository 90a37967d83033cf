"""The audit of every night: once, in stretches, and a mail to whoever runs the site when it finds something."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from gedragen.cases.audit.differences import Findings
from gedragen.cases.models import Promise, Words
from gedragen.notices import audit
from gedragen.notices.alarm import send_alarm
from gedragen.notices.audit import audit_by_night, is_long_ago, newest_run
from gedragen.notices.models import AuditRun
from gedragen.notices.worker import tick
from tests.support.cast import Cast

FORGED = "Dan sluit het huis nooit."


def at_night(cast: Cast) -> datetime:
    """The next night, at twenty past three in Amsterdam."""
    return (cast.at + timedelta(days=1)).replace(hour=2, minute=20)


def forge(cast: Cast) -> None:
    Words.objects.filter(id=Promise.objects.get(case=cast.case).fallback_id).update(text=FORGED)


@pytest.fixture(autouse=True)
def _operator(settings: Settings) -> None:
    settings.OPERATOR_EMAIL = "beheer@example.nl"


def test_by_day_nothing_is_looked_at(preparing: Cast) -> None:
    audit_by_night(at=preparing.at)
    assert not AuditRun.objects.exists()


def test_once_a_night(preparing: Cast) -> None:
    night = at_night(preparing)
    audit_by_night(at=night)
    first = newest_run()
    audit_by_night(at=night + timedelta(minutes=1))
    assert newest_run() == first
    audit_by_night(at=night + timedelta(days=1))
    assert newest_run() != first
    assert AuditRun.objects.count() == 1


def test_it_goes_on_where_it_was(preparing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    night = at_night(preparing)
    seen: list[int] = []

    def look(case: int) -> Findings:
        seen.append(case)
        return Findings(looked=5)

    monkeypatch.setattr(audit, "cases_after", lambda after: iter([one for one in (1, 2, 3) if one > after]))
    monkeypatch.setattr(audit, "audit_case", look)
    for minute in range(2):
        audit_by_night(at=night + timedelta(minutes=minute), stretch=-1)
    assert (seen, newest_run()) == ([1, 2], None)
    # Also when the hour is over.
    for minute in range(2):
        audit_by_night(at=night + timedelta(hours=1, minutes=minute), stretch=-1)
    assert seen == [1, 2, 3]
    run = newest_run()
    assert run is not None
    assert run.looked >= 15


def test_one_mail_for_each_night_and_nothing_of_the_text(preparing: Cast) -> None:
    forge(preparing)
    night = at_night(preparing)
    for minute in range(3):
        tick(at=night + timedelta(minutes=minute))
    (alarm,) = [one for one in mail.outbox if one.to == ["beheer@example.nl"]]
    assert "gedragen check --audit" in str(alarm.body)
    assert "1 of them" in str(alarm.body)
    assert FORGED not in str(alarm.body)
    tick(at=night + timedelta(days=1))
    assert len([one for one in mail.outbox if one.to == ["beheer@example.nl"]]) == 2


def test_where_nothing_differs_nobody_is_mailed(preparing: Cast) -> None:
    tick(at=at_night(preparing))
    assert newest_run() is not None
    assert not [one for one in mail.outbox if one.to == ["beheer@example.nl"]]


def test_a_mail_server_that_is_down_is_tried_again(preparing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    forge(preparing)
    audit_by_night(at=at_night(preparing))
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fails)
        send_alarm(at=preparing.at)
    assert mail.outbox == []
    send_alarm(at=preparing.at)
    assert len(mail.outbox) == 1


def fails(*_: object) -> None:
    raise OSError


def test_after_two_days_without_it_that_is_told(preparing: Cast) -> None:
    assert not is_long_ago(at=preparing.at)
    assert is_long_ago(at=preparing.at + timedelta(days=3))
    audit_by_night(at=at_night(preparing))
    assert not is_long_ago(at=at_night(preparing) + timedelta(days=1))
