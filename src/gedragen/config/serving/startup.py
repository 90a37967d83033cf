"""What happens between starting and serving: tables, static files, and the worker beside the pages."""

import fcntl
import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import close_old_connections, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.urls import get_resolver

import gedragen
from gedragen.cases.engine.erase_again import erase_again
from gedragen.cases.store.vacuum import sample_no_words
from gedragen.clock import now
from gedragen.config.serving.in_use import check_use
from gedragen.config.serving.right_file import follow_database_file
from gedragen.config.serving.wrong_clock import tick_if_sure

log = logging.getLogger("gedragen.worker")

SECONDS_BETWEEN_TICKS = 30
SECONDS_TO_FINISH = 5
# Any number will do that no other program takes for a lock in the same database.
STARTING = 2_026_11_22


def bring_up_to_date() -> None:
    """Everything that a newer version may ask for, and nothing when there is nothing new."""
    with one_start_at_a_time():
        migrate()
        collect_static()
    # A page that cannot even be loaded must fail here and now, not at the first visitor.
    get_resolver().url_patterns  # noqa: B018 (reading it loads all pages)


def erase_who_was_erased() -> None:
    """Before anything is served: somebody may have put an older database in place by hand."""
    if people := erase_again(at=now()):
        log.warning("Erased again, by the list of erasures: %d people.", people)


@contextmanager
def one_start_at_a_time() -> Iterator[None]:
    """Two servers that start together would clear away each other's files. The lock goes when its holder dies."""
    folder = Path(settings.DATA_FOLDER)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrate() -> None:
    """Bring the tables up to date, all of it or nothing: a start that was cut short leaves what it found.

    Django writes some migrations down after their own transaction, and what was cut between the two never starts again.
    """
    refuse_newer_tables()
    if not tables_are_behind():
        return
    # SQLite changes tables only where it does not check references, and that is settled before a transaction.
    with connection.constraint_checks_disabled(), transaction.atomic():
        one_at_a_time_in_the_database()
        if not MigrationRecorder(connection).has_table():
            make_tables()
        elif tables_are_behind():
            call_command("migrate", verbosity=0, interactive=False)


def make_tables() -> None:
    """On nothing the tables are made as they are now, and every step that led to them counts as taken.

    Going through the steps takes seconds and comes to the same: tests/config/test_first_start.py compares the two.
    """
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    settle_new_tables()


def settle_new_tables() -> None:
    """What the steps leave beside the tables, and that all of them are taken."""
    with connection.schema_editor() as editor:
        sample_no_words(editor)
    call_command("migrate", fake=True, verbosity=0, interactive=False)
    # Steps that are not taken leave out what follows a step: the kinds of rows that Django keeps a list of.
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def one_at_a_time_in_the_database() -> None:
    """Wait, in a transaction, for another server or for what PostgreSQL still does for one that was killed.

    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STARTING])


def tables_are_behind() -> bool:
    if not _is_there():
        return True
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def tables_are_ahead() -> bool:
    """A newer version was here: its tables may ask for what this one does not know. The names begin with a number."""
    if not _is_there():
        return False
    loader = MigrationExecutor(connection).loader
    newest = dict(loader.graph.leaf_nodes())
    return any(name > newest.get(app, name) for app, name in loader.applied_migrations)


def _is_there() -> bool:
    """Whether there is a database to ask. SQLite would make an empty file of one that somebody moved away."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()


def refuse_newer_tables() -> None:
    if tables_are_ahead():
        raise ImproperlyConfigured(
            "A newer version of Gedragen made the tables of this database. Install that version again, or restore a "
            "backup from before it."
        )


def collect_static() -> None:
    """Collect only when a source file changed: hashing and compressing take a second, looking takes none."""
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    wanted = static_fingerprint()
    if not stamp.is_file() or stamp.read_text() != wanted:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(wanted)


def static_fingerprint() -> str:
    digest = hashlib.sha256(gedragen.__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def worker() -> Iterator[None]:
    """A thread that ticks for as long as the pages are served."""
    over = threading.Event()
    thread = threading.Thread(target=keep_ticking, args=(over,), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(SECONDS_TO_FINISH)


def keep_ticking(over: threading.Event) -> None:
    is_told = False
    while not over.is_set():
        try:
            check_use()
            follow_database_file()
            # In the demo nothing is decided that cannot be played again.
            if (doubt := tick_if_sure(at=now(), is_sure=settings.DEMO)) and not is_told:
                log.error(doubt)
            is_told = bool(doubt)
        except Exception:
            # One bad moment must not end all later ones: the next tick asks again what is due.
            log.exception("A tick failed; the next one tries again.")
        finally:
            close_old_connections()
        over.wait(SECONDS_BETWEEN_TICKS)
