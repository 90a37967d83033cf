"""What somebody changes, deletes or adds in the database is found, or docs/evidence.md says that it is not, and why."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from gedragen.cases.audit.audit import audit_approaches, audit_case, cases_after
from tests.architecture.tree import TOP
from tests.cases.audit.scene import busy
from tests.support.cast import Cast
from tests.support.stage import on_stage

TABLE = (Path(__file__).parent / "tamperings.txt").read_text()
FOUND = re.findall(r"^(\w.*)\n    (.*)$", TABLE, re.MULTILINE)
LOOKED_AT = set(re.findall(r"^# cases_(\w+)$", TABLE, re.MULTILINE))
# In these the scene has no row; their bindings are played by the tests of their words.
NOT_PLAYED = {
    *("keeper", "reviewanswer", "documentversion", "documentfield", "documentsignature"),
    *("invitationlist", "room", "framenote", "framequestion", "talkrequest", "childanswer", "lateyes", "planshare"),
}


@pytest.fixture
def scene(db: None, at: datetime) -> Cast:
    return on_stage("busy", lambda: busy(at))


def differences() -> list[str]:
    some = [*audit_approaches().differs, *(one for case in cases_after(0) for one in audit_case(case).differs)]
    return [str(one) for one in some]


@pytest.mark.usefixtures("scene")
def test_what_nobody_touched_is_as_it_was_recorded() -> None:
    assert differences() == []


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize(("sql", "sentence"), FOUND)
def test_it_is_found(sql: str, sentence: str) -> None:
    point = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            assert cursor.rowcount
        told = differences()
    finally:
        # References are looked at when a test ends, and what was deleted would be missed.
        transaction.savepoint_rollback(point)
    assert [one for one in told if sentence in one] or told == [sentence]


def test_each_table_of_a_case_is_looked_at_or_named_as_not() -> None:
    doc = (TOP / "docs" / "evidence.md").read_text()
    models = apps.get_app_config("cases").get_models(include_auto_created=True)
    tables = {model._meta.db_table.removeprefix("cases_") for model in models}
    assert sorted(table for table in tables - LOOKED_AT - NOT_PLAYED if f"`cases_{table}`" not in doc) == []
