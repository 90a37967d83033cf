"""The databases behave as the rest relies on: real locks between connections, foreign keys, no cache."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path
from threading import Timer
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from gedragen.config import demo
from gedragen.config.checks import database_problems
from gedragen.config.environment import sqlite_options
from gedragen.people.accounts import make_account
from gedragen.people.models import Account
from tests.support.together import together


@pytest.mark.django_db
def test_the_suite_runs_on_the_database_it_was_asked_to_run_on() -> None:
    wish = "postgresql" if os.environ.get("GEDRAGEN_TEST_DATABASE") == "postgres" else "sqlite"
    assert connection.vendor == wish


@pytest.mark.django_db(transaction=True)
def test_two_connections_wait_for_each_other(at: datetime) -> None:
    account = make_account("farah@example.nl", "0", at=at)

    def count_up() -> None:
        for _ in range(20):
            with transaction.atomic():
                row = Account.objects.select_for_update().get(id=account.id)
                row.name = str(int(row.name) + 1)
                row.save(update_fields=["name"])

    assert together(count_up, count_up, count_up) == [None, None, None]
    account.refresh_from_db()
    assert account.name == "60"


@pytest.mark.django_db(transaction=True)
def test_two_accounts_for_one_address_at_one_moment_leave_one(at: datetime) -> None:
    results = together(*[lambda: make_account("farah@example.nl", "Farah", at=at)] * 2)
    assert sorted(type(result).__name__ for result in results) in (
        ["Account", "AccountExists"],
        ["Account", "IntegrityError"],
    )
    assert Account.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_demo_that_is_loaded_twice_at_one_moment_is_there_once(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    for played in ("play_until_now", "play_a_year", "play_family"):
        monkeypatch.setattr(demo, played, lambda *_, **__: None)
    assert sorted(together(*[lambda: demo.load_demo(at=at)] * 2), key=str) == [False, True]


@pytest.mark.django_db
def test_there_is_no_cache_because_what_it_keeps_is_unpickled() -> None:
    cache.set("attempts", 3)
    assert cache.get("attempts") is None
    assert "cache" not in connection.introspection.table_names()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server makes room for all by itself")
def test_a_file_that_another_start_is_just_making_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gedragen.sqlite3"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("CREATE TABLE made (here)")
    new = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": sqlite_options() | {"timeout": 0}}
    installation = SimpleNamespace(DATABASES={"default": new}, DATA_FOLDER=tmp_path)
    monkeypatch.setattr("gedragen.config.checks.settings", installation)
    Timer(0.3, other.close).start()
    assert database_problems() == []
