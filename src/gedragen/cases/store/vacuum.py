"""What went is gone: from the files of the database too, not only from its tables.

SQLite overwrites what is removed (`secure_delete`), but keeps it in its `-wal` until that is emptied, and moves rows
about so that a copy may stay behind: so the file is written anew as well. PostgreSQL does neither before it is told.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F
from django.utils import timezone

from gedragen.cases.models import ErasureNote

log = logging.getLogger(__name__)

# Milliseconds. Who waits for readers here holds up who wants to write.
SHORT_WAIT = 100
LONGER_WAIT = 400
AT_NIGHT = 3
# Everything that holds what somebody said or where they can be reached; and the samples that the planner took of it
# before migration 0005.
TABLES = (
    "cases_words",
    "cases_photo",
    "cases_draft",
    "cases_seat",
    "cases_nomination",
    "cases_declaration",
    "pg_statistic",
)


# The planner of PostgreSQL keeps samples of every column where nothing erases them. Nobody looks for a row by these.
NOT_SAMPLED = (("cases_words", "text"), ("cases_words", "cipher"), ("cases_photo", "data"))


def sample_no_words(editor: BaseDatabaseSchemaEditor) -> None:
    """Tell the planner of new tables so, before anybody writes in them."""
    if editor.connection.vendor == "postgresql":
        for table, column in NOT_SAMPLED:
            editor.execute(f"ALTER TABLE {table} ALTER {column} SET STATISTICS 0")


def words_go() -> None:
    """In the transaction of the act that takes words away: they leave the files soon after it."""
    if not ErasureNote.objects.filter(pk=1).update(went=F("went") + 1):
        ErasureNote.objects.bulk_create([ErasureNote(pk=1, went=1)], ignore_conflicts=True)
    if not any(todo is _first_try for _, todo, *_ in connection.run_on_commit):
        transaction.on_commit(_first_try, robust=True)


def write_files_anew(*, at: datetime) -> None:
    """What a tick does: on SQLite at once, on PostgreSQL at night, because there everybody waits for it."""
    if connection.vendor == "sqlite":
        _rewrite_if_needed(_vacuum)
        _truncate(LONGER_WAIT)
    elif timezone.localtime(at).hour == AT_NIGHT:
        _rewrite_if_needed(_rewrite_tables)


def _rewrite_if_needed(rewrite: Callable[[], bool]) -> None:
    note = ErasureNote.objects.filter(pk=1).first()
    if note is not None and note.went > note.rewritten and rewrite():
        ErasureNote.objects.filter(pk=1).update(rewritten=note.went)


def _first_try() -> None:
    if connection.vendor == "sqlite":
        _truncate(SHORT_WAIT)


def _truncate(milliseconds: int) -> bool:
    """Bring what is in the `-wal` to the file, and empty it. Whether that was possible: a reader may be in it."""
    with _waiting(milliseconds), connection.cursor() as cursor:
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)
        except DatabaseError:
            # Somebody reads or writes just now. The next tick tries again.
            return False


def _vacuum() -> bool:
    with _waiting(LONGER_WAIT), connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM")
        except DatabaseError:
            return False
    return True


@contextmanager
def _waiting(milliseconds: int) -> Iterator[None]:
    """Other statements of ours wait for their turn as long as they must; these give up."""
    raw: sqlite3.Connection = _raw()
    (before,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {before}")


def _raw() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection  # type: ignore[no-any-return]


# What a transaction that is still open might look at is kept, and would be written anew with the rest. The row of the
# note was written by the newest act that counts.
SOMEBODY_LOOKS_BACK = """
SELECT age(note.xmin) <= age((pg_snapshot_xmin(pg_current_snapshot())::text::bigint % 4294967296)::text::xid)
    OR EXISTS (
        SELECT 1 FROM pg_stat_activity other
        WHERE other.pid <> pg_backend_pid() AND other.datname = current_database()
        AND age(other.backend_xmin) >= age(note.xmin)
    )
FROM cases_erasurenote note WHERE note.id = 1
"""


def _rewrite_tables() -> bool:
    """Each in its own turn, and never longer in the way than two seconds before it begins."""
    is_done = True
    with connection.cursor() as cursor:
        cursor.execute(SOMEBODY_LOOKS_BACK)
        if cursor.fetchone()[0]:
            return False
        cursor.execute("SET lock_timeout = '2s'")
        try:
            for table in TABLES:
                try:
                    cursor.execute(f"VACUUM FULL {table}")
                except DatabaseError:
                    is_done = False
                    log.warning("%s is in use and could not be written anew; the next tick tries again.", table)
        finally:
            cursor.execute("RESET lock_timeout")
    return is_done
