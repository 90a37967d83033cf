"""A backup is one file: the database as it stood at one moment, and the keys that are kept beside it.

SQLite is copied with its own online copy, PostgreSQL with its own `pg_dump`; both may be in use meanwhile.
"""

import fcntl
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
from typing import BinaryIO

from django.conf import settings
from django.db import connection

import gedragen

ABOUT = "gedragen-backup.json"
DATABASE = "database"
LOCK = "in-use"


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
    with scratch(target.parent, ".gedragen-backup-") as folder:
        copied, whole = folder / DATABASE, folder / "whole"
        _copy_out(copied)
        with _private(whole) as file:
            with tarfile.open(fileobj=file, mode="w:gz") as tar:
                _add_text(tar, ABOUT, json.dumps(about))
                tar.add(copied, DATABASE)
                for name, path in key_files().items():
                    if path.is_file():
                        tar.add(path, name)
            _write_out(file)
        _name(whole, target)


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
    if connection.vendor == "sqlite":
        # Copied over a connection of its own: readers and writers go on meanwhile.
        with closing(sqlite3.connect(sqlite_file())) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy)
        return
    run_tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def sqlite_file() -> str:
    return str(connection.settings_dict["NAME"])


def run_tool(name: str, *options: str, is_on_database: bool = True) -> None:
    """One of PostgreSQL's own tools, on the database of the settings. Its password is never on the command line."""
    from psycopg.conninfo import make_conninfo

    if shutil.which(name) is None:
        raise BackupTrouble(f"{name} is not on this machine. On Debian it comes with the package postgresql-client.")
    params = connection.get_connection_params()
    given = {key: str(value) for key, value in params.items() if isinstance(value, str | int)}
    surroundings = os.environ | {"PGPASSWORD": given.pop("password", "")}
    given.pop("prepare_threshold", None)
    database = [f"--dbname={make_conninfo(**given)}"] if is_on_database else []
    done = subprocess.run([name, *database, *options], env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        reason = next((line for line in lines if "error:" in line.lower()), lines[-1])
        raise BackupTrouble(f"{name} did not succeed: {reason}")


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _private(path: Path) -> BinaryIO:
    """A new file that only this user can read, from its first byte."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def write_key(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_name(path.name + ".part")
    with _private(half) as file:
        file.write(content)
        _write_out(file)
    half.replace(path)


def _write_out(file: BinaryIO) -> None:
    """On the disk before its name says that it is whole: the power may go, too."""
    file.flush()
    os.fsync(file.fileno())
