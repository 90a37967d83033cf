"""`gedragen check` tells an operator what is unsafe, missing or odd; docs/running.md has a row for each."""

import re
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from gedragen.cases.models import Words
from gedragen.config import health
from gedragen.config.commands import check
from gedragen.config.serving.startup import migrate
from gedragen.notices.audit import audit_now
from gedragen.notices.lease import lease
from tests.support.cast import Cast, make_case
from tests.support.stage import on_stage

DOCS = (Path(__file__).parents[2] / "docs" / "running.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^|]+)` \|", DOCS, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """An installation as `serve` leaves it behind."""
    tmp_path.chmod(0o700)
    settings.DATA_FOLDER = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    for name, setting in (("secret_key", ""), ("signing_key", "SIGNING_KEY_FILE"), ("room_key", "ROOM_KEY_FILE")):
        (tmp_path / name).write_text("ab" * 32)
        (tmp_path / name).chmod(0o600)
        if setting:
            setattr(settings, setting, str(tmp_path / name))
    return tmp_path


@pytest.fixture
def starting(db: None, at: datetime) -> Cast:
    return on_stage("starting", lambda: make_case(at))


def in_docs(told: list[str]) -> str:
    """The one sentence, which docs/running.md has a row for."""
    (sentence,) = told
    assert any(row in sentence for row in ROWS), sentence
    return sentence


def test_every_row_of_the_docs_is_said_somewhere() -> None:
    config = Path(health.__file__).parent
    said = "".join(path.read_text(encoding="utf-8") for path in config.rglob("*.py"))
    assert [row for row in ROWS if row not in re.sub(r'"\n\s*f?"', "", said)] == []


def test_an_installation_that_is_shut_to_others_has_no_problems(folder: Path) -> None:
    assert health.file_problems() == []


@pytest.mark.parametrize("key", ["secret_key", "signing_key", "room_key"])
def test_a_key_that_others_can_read_is_named(folder: Path, key: str) -> None:
    (folder / key).chmod(0o640)
    assert f"chmod 600 {folder / key}" in in_docs(health.file_problems())


def test_a_folder_that_others_can_read_is_named(folder: Path) -> None:
    folder.chmod(0o755)
    assert f"chmod 700 {folder}" in in_docs(health.file_problems())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the database of PostgreSQL is no file of ours")
def test_a_database_that_others_can_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = folder / "data"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    (elsewhere / "gedragen.sqlite3").touch()
    (elsewhere / "gedragen.sqlite3").chmod(0o644)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(elsewhere / "gedragen.sqlite3"))
    assert "chmod 600" in in_docs(health.file_problems())
    elsewhere.chmod(0o700)
    assert health.file_problems() == []


def test_a_folder_that_cannot_be_written_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert "This user cannot write" in in_docs(health.file_problems())


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("ALLOWED_HOSTS", ["other.example.nl"], "GEDRAGEN_HOSTS leaves out"),
        ("CSRF_TRUSTED_ORIGINS", ["https://other.example.nl"], "GEDRAGEN_ORIGINS leaves out"),
        ("TRUSTED_PROXIES", 0, "GEDRAGEN_TRUSTED_PROXIES is 0"),
    ],
)
def test_a_setting_that_is_mostly_not_meant_so_is_named(
    settings: Settings, setting: str, value: object, says: str
) -> None:
    public(settings)
    assert health.settings_doubts() == []
    setattr(settings, setting, value)
    assert says in in_docs(health.settings_doubts())


def test_a_host_may_stand_for_all_under_it(settings: Settings) -> None:
    public(settings)
    settings.ALLOWED_HOSTS = [".example.nl"]
    assert health.settings_doubts() == []


