"""Who uses the database says so as long as its process lives, so that nobody puts another database under it.

On SQLite a lock on a file beside the database's own; on PostgreSQL an advisory lock over a connection of its own, which
holds for every machine that shares the database. Both go when their holder dies.
"""

import fcntl
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

if TYPE_CHECKING:
    from psycopg import Connection

# Any number will do that no other program takes for a lock in the same database.
IN_USE = 2_026_11_27
RESTORES = "A backup is being put back just now. Start again when that is done."


class InUse(Exception):
    """Somebody else uses the database."""


class FileHold:
    """SQLite. What is forked from this process shares the lock, and it is held until the last of them is gone."""

    def __init__(self, *, alone: bool) -> None:
        self.process = os.getpid()
        try:
            self.file = os.open(_lock_file(), os.O_RDONLY | os.O_CREAT, 0o600)
        except FileNotFoundError as error:
            raise OperationalError("there is no such folder") from error
        try:
            fcntl.flock(self.file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            raise InUse from None

    def holds(self) -> bool:
        """Not any more once somebody took the file away."""
        try:
            there, ours = _lock_file().stat(), os.fstat(self.file)
        except OSError:
            return False
        return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)

    def release(self) -> None:
        os.close(self.file)


class ServerHold:
    """PostgreSQL. A forked process asks anew: the connection is its parent's."""

    def __init__(self, *, alone: bool) -> None:
        self.process, self.connection = os.getpid(), _own_connection()
        function = "pg_try_advisory_lock" if alone else "pg_try_advisory_lock_shared"
        row = self.connection.execute(f"SELECT {function}(%s)", [IN_USE]).fetchone()
        if row is None or not row[0]:
            self.release()
            raise InUse

    def holds(self) -> bool:
        """Nothing is sent. We asked nothing, so what there is to read is its end, or a word in passing."""
        if self.process != os.getpid() or self.connection.closed:
            return False
        asks = select.poll()
        asks.register(self.connection.fileno(), select.POLLIN)
        return not asks.poll(0)

    def release(self) -> None:
        if self.process == os.getpid():
            self.connection.close()


class _State:
    """Of this process: whether it said that it uses the database, and the lock by which it does."""

    lock = Lock()
    is_user = False
    hold: FileHold | ServerHold | None = None
    # Those of a process that we were forked from. Thrown away here, they would end there.
    parents: list[FileHold | ServerHold] = []  # noqa: RUF012


def use_database() -> None:
    """From now on this process uses it. Raises ImproperlyConfigured while a backup is being put back."""
    _State.is_user = True
    try:
        _keep_hold()
    except InUse:
        raise ImproperlyConfigured(RESTORES) from None


def let_go() -> None:
    """For a process that goes on without the database."""
    with _State.lock:
        if _State.hold is not None:
            _State.hold.release()
        _State.hold, _State.is_user = None, False


@contextmanager
def alone() -> Iterator[None]:
    """As long as this lasts nobody else begins. Raises InUse when somebody is there."""
    hold = _new_hold(alone=True)
    try:
        yield
    finally:
        hold.release()


def check_use() -> None:
    """Before anything is read or written for somebody: a lock that was lost is taken again.

    Raises OperationalError while a backup is being put back.
    """
    if not _State.is_user:
        return
    try:
        _keep_hold()
    except InUse:
        raise OperationalError("a backup is being put back") from None


def _keep_hold() -> None:
    with _State.lock:
        if _State.hold is not None and _State.hold.holds():
            return
        before, _State.hold = _State.hold, None
        if before is not None and before.process != os.getpid():
            _State.parents.append(before)
        try:
            # Before the old one goes: between the two nobody gets in.
            _State.hold = _new_hold(alone=False)
        finally:
            if before is not None:
                before.release()


def _new_hold(*, alone: bool) -> FileHold | ServerHold:
    return FileHold(alone=alone) if connection.vendor == "sqlite" else ServerHold(alone=alone)


def _lock_file() -> Path:
    database = Path(str(connection.settings_dict["NAME"])).resolve()
    return database.with_name(f"{database.name}.in-use")


def conninfo() -> dict[str, str]:
    """How to reach PostgreSQL without Django and its pool."""
    params = connection.get_connection_params()
    given = {key: str(value) for key, value in params.items() if isinstance(value, str | int)}
    given.pop("prepare_threshold", None)
    return given


def _own_connection() -> "Connection":
    """Kept alive through whatever lies between, and ended by no rule about idle sessions."""
    import psycopg

    stays = {"keepalives": "1", "keepalives_idle": "60", "application_name": "gedragen in use", "connect_timeout": "10"}
    try:
        made = psycopg.connect(**(stays | conninfo()), autocommit=True)  # type: ignore[arg-type]
        with suppress(psycopg.Error):
            made.execute("SET idle_session_timeout = 0")
        return made
    except psycopg.OperationalError as error:
        raise OperationalError(str(error)) from error
