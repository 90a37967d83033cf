"""Many rows at once: ids that are known before the rows, and rows that are alike."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def next_ids(model: type[Model], many: int) -> Sequence[int]:
    """So many ids that no row of this table has or will get: of the same counter that the database counts with.

    For rows that point at each other. Use them in the transaction in which they were asked for.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A transaction that writes is alone; the counter follows the highest id that is inserted.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            last = int(found[0]) if found else 0
            return range(last + 1, last + 1 + many)
        sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(sql, [table, many])
        return [int(one) for (one,) in cursor.fetchall()]


def insert_alike(like: Model, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows that are like this one, except in these columns. What stands in those goes in as it is.

    `bulk_create` asks every field of every row anew: that takes ten times as long as the database, and the case is
    held meanwhile.
    """
    fields = like._meta.concrete_fields
    shared = [field.get_db_prep_save(getattr(like, field.attname), connection) for field in fields]
    places = [[field.attname for field in fields].index(name) for name in names]

    def whole(row: Sequence[Any]) -> list[Any]:
        values = list(shared)
        for place, value in zip(places, row, strict=True):
            values[place] = value
        return values

    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        sql = f"INSERT INTO {quote(like._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 (names of our own tables)
        cursor.executemany(sql, [whole(row) for row in rows])
