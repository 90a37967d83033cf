"""A backup is the database as it stood at one moment, in one file, and the keys that are kept beside it, in another.

SQLite is copied with its own online copy, PostgreSQL with its own `pg_dump`; both may be in use meanwhile.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

import gedragen
from gedragen.cases.models import ErasureNote
from gedragen.cases.store.erasure_list import noted_length
from gedragen.config.backups.backup_file import DATABASE, BackupTrouble, pack
from gedragen.config.backups.keys_file import keys_in_files, marks_here, write_keys_file
from gedragen.config.serving.in_use import conninfo

LOCK = "in-use"
# Who is in, who tried to get in, and which forms were sent: nobody needs it back, and a thief could use it. After a
# restore these tables are there and empty. Those that this version does not have are passed over.
LEFT_OUT = (
    "django_session",
    "cache",
    "people_attempt",
    "people_signincode",
    "cases_oncetoken",
)


def room_key() -> str:
    """What closed rooms are locked with, if there is such a key. It never travels with what it locks."""
    if settings.ROOM_KEY:
        return "GEDRAGEN_ROOM_KEY"
    return settings.ROOM_KEY_FILE if Path(settings.ROOM_KEY_FILE).is_file() else ""


def write_backup(target: Path, keys_target: Path, *, at: datetime) -> list[str]:
    """Make both files; they appear under their names only when they are whole. Returns the names of the keys.

    Without any key in a file of ours the second file is not made. Raises BackupTrouble.
    """
    _check_can_be_made(target, keys_target)
    if not connection.introspection.table_names():
        raise BackupTrouble("There is no database here yet, so there is nothing to back up.")
    keys = keys_in_files()
    with scratch(target.parent, ".gedragen-backup-") as folder:
        copied = folder / DATABASE
        _copy_out(copied)
        about = {
            "gedragen": gedragen.__version__,
            "database": connection.vendor,
            "made_at": at.isoformat(),
            "marks": marks_here(),
            # Asked after the copy was made: the list is never shorter than the copy needs it to be.
            "erasures": noted_length() if _has_note() else 0,
        }
        whole = pack(about, copied, folder)
        if keys:
            with scratch(keys_target.parent, ".gedragen-backup-") as beside:
                write_keys_file(beside / "keys", keys)
                _name(beside / "keys", keys_target)
        _name(whole, target)
    return list(keys)


def _check_can_be_made(*targets: Path) -> None:
    for target in targets:
        if target.exists():
            raise BackupTrouble(f"{target} exists already. Choose another name: a backup is never written over.")
        if not target.parent.is_dir():
            raise BackupTrouble(f"The folder {target.parent} does not exist.")
    if len(set(targets)) != len(targets):
        raise BackupTrouble("The keys go to a file of their own: give it another name.")


def _has_note() -> bool:
    """Tables of an earlier version can be backed up too, before an upgrade."""
    return ErasureNote._meta.db_table in connection.introspection.table_names()


@contextmanager
def scratch(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder for what is private and half. What a killed command left of one, the next command clears away."""
    for left in parent.glob(f"{prefix}*"):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix=prefix) as folder, (Path(folder) / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield Path(folder)


def _is_left(folder: Path) -> bool:
    """The lock of a folder in use goes when its holder dies."""
    try:
        with (folder / LOCK).open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _name(whole: Path, target: Path) -> None:
    """Under a name that nobody else took meanwhile. A memory stick knows no second names; there it is moved."""
    try:
        os.link(whole, target)
    except FileExistsError:
        raise BackupTrouble(f"{target} exists already. Choose another name: a backup is never written over.") from None
    except OSError:
        whole.rename(target)


def _copy_out(target: Path) -> None:
    if connection.vendor != "sqlite":
        rows = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", *rows, f"--file={target}")
        return
    # Copied over a connection of its own: readers and writers go on meanwhile.
    with closing(sqlite3.connect(sqlite_file())) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        _empty(copy)


def _empty(copy: sqlite3.Connection) -> None:
    """Written anew, so that neither these rows nor anything removed before lies between the pages."""
    copy.execute("PRAGMA journal_mode = DELETE")
    there = {str(name) for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in LEFT_OUT:
        if table in there:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 (names of ours)
    copy.execute("VACUUM")


def sqlite_file() -> str:
    return str(connection.settings_dict["NAME"])


def run_tool(name: str, *options: str, is_on_database: bool = True) -> str:
    """One of PostgreSQL's own tools, on the database of the settings. Its password is never on the command line.

    Returns what it printed.
    """
    from psycopg.conninfo import make_conninfo

    if shutil.which(name) is None:
        raise BackupTrouble(f"{name} is not on this machine. On Debian it comes with the package postgresql-client.")
    given = conninfo()
    surroundings = os.environ | {"PGPASSWORD": given.pop("password", "")}
    database = [f"--dbname={make_conninfo(**given)}"] if is_on_database else []
    done = subprocess.run([name, *database, *options], env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        reason = next((line for line in lines if "error:" in line.lower()), lines[-1])
        raise BackupTrouble(f"{name} did not succeed: {reason}")
    return done.stdout
