"""For servers other than our own: what `gedragen serve` asks at its start, asked before their first page."""

from threading import Lock

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from gedragen.config.checks import erasure_problems
from gedragen.config.middleware import Handler
from gedragen.config.serving.in_use import check_use, use_database
from gedragen.config.serving.startup import erase_who_was_erased, refuse_newer_tables, tables_are_behind


class _State:
    lock = Lock()
    is_to_serve = False
    is_ready = False


def get_ready() -> None:
    """Raises ImproperlyConfigured. A database that is down now is asked again at the next page."""
    _State.is_to_serve = True
    try:
        _get_ready()
    except (OperationalError, InterfaceError):
        return


def ready(get_response: Handler) -> Handler:
    """Nothing is answered before, and nothing while a backup is being put back."""

    def handle(request: HttpRequest) -> HttpResponse:
        check_use()
        if _State.is_to_serve and not _State.is_ready:
            _get_ready()
        return get_response(request)

    return handle


def _get_ready() -> None:
    with _State.lock:
        if _State.is_ready:
            return
        use_database()
        refuse_newer_tables()
        if tables_are_behind():
            raise ImproperlyConfigured("The database is new or of an earlier version. Start `gedragen serve` once.")
        if problems := erasure_problems():
            raise ImproperlyConfigured("\n".join(problems))
        erase_who_was_erased()
        _State.is_ready = True
