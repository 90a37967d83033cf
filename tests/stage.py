"""The cast on stage without the walk: a phase is reached by commands once per run, and its rows are put back after.

Walking to carrying out takes some seventy commands; putting back what they wrote takes a few statements.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from tests.cast import Cast

APPS = ("people", "account", "cases")
Rows = dict[str, tuple[str, list[tuple[Any, ...]]]]
_kept: dict[str, tuple[Cast, Rows]] = {}


def on_stage(scene: str, walk: Callable[[], Cast]) -> Cast:
    """The cast as `walk` left it the first time. The test that asks must not have made any rows yet."""
    if scene not in _kept:
        cast = walk()
        _kept[scene] = (deepcopy(cast), _rows())
        return cast
    cast, rows = _kept[scene]
    _put_back(rows)
    return deepcopy(cast)


def _rows() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for app in APPS for model in _tables(app)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = ", ".join(connection.ops.quote_name(column[0]) for column in cursor.description)
            found[table] = (columns, cursor.fetchall())
    return {table: kept for table, kept in found.items() if kept[1]}


def _tables(app: str) -> list[Any]:
    return list(apps.get_app_config(app).get_models(include_auto_created=True))


def _put_back(rows: Rows) -> None:
    # References between the tables are checked at the end of a transaction, so the order does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, kept) in rows.items():
            values = ", ".join(["%s"] * len(kept[0]))
            cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} ({columns}) VALUES ({values})", kept)
