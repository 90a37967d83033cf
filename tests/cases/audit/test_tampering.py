"""What somebody changes, deletes or adds in the database is found, or docs/evidence.md says that it is not, and why."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from gedragen.cases.audit.audit import audit_approaches, audit_case, cases_after
from tests.architecture.tree import TOP
from tests.cases.audit.scene import busy, family, looked_back, paper
from tests.support.stage import on_stage

SCENES: dict[str, Callable[[datetime], object]] = {
    "busy": busy,
    "family": family,
    "paper": paper,
    "looked_back": looked_back,
}
TABLE = (Path(__file__).parent / "tamperings.txt").read_text()
PARTS = re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", TABLE, re.MULTILINE | re.DOTALL)
TABLES = [
    (scene, *table) for scene, part in PARTS for table in re.findall(r"^# cases_(\w+)\n((?:.+\n)+)", part, re.MULTILINE)
]


@pytest.fixture
def play(db: None, at: datetime) -> Callable[[str], object]:
    return lambda scene: on_stage(f"tampered {scene}", lambda: SCENES[scene](at))


def differences() -> list[str]:
    some = [*audit_approaches().differs, *(one for case in cases_after(0) for one in audit_case(case).differs)]
    return [str(one) for one in some]


@pytest.mark.parametrize("scene", SCENES)
def test_what_nobody_touched_is_as_it_was_recorded(play: Callable[[str], object], scene: str) -> None:
    play(scene)
    assert differences() == []


@pytest.mark.parametrize(("scene", "table", "rows"), TABLES)
def test_it_is_found(play: Callable[[str], object], scene: str, table: str, rows: str) -> None:
    play(scene)
    found = [(sql, sentence, told_of(sql)) for sql, sentence in re.findall(r"^(\w.*)\n    (.*)$", rows, re.MULTILINE)]
    assert table in rows
    assert [one for one in found if not any(one[1] in line for line in one[2])] == []


def told_of(sql: str) -> list[str]:
    """What the audit says of the database after this."""
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            assert cursor.rowcount
        return differences()
    finally:
        # References are looked at when a test ends, and what was deleted would be missed.
        transaction.savepoint_rollback(point)


def test_each_table_of_a_case_is_looked_at_or_named_as_not() -> None:
    doc = (TOP / "docs" / "evidence.md").read_text()
    models = apps.get_app_config("cases").get_models(include_auto_created=True)
    tables = {model._meta.db_table.removeprefix("cases_") for model in models}
    assert sorted(table for table in tables - {table for _, table, _ in TABLES} if f"`cases_{table}`" not in doc) == []
