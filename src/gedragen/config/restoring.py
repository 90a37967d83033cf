"""Putting a backup back: the database, then its keys. Until both are there, nothing else begins."""

import json
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from gedragen.config.backup import ABOUT, DATABASE, BackupTrouble, key_files, run_tool, scratch, sqlite_file, write_key
from gedragen.config.checks import restoring_mark
from gedragen.config.startup import is_being_served


def read_backup(source: Path, *, replace: bool) -> None:
    """Put it back. `replace` agrees to lose what this installation holds now. Raises BackupTrouble.

    The mark stays when this is killed: an earlier database with later keys opens no link. Who runs it again has agreed.
    """
    if is_being_served():
        raise BackupTrouble("Gedragen is running on this data. Stop it first, then restore.")
    mark = restoring_mark()
    was_cut = mark.exists()
    with scratch(Path(settings.DATA_FOLDER), ".gedragen-restore-") as folder:
        kept = _unpack(source, folder / DATABASE)
        if not replace and not was_cut:
            _check_nothing_is_lost(kept)
        mark.touch()
        try:
            _copy_in(folder / DATABASE)
        except BackupTrouble:
            if not was_cut:
                mark.unlink()
            raise
    for name, content in kept.items():
        write_key(key_files()[name], content)
    mark.unlink()


def _unpack(source: Path, database: Path) -> dict[str, bytes]:
    """Lay the database ready. Returns the keys, by their name in the backup."""
    with _opened(source) as tar:
        vendor = _about(tar, source)["database"]
        if vendor != connection.vendor:
            raise BackupTrouble(
                f"{source} holds a {vendor} database and this installation uses {connection.vendor}. "
                "Set GEDRAGEN_DATABASE_URL to a database of that kind."
            )
        keys = {name: tar.extractfile(name) for name in key_files() if name in tar.getnames()}
        stored = tar.extractfile(DATABASE)
        if stored is None:
            raise BackupTrouble(f"{source} is damaged: it has no database in it.")
        with database.open("wb") as file:
            shutil.copyfileobj(stored, file)
        return {name: file.read() for name, file in keys.items() if file is not None}


def _check_nothing_is_lost(kept: dict[str, bytes]) -> None:
    try:
        is_empty = not connection.introspection.table_names()
    except DatabaseError:
        # It cannot even be read; it may still be what somebody wants to mend.
        is_empty = False
    if not is_empty:
        raise BackupTrouble("There is a database here already. Add --replace to put the backup in its place.")
    for name, path in key_files().items():
        if name in kept and path.is_file() and path.read_bytes() != kept[name] and name != "secret_key":
            raise BackupTrouble(f"{path} holds another key than the backup. Move it away, or add --replace.")


def _copy_in(stored: Path) -> None:
    """All of it or nothing."""
    if connection.vendor == "sqlite":
        connection.close()
        _copy_in_sqlite(stored)
        return
    clean, script = stored.with_name("clean.sql"), stored.with_name("script.sql")
    # Not by pg_restore itself: it knows only the tables of the backup, and a newer version has more.
    clean.write_text("".join(f"DROP TABLE IF EXISTS {table} CASCADE;\n" for table in _our_tables()))
    run_tool("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(stored), is_on_database=False)
    files = (f"--file={clean}", f"--file={script}")
    run_tool("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *files)


def _our_tables() -> list[str]:
    """Those of any version of Gedragen, and none of another program in the same database."""
    ours = ("django_", "cache", *(f"{app.label}_" for app in apps.get_app_configs()))
    return [connection.ops.quote_name(name) for name in connection.introspection.table_names() if name.startswith(ours)]


def _copy_in_sqlite(stored: Path) -> None:
    file = Path(sqlite_file())
    try:
        with closing(sqlite3.connect(stored)) as copy:
            _check_is_whole(copy)
            try:
                _copy_over(copy, file)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                # What is there is no database any more.
                for end in ("", "-wal", "-shm"):
                    if file.with_name(file.name + end).exists():
                        file.with_name(file.name + end).replace(file.with_name(f"{file.name}.damaged{end}"))
                _copy_over(copy, file)
    except sqlite3.OperationalError as error:
        raise BackupTrouble(f"{file} cannot be written now ({error}). Nothing has changed.") from None


def _copy_over(copy: sqlite3.Connection, file: Path) -> None:
    with closing(sqlite3.connect(file)) as live:
        copy.backup(live)


def _check_is_whole(copy: sqlite3.Connection) -> None:
    try:
        found = copy.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupTrouble(f"The database in this backup is damaged ({error}).") from None
    if found != ("ok",):
        raise BackupTrouble(f"The database in this backup is damaged ({found[0]}).")


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    if not source.exists():
        raise BackupTrouble(f"There is no file {source}.")
    try:
        with tarfile.open(source, "r:gz") as tar:
            yield tar
    except (tarfile.TarError, EOFError, OSError, KeyError) as error:
        raise BackupTrouble(f"{source} is not a whole backup of Gedragen ({error}).") from None


def _about(tar: tarfile.TarFile, source: Path) -> dict[str, Any]:
    file = tar.extractfile(ABOUT)
    if file is None:
        raise BackupTrouble(f"{source} is not a backup of Gedragen.")
    told: dict[str, Any] = json.load(file)
    return told
