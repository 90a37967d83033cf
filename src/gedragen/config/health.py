"""What an operator should know beside what keeps `serve` from serving: `gedragen check` tells both.

A problem is unsafe or broken. A doubt may be meant so. docs/running.md has a row for each.
"""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http.request import validate_host

from gedragen.cases.models import Case, JournalEntry
from gedragen.config import environment
from gedragen.config.serving import startup
from gedragen.config.serving.wrong_clock import clock_doubts, gap_doubt, when
from gedragen.notices.audit import is_long_ago, newest_run
from gedragen.notices.lease import last_turn
from gedragen.notices.models import AuditRun

OTHERS = 0o077
LONGEST_REST = timedelta(hours=1)


def file_problems() -> list[str]:
    """What others on this machine can read, and what this user cannot write."""
    folder = Path(settings.DATA_FOLDER)
    if not folder.is_dir():
        return []
    if not os.access(folder, os.W_OK):
        return [f"This user cannot write in {folder}. Give it to the user that runs Gedragen, with chown -R."]
    found = _open_to_others(folder)
    return [f"Others on this machine can read {path}. Run: chmod {mode} {path}" for path, mode in found]


def _open_to_others(folder: Path) -> Iterator[tuple[Path, str]]:
    keys = {folder / "secret_key", Path(settings.SIGNING_KEY_FILE), Path(settings.ROOM_KEY_FILE)}
    for key in sorted(keys):
        if key.exists() and key.stat().st_mode & OTHERS:
            yield key, "600"
    if folder.stat().st_mode & OTHERS:
        yield folder, "700"
    database = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and database.exists() and _is_reached(database):
        yield database, "600"


def _is_reached(file: Path) -> bool:
    """In a folder that is shut to others its own rights do not matter."""
    return bool(file.stat().st_mode & OTHERS and file.parent.stat().st_mode & OTHERS)


def key_problems() -> list[str]:
    """Asked once the tables are there: a new key would be made, and nothing would fit any more."""
    if JournalEntry.objects.exists() and not Path(settings.SIGNING_KEY_FILE).exists():
        told = "Put it back from a backup, because with a new one journals that were exported before no longer match."
        return [f"{settings.SIGNING_KEY_FILE} is gone: the key that signs journals. {told}"]
    return []


def settings_doubts() -> list[str]:
    """Settings that may be meant so, and mostly are not."""
    if settings.LOCAL:
        return []
    doubts = []
    if not validate_host(environment.host_of(settings.BASE_URL), settings.ALLOWED_HOSTS):
        doubts.append(
            "GEDRAGEN_HOSTS leaves out the host of GEDRAGEN_BASE_URL, so links in mails would be refused. Add it."
        )
    if settings.BASE_URL not in settings.CSRF_TRUSTED_ORIGINS:
        doubts.append("GEDRAGEN_ORIGINS leaves out GEDRAGEN_BASE_URL, so forms would be refused. Add it.")
    if not settings.TRUSTED_PROXIES:
        doubts.append(
            "GEDRAGEN_TRUSTED_PROXIES is 0. Behind a proxy all visitors then seem to be one, and one wrong code too "
            "many shuts everybody out. Set it to 1 when one proxy of yours stands in front."
        )
    if not settings.OPERATOR_EMAIL:
        doubts.append(
            "GEDRAGEN_OPERATOR_EMAIL is missing, so nobody is mailed when an audit finds that something was changed in "
            "the database. Give the address of whoever runs this site."
        )
    if os.environ.get("GEDRAGEN_DEBUG"):
        doubts.append("GEDRAGEN_DEBUG does nothing on a site that others can reach. Unset it.")
    return doubts


def table_problems() -> list[str]:
    try:
        startup.refuse_newer_tables()
    except ImproperlyConfigured as newer:
        return [str(newer)]
    return []


def table_doubts() -> list[str]:
    if not startup.tables_are_behind():
        return []
    told = "Make a backup; then start `gedragen serve` once, which brings it up to date. Other servers do not."
    return [f"The database is new or of an earlier version. {told}"]


def work_doubts(*, at: datetime) -> list[str]:
    """Asked once the tables are there: whether time does its work."""
    last = last_turn("worker")
    rests = Case.objects.exists() and (last is None or at - last > LONGEST_REST)
    if not rests or gap_doubt(at):
        return clock_doubts(at=at)
    since = f"since {when(last)}" if last else "ever"
    return [
        f"Nothing was closed or mailed {since}. Keep `gedragen serve` running, or `gedragen tick` from cron.",
        *clock_doubts(at=at),
    ]


def audit_problems() -> list[str]:
    """Asked once the tables are there: what the newest audit found, which stands until another finds nothing."""
    run = newest_run()
    if run is None or run.ended_at is None or not run.differs:
        return []
    told = f"The audit of {when(run.ended_at)} found {run.differs} differences. Run `gedragen check --audit`"
    return [f"{told}; docs/evidence.md says what then.", *run.found]


def audit_doubts(*, at: datetime) -> list[str]:
    if not is_long_ago(at=at):
        return []
    run = newest_run()
    since = f"since {when(run.ended_at)}" if run is not None and run.ended_at is not None else "ever"
    return [f"No audit was done {since}. It is done by night; or run `gedragen check --audit`."]


def last_audit() -> str:
    """When it was, and what it came to; empty when there was none."""
    run = newest_run()
    if run is None or run.ended_at is None:
        return ""
    return f"Last audit {when(run.ended_at)}: {in_numbers(run)}."


def in_numbers(run: AuditRun) -> str:
    return f"looked at {run.looked}, erased {run.erased}, differs {run.differs}"


def asset_doubts() -> list[str]:
    if (Path(settings.STATIC_ROOT) / ".collected-from").is_file():
        return []
    return ["The static files are not collected yet. `gedragen serve` does so at its start; run it once."]