def test_details_of_errors_are_not_for_the_public(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    public(settings)
    monkeypatch.setenv("GEDRAGEN_DEBUG", "1")
    assert "Unset it" in in_docs(health.settings_doubts())


def public(settings: Settings) -> None:
    settings.OPERATOR_EMAIL = "beheer@example.nl"
    settings.LOCAL, settings.BASE_URL, settings.TRUSTED_PROXIES = False, "https://gedragen.example.nl", 1
    settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS = ["gedragen.example.nl"], ["https://gedragen.example.nl"]


def test_old_tables_and_missing_static_files_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gedragen.config.serving.startup.tables_are_behind", lambda: True)
    assert "of an earlier version" in in_docs(health.table_doubts())
    assert "not collected yet" in in_docs(health.asset_doubts())
    (folder / "static").mkdir()
    (folder / "static" / ".collected-from").touch()
    assert health.asset_doubts() == []


@pytest.mark.django_db
def test_tables_of_a_newer_version_are_left_alone() -> None:
    assert health.table_problems() == []
    MigrationRecorder(connection).record_applied("cases", "9999_of_later")
    assert "A newer version" in in_docs(health.table_problems())
    with pytest.raises(ImproperlyConfigured):
        migrate()


@pytest.mark.django_db
def test_a_lost_signing_key_is_told_once_something_was_signed_for(folder: Path, starting: Cast) -> None:
    assert health.key_problems() == []
    (folder / "signing_key").unlink()
    assert "is gone" in in_docs(health.key_problems())


@pytest.mark.django_db
def test_when_nobody_does_the_work_of_time_it_is_told(starting: Cast) -> None:
    at = starting.at
    assert "Nothing was closed or mailed ever" in in_docs(health.work_doubts(at=at))
    with lease("worker", at=at):
        pass
    assert health.work_doubts(at=at + timedelta(minutes=59)) == []
    assert "closed or mailed since" in in_docs(health.work_doubts(at=at + timedelta(minutes=61)))


@pytest.mark.django_db
@pytest.mark.parametrize("away", [timedelta(days=-365), timedelta(days=365)])
def test_a_wrong_clock_is_told(starting: Cast, away: timedelta) -> None:
    with lease("worker", at=starting.at):
        pass
    assert "clock" in in_docs(health.work_doubts(at=starting.at + away))


def test_an_installation_without_cases_has_no_work_to_do(db: None, at: datetime) -> None:
    assert health.work_doubts(at=at) == []


@pytest.mark.django_db
def test_problems_fail_and_doubts_do_not(
    folder: Path, starting: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gedragen.config.checks.start_problems", lambda host: [])
    monkeypatch.setattr("gedragen.config.checks.room_key_misfits", list)
    assert run(check.run) == 0
    told = capsys.readouterr().out
    assert "? Nothing was closed or mailed ever" in told
    assert "All is well" not in told
    (folder / "signing_key").chmod(0o644)
    assert run(check.run) == 1
    assert "- Others on this machine can read" in capsys.readouterr().out


def run(command: Callable[..., int]) -> int:
    return command(Namespace(list=False, audit=False))


@pytest.mark.django_db
def test_what_an_audit_found_is_told_until_another_finds_nothing(starting: Cast) -> None:
    assert health.audit_problems() == []
    assert "No audit was done ever" in in_docs(health.audit_doubts(at=starting.at + timedelta(days=3)))
    Words.objects.filter(kind="title").update(text="Anders")
    told: list[str] = []
    audit_now(at=starting.at, tell=lambda one: told.append(str(one)))
    assert "The situation: its text title is not the one that was recorded." in told[0]
    assert "The audit of" in in_docs(health.audit_problems()[:1])
    assert health.audit_problems()[1:] == told
    assert "No audit was done since" in in_docs(health.audit_doubts(at=starting.at + timedelta(days=3)))
    Words.objects.filter(kind="title").update(text="Huize Lydia")
    audit_now(at=starting.at, tell=lambda one: told.append(str(one)))
    assert health.audit_problems() == []
    assert "differs 0" in health.last_audit()


@pytest.mark.django_db
def test_check_audits_when_asked(
    folder: Path, starting: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gedragen.config.checks.start_problems", lambda host: [])
    monkeypatch.setattr("gedragen.config.checks.room_key_misfits", list)
    assert check.run(Namespace(list=False, audit=True)) == 0
    assert "differs 0" in capsys.readouterr().out
    Words.objects.filter(kind="title").update(text="Anders")
    assert check.run(Namespace(list=False, audit=True)) == 1
    assert "- huize-lydia, entry 2: The situation: its text title" in capsys.readouterr().out
