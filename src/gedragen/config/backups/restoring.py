"""Putting a backup back: the database, who was erased since, then the keys. Until all is done, nothing else begins."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from gedragen.cases.engine.erase_again import erase_again
from gedragen.cases.store.erasure_list import is_there, list_file, read_list
from gedragen.config.backups.backup import run_tool, scratch, sqlite_file
from gedragen.config.backups.backup_file import KEYS, SIGNING_KEY, BackupTrouble, Packed, unpack
from gedragen.config.backups.keys_file import (
    LOST,
    Keys,
    Marks,
    keeps_its_secret,
    key_files,
    keys_here,
    read_keys_file,
    write_key,
)
from gedragen.config.checks import restoring_mark
from gedragen.config.serving.in_use import InUse, alone
from gedragen.config.serving.startup import tables_are_behind

# A database of any version of ours has these.
AT_LEAST = frozenset({"django_migrations", "cases_case", "cases_words", "people_account"})


@dataclass(frozen=True)
class Agreed:
    """What whoever restores agrees to: losing what is here, going on without the keys, or without the whole list."""

    replace: bool = False
    without_keys: bool = False
    without_erasures: bool = False


@dataclass(frozen=True)
class Restored:
    """How it came out: which keys are lost, how many people were erased again, and whether there was a list at all."""

    lost_keys: tuple[str, ...]
    erased_again: int
    had_list: bool


def read_backup(source: Path, keys_source: Path | None, *, agreed: Agreed, at: datetime) -> Restored:
    """Put it back. Raises BackupTrouble; then nothing has changed.

    The mark stays when this is killed: an earlier database with later keys opens no link. Who runs it again has agreed.
    """
    try:
        with alone(), scratch(Path(settings.DATA_FOLDER), ".gedragen-restore-") as folder:
            return _put_back(source, keys_source, folder, agreed, at)
    except InUse:
        raise BackupTrouble(
            "Gedragen is running on this data. Stop it first, on every machine that uses this database, then restore."
        ) from None


def _put_back(source: Path, keys_source: Path | None, folder: Path, agreed: Agreed, at: datetime) -> Restored:
    mark = restoring_mark()
    was_cut = mark.exists()
    packed = unpack(source, folder)
    _check_fits_here(packed, source)
    keys, lost = _keys_for(packed, source, keys_source, agreed)
    had_list = _check_list(packed, agreed)
    if not agreed.replace and not was_cut:
        _check_nothing_is_lost(keys)
    mark.touch()
    try:
        _copy_in(packed.database)
    except BackupTrouble:
        if not was_cut:
            mark.unlink()
        raise
    people = _erase_who_was_erased(at)
    for name, content in keys.items():
        write_key(key_files()[name], content)
    mark.unlink()
    return Restored(lost, people, had_list)


def _check_fits_here(packed: Packed, source: Path) -> None:
    vendor = packed.about["database"]
    if vendor != connection.vendor:
        raise BackupTrouble(
            f"{source} holds a {vendor[:40]} database and this installation uses {connection.vendor}. "
            "Set GEDRAGEN_DATABASE_URL to a database of that kind."
        )
    if not packed.database.is_file():
        raise BackupTrouble(f"{source} is damaged: it has no database in it.")
    if connection.vendor == "sqlite":
        _check_sqlite(packed.database)
    else:
        _check_dump(packed.database)


def _check_sqlite(database: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as copy:
            integrity = [str(line) for (line,) in copy.execute("PRAGMA integrity_check(1)")]
            kinds = dict(copy.execute("SELECT name, type FROM sqlite_master"))
            _check_has_our_tables(set(kinds))
            rows = copy.execute("SELECT count(*) FROM django_migrations WHERE app = 'cases'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BackupTrouble(f"The database in this backup is damaged ({error}).") from None
    if integrity != ["ok"]:
        raise BackupTrouble(f"The database in this backup is damaged ({integrity[0][:200]}).")
    if not rows or not set(kinds.values()) <= {"table", "index"}:
        raise BackupTrouble("The database in this backup is not one that Gedragen made.")


def _check_dump(dump: Path) -> None:
    listed = [line.split() for line in run_tool("pg_restore", "--list", str(dump), is_on_database=False).splitlines()]
    _check_has_our_tables({words[6] for words in listed if words[3:5] == ["TABLE", "DATA"] and len(words) > 6})


def _check_has_our_tables(there: set[str]) -> None:
    if not there >= AT_LEAST:
        raise BackupTrouble("The database in this backup is empty, or not one of Gedragen.")


def _keys_for(packed: Packed, source: Path, keys_source: Path | None, agreed: Agreed) -> tuple[Keys, tuple[str, ...]]:
    """The keys to put back, and those that are lost. Raises BackupTrouble before anything, with what would be lost."""
    marks, here = _marks_of(packed), keys_here()
    keys = packed.keys or _given_keys(source, keys_source)
    wrong = [name for name in keys if not marks.fits(name, keys[name])]
    if wrong and not agreed.without_keys:
        raise BackupTrouble("The file of keys does not belong to this backup, or it was altered.")
    fitting = {name: key for name, key in keys.items() if name not in wrong and name in key_files()}
    # A secret that is a setting cannot be put back by us: it wins over any file.
    lost = tuple(name for name in KEYS if not marks.fits(name, fitting.get(name, here.get(name))))
    if lost and not agreed.without_keys:
        raise BackupTrouble(_says_what_is_lost(lost))
    return fitting, lost


def _given_keys(source: Path, keys_source: Path | None) -> Keys:
    beside = source.with_name(source.name + ".keys")
    if keys_source is None and not beside.exists():
        return {}
    return read_keys_file(keys_source or beside)


def _says_what_is_lost(lost: tuple[str, ...]) -> str:
    told = " and ".join(LOST[name] for name in lost)
    by_setting = "" if keeps_its_secret() else " GEDRAGEN_SECRET_KEY must be what it was when the backup was made."
    return (
        f"The keys of this backup are not here: without them {told}. Give the file of keys with --keys.{by_setting} "
        "If they are lost, add --without-keys."
    )


def _marks_of(packed: Packed) -> Marks:
    told = packed.about.get("marks", {})
    if not isinstance(told, dict):
        raise BackupTrouble("The description in this backup is damaged.")
    return Marks(**{name: str(told.get(name, "")) for name in KEYS})


def _check_list(packed: Packed, agreed: Agreed) -> bool:
    needed, lines = packed.about.get("erasures", 0), len(read_list())
    if type(needed) is not int:
        raise BackupTrouble("The description in this backup is damaged.")
    if lines < needed and not agreed.without_erasures:
        raise BackupTrouble(
            f"The list of erasures {list_file()} has {lines} lines and this backup knows of {needed}: whoever was "
            "erased since would be back. Put the newest copy of it there, or agree to that with --without-erasures."
        )
    return is_there()


def _check_nothing_is_lost(keys: Keys) -> None:
    try:
        is_empty = not connection.introspection.table_names()
    except DatabaseError:
        # It cannot even be read; it may still be what somebody wants to mend.
        is_empty = False
    if not is_empty:
        raise BackupTrouble("There is a database here already. Add --replace to put the backup in its place.")
    path = Path(settings.SIGNING_KEY_FILE)
    if SIGNING_KEY in keys and path.is_file() and path.read_bytes() != keys[SIGNING_KEY]:
        raise BackupTrouble(f"{path} holds another key than the backup. Move it away, or add --replace.")


def _erase_who_was_erased(at: datetime) -> int:
    """Tables of an earlier version are first brought up to date by `serve`, which then does this before it serves."""
    return 0 if tables_are_behind() else erase_again(at=at, everything=True)


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
