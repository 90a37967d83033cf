"""Loading the played example: by commands only, on any day, all of it or nothing."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from gedragen.cases.arriving.queries.demo import demo_accounts
from gedragen.cases.models import Case, JournalEntry, Round, Words
from gedragen.cases.store import journal
from gedragen.cases.store.entries import Kind
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.cases.store.journal import export_lines, whole
from gedragen.config.demo import load_demo

pytestmark = pytest.mark.django_db


def test_it_loads_once_and_within_ten_seconds(at: datetime) -> None:
    began = time.process_time()
    assert load_demo(at=at)
    # Of the processor's seconds: other work on this machine is not our slowness.
    assert time.process_time() - began < 10
    count = JournalEntry.objects.count()
    assert not load_demo(at=at + timedelta(days=1))
    assert JournalEntry.objects.count() == count


def test_a_load_that_breaks_off_leaves_nothing(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gedragen.config.demo.bring_question", breaks_off)
    with pytest.raises(ZeroDivisionError):
        load_demo(at=at)
    assert not Case.objects.exists()
    assert not demo_accounts()


def breaks_off(*_: object, **__: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    "loaded",
    [
        # The night the clock goes back and the one it goes forward, a leap day, the last of a long month, midnight.
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
        datetime(2026, 8, 31, 21, 59, tzinfo=UTC),
        datetime(2026, 8, 31, 22, 0, tzinfo=UTC),
        datetime(2028, 3, 3, 9, 0, tzinfo=UTC),
    ],
)
def test_on_any_day_it_happens_in_order_and_before_now(loaded: datetime, in_order: None) -> None:
    load_demo(at=loaded)
    assert not JournalEntry.objects.filter(at__gt=loaded).exists()
    assert not Words.objects.filter(written_at__gt=loaded).exists()
    # A family answers sooner than a neighbourhood.
    open_now = Round.objects.filter(closed_at__isnull=True, case__is_open=True)
    assert {9 <= (one.closes_at - loaded).days <= 16 for one in open_now} == {True}
    for case in Case.objects.all():
        assert verify_lines(export_lines(case, at=loaded, reads=whole)).ok
    later = Case.objects.get(address="huize-lydia-een-jaar-verder")
    assert later.check_ins.get(months=12).opened_at


@pytest.fixture
def in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry gets the moment its command was given: the journal never has to hold time back."""
    append = journal.append

    def strict(case: Case, kind: Kind, *, at: datetime, **told: Any) -> JournalEntry:
        entry = append(case, kind, at=at, **told)
        assert entry.at == at, f"{kind} of {at} came after something of {entry.at}"
        return entry

    monkeypatch.setattr(journal, "append", strict)


def test_every_row_of_a_case_is_written_by_a_command(at: datetime) -> None:
    outside: list[str] = []
    written = 0

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        nonlocal written
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and '"cases_' in sql.split("WHERE")[0]:
            written += 1
            if not any(re.search(r"/cases/(\w+/commands|sealing\.py)", path) for path in callers()):
                outside.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        load_demo(at=at)
    assert written > 1000
    assert not outside


def callers() -> Iterator[str]:
    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        yield frame.f_code.co_filename
