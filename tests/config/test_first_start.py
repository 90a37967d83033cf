"""A first start makes the tables at once. They are what every step since the first version comes to."""

import json
from pathlib import Path
from typing import Any

from tests.support.installation import Installation, own_database

AT_ONCE = "from gedragen.config.serving.startup import migrate\nmigrate()"
STEP_BY_STEP = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)"
TABLES = """
import json
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

def rows(cursor, sql):
    cursor.execute(sql)
    return sorted(map(repr, cursor.fetchall()))

SQLITE = ["SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"]
POSTGRES = [
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint",
    "SELECT relname, attname, attstattarget, attoptions, reloptions FROM pg_attribute "
    "JOIN pg_class c ON attrelid = c.oid WHERE relnamespace = 'public'::regnamespace "
    "AND attnum > 0 AND NOT attisdropped AND relname NOT LIKE 'auth%'",
]
with connection.cursor() as cursor:
    ask = connection.introspection
    tables = {
        name: {
            "columns": sorted(repr(tuple(one)) for one in ask.get_table_description(cursor, name)),
            # Without their names: SQLite counts those that it names itself.
            "constraints": sorted(repr(sorted(one.items())) for one in ask.get_constraints(cursor, name).values()),
            "points to": sorted(map(repr, ask.get_relations(cursor, name).items())),
            "rows": rows(cursor, f"SELECT COUNT(*) FROM {name}"),
        }
        for name in ask.table_names(cursor)
    }
    named = POSTGRES if connection.vendor == "postgresql" else SQLITE
    tables["with their names"] = [rows(cursor, sql) for sql in named]
tables["taken"] = sorted(map(repr, MigrationRecorder(connection).applied_migrations()))
print(json.dumps(tables))
"""


def made_by(code: str, folder: Path, name: str) -> dict[str, Any]:
    with own_database(name) as given:
        here = Installation(folder / name, given)
        here.folder.mkdir()
        here.python(code)
        return dict(json.loads(here.python(TABLES)))


def test_a_first_start_makes_what_all_steps_come_to(tmp_path: Path, worker_id: str) -> None:
    at_once = made_by(AT_ONCE, tmp_path, f"at_once_{worker_id}")
    step_by_step = made_by(STEP_BY_STEP, tmp_path, f"step_by_step_{worker_id}")
    assert set(at_once) == set(step_by_step)
    # Of the groups of Django, which nothing here uses, the steps number the rows of a table in between more widely.
    for table, made in ((table, at_once[table]) for table in at_once.keys() - {"auth_group_permissions"}):
        assert made == step_by_step[table], table
