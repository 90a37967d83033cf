"""The cast on stage without the walk: a phase is reached by commands once per run, and its rows are put back after.

Walking to carrying out takes some seventy commands; putting back what they wrote takes a few statements.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar, cast

from django.apps import apps
from django.db import connection, transaction

from gedragen.cases.engine.snapshot import forget_snapshots

APPS = ("people", "account", "cases")
Rows = dict[str, tuple[str, list[tuple[Any, ...]]]]
People = TypeVar("People")
_kept: dict[str, tuple[object, Rows]] = {}


def on_stage(scene: str, walk: Callable[[], People]) -> People:
    """The people as `walk` left them the first time. The test that asks must not have made any rows yet."""
    if scene not in _kept:
        people = walk()
        _kept[scene] = (deepcopy(people), _rows())
        return people
    kept, rows = _kept[scene]
    _put_back(rows)
    return cast(People, deepcopy(kept))


def _rows() -> Rows:
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for app in APPS for model in _tables(app)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = ", ".join(connection.ops.quote_name(column[0]) for column in cursor.description)
            rows[table] = (columns, cursor.fetchall())
    return {table: kept for table, kept in rows.items() if kept[1]}


def _tables(app: str) -> list[Any]:
    return list(apps.get_app_config(app).get_models(include_auto_created=True))


def _put_back(rows: Rows) -> None:
    # References between the tables are checked at the end of a transaction, so the order does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, kept) in rows.items():
            values = ", ".join(["%s"] * len(kept[0]))
            cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} ({columns}) VALUES ({values})", kept)
    # What was done from here and rolled back may have left other rows behind the same newest hash.
    forget_snapshots()
