"""Ids for rows that are about to be made, so that many rows that point at each other are inserted at once."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


def next_ids(model: type[Model], many: int) -> Sequence[int]:
    """So many ids that no row of this table has or will get: of the same counter that the database counts with."""
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
