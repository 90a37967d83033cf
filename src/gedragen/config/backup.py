"""A backup is one file: the database as it stood at one moment, and the keys that are kept beside it.

SQLite is copied with its own online copy, PostgreSQL with its own `pg_dump`; both may be in use meanwhile.
"""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

import gedragen
from gedragen.config.startup import is_being_served

ABOUT = "gedragen-backup.json"
DATABASE = "database"


class BackupTrouble(Exception):
    """The backup was not made or not put back, and nothing has changed. Its text says what to do."""


def key_files() -> dict[str, Path]:
    """The keys that this installation keeps in files, by their name in the backup."""
    found = {"secret_key": Path(settings.DATA_FOLDER) / "secret_key", "signing_key": Path(settings.SIGNING_KEY_FILE)}
    return {name: path for name, path in found.items() if name != "secret_key" or keeps_its_secret()}


def keeps_its_secret() -> bool:
    """Whether the secret is kept in a file. Given as a setting it is not ours to copy."""
    return not os.environ.get("GEDRAGEN_SECRET_KEY")


def room_key() -> str:
    """What closed rooms are locked with, if there is such a key. It never travels with what it locks."""
    if settings.ROOM_KEY:
        return "GEDRAGEN_ROOM_KEY"
    return settings.ROOM_KEY_FILE if Path(settings.ROOM_KEY_FILE).is_file() else ""


def write_backup(target: Path, *, at: datetime) -> None:
    """Make the file; it appears under its name only when it is whole. Raises BackupTrouble."""
    if target.exists():
        raise BackupTrouble(f"{target} exists already. Choose another name: a backup is never written over.")
    if not target.parent.is_dir():
        raise BackupTrouble(f"The folder {target.parent} does not exist.")
    if not connection.introspection.table_names():
        raise BackupTrouble("There is no database here yet, so there is nothing to back up.")
    about = {"gedragen": gedragen.__version__, "database": connection.vendor, "made_at": at.isoformat()}
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".gedragen-backup-") as folder:
        copied, whole = Path(folder) / DATABASE, Path(folder) / "whole"
        _copy_out(copied)
        with (
            _private(whole) as file,
            tarfile.open(fileobj=file, mode="w:gz") as tar,
        ):
            _add_text(tar, ABOUT, json.dumps(about))
            tar.add(copied, DATABASE)
            for name, path in key_files().items():
                if path.is_file():
                    tar.add(path, name)
        os.link(whole, target)


def read_backup(source: Path, *, replace: bool) -> None:
    """Put it back. `replace` agrees to lose what this installation holds now. Raises BackupTrouble."""
    if is_being_served():
        raise BackupTrouble("Gedragen is running on this data. Stop it first, then restore.")
    with _opened(source) as tar:
        vendor = _about(tar, source)["database"]
        if vendor != connection.vendor:
            raise BackupTrouble(
                f"{source} holds a {vendor} database and this installation uses {connection.vendor}. "
                "Set GEDRAGEN_DATABASE_URL to a database of that kind."
            )
        keys = {name: tar.extractfile(name) for name in key_files() if name in tar.getnames()}
        kept = {name: file.read() for name, file in keys.items() if file is not None}
        if not replace:
            _check_nothing_is_lost(kept)
        with tempfile.TemporaryDirectory(dir=settings.DATA_FOLDER, prefix=".gedragen-restore-") as folder:
            database = Path(folder) / DATABASE
            stored = tar.extractfile(DATABASE)
            if stored is None:
                raise BackupTrouble(f"{source} is damaged: it has no database in it.")
            with database.open("wb") as file:
                shutil.copyfileobj(stored, file)
            _copy_in(database, replace=replace)
        for name, content in kept.items():
            _write_key(key_files()[name], content)


def _check_nothing_is_lost(kept: dict[str, bytes]) -> None:
    if connection.introspection.table_names():
        raise BackupTrouble("There is a database here already. Add --replace to put the backup in its place.")
    for name, path in key_files().items():
        if name in kept and path.is_file() and path.read_bytes() != kept[name] and name != "secret_key":
            raise BackupTrouble(f"{path} holds another key than the backup. Move it away, or add --replace.")


def _copy_out(target: Path) -> None:
    if connection.vendor == "sqlite":
        # Copied over a connection of its own: readers and writers go on meanwhile.
        with closing(sqlite3.connect(_sqlite_file())) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
        return
    _run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def _copy_in(stored: Path, *, replace: bool) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        with closing(sqlite3.connect(stored)) as copy, closing(sqlite3.connect(_sqlite_file())) as live:
            _check_is_whole(copy)
            copy.backup(live)
        return
    clean = ("--clean", "--if-exists") if replace else ()
    _run_tool(
        "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", *clean, str(stored)
    )


def _check_is_whole(copy: sqlite3.Connection) -> None:
    try:
        found = copy.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupTrouble(f"The database in this backup is damaged ({error}).") from None
    if found != ("ok",):
        raise BackupTrouble(f"The database in this backup is damaged ({found[0]}).")


def _sqlite_file() -> str:
    return str(connection.settings_dict["NAME"])


def _run_tool(name: str, *options: str) -> None:
    """One of PostgreSQL's own tools, on the database of the settings. Its password is never on the command line."""
    from psycopg.conninfo import make_conninfo

    if shutil.which(name) is None:
        raise BackupTrouble(f"{name} is not on this machine. On Debian it comes with the package postgresql-client.")
    params = connection.get_connection_params()
    given = {key: str(value) for key, value in params.items() if isinstance(value, str | int)}
    surroundings = os.environ | {"PGPASSWORD": given.pop("password", "")}
    given.pop("prepare_threshold", None)
    database = f"--dbname={make_conninfo(**given)}"
    done = subprocess.run([name, database, *options], env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BackupTrouble(f"{name} did not succeed: {reason}")


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:gz") as tar:
            yield tar
    except FileNotFoundError:
        raise BackupTrouble(f"There is no file {source}.") from None
    except (tarfile.TarError, EOFError, OSError, KeyError) as error:
        raise BackupTrouble(f"{source} is not a whole backup of Gedragen ({error}).") from None


def _about(tar: tarfile.TarFile, source: Path) -> dict[str, Any]:
    file = tar.extractfile(ABOUT)
    if file is None:
        raise BackupTrouble(f"{source} is not a backup of Gedragen.")
    told: dict[str, Any] = json.load(file)
    return told


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _private(path: Path) -> BinaryIO:
    """A new file that only this user can read, from its first byte."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _write_key(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_name(path.name + ".part")
    with _private(half) as file:
        file.write(content)
    half.replace(path)
