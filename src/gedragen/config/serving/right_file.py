"""SQLite goes on writing in a file that was deleted or replaced, and what people send is then lost with that file."""

import logging
from pathlib import Path
from threading import local

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

from gedragen.config.middleware import Handler

log = logging.getLogger(__name__)
# Each thread has a connection of its own, open for as long as it lives.
_opened = local()


def right_file(get_response: Handler) -> Handler:
    """Before anything is read or written for somebody."""

    def handle(request: HttpRequest) -> HttpResponse:
        follow_database_file()
        return get_response(request)

    return handle


def follow_database_file() -> None:
    """Go over to the file that is there now. Raises OperationalError when there is none.

    One that is gone stays open: by it what is in it can still be saved.
    """
    if connection.vendor != "sqlite":
        return
    file, known = _file_now(), getattr(_opened, "file", None)
    if known is None or file == known:
        _opened.file = file
        return
    if file is None:
        log.error("The file of the database is gone. Put it back before you stop the server: docs/running.md says how.")
        raise OperationalError("the file of the database is gone")
    connection.close()
    _opened.file = file


def _file_now() -> tuple[int, int] | None:
    try:
        there = Path(connection.settings_dict["NAME"]).stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino
