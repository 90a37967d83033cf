"""What must be right before anybody is let in. Each problem is a sentence that says what to do."""

import copy
import difflib
import os
import re
import time
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from gedragen.config import environment

SHORTEST_SECRET = 32
# Seconds.
PAUSES = (0.1, 0.3, 1, 3, 5)
# Fewer different characters than this were typed, not made.
FEWEST_CHARACTERS = 10
_MAKE_ROOM_KEY = (
    'Make one with `python3 -c "import secrets; print(secrets.token_hex(32))"`. Without it nobody can read closed '
    "rooms again, so keep a copy, and keep it away from the backups of the database."
)


def start_problems(*, host: str) -> list[str]:
    """Everything that keeps `gedragen serve` from serving on this host."""
    return [*settings_problems(), *host_problems(host), *asset_problems(), *database_problems()]


def settings_problems() -> list[str]:
    """What is wrong with the settings themselves; costs nothing, so every server asks at its start."""
    problems = unknown_names(os.environ) + cut_restore_problems()
    if settings.DEMO and not settings.LOCAL:
        problems.append(
            "The demo lets every visitor step into any role, so it runs on this machine only. "
            "Unset GEDRAGEN_DEMO, or give GEDRAGEN_BASE_URL an address on localhost."
        )
    problems += room_key_problems()
    return problems if settings.LOCAL else problems + public_problems()


def restoring_mark() -> Path:
    """It is there from the moment that a backup is being put back until all of it is."""
    return Path(settings.DATA_FOLDER) / ".restoring"


def cut_restore_problems() -> list[str]:
    """With a database of one moment and keys of another, every link in it would be dead."""
    if not restoring_mark().exists():
        return []
    return ["A restore was cut short, so the database and its keys may not fit. Run the same `gedragen restore` again."]


def room_key_problems() -> list[str]:
    """The key that closed rooms are locked with: given on purpose, kept apart, and as long as it must be."""
    key, file = settings.ROOM_KEY, Path(settings.ROOM_KEY_FILE)
    if not key and not file.exists():
        return [] if settings.LOCAL else [f"GEDRAGEN_ROOM_KEY is missing, and there is no {file}. {_MAKE_ROOM_KEY}"]
    if not key and not settings.LOCAL and not os.environ.get("GEDRAGEN_ROOM_KEY_FILE"):
        return [f"Name the file with the key of closed rooms in GEDRAGEN_ROOM_KEY_FILE. {_MAKE_ROOM_KEY}"]
    if not re.fullmatch(r"[0-9a-fA-F]{64}", key or file.read_text().strip()):
        return [f"GEDRAGEN_ROOM_KEY must be 64 hexadecimal digits. {_MAKE_ROOM_KEY}"]
    if (key or file.read_text().strip()) == settings.SECRET_KEY:
        return [f"GEDRAGEN_ROOM_KEY and GEDRAGEN_SECRET_KEY are the same: who has one has both. {_MAKE_ROOM_KEY}"]
    if not key and file.stat().st_mode & 0o077:
        return [f"Others on this machine can read {file}. Run: chmod 600 {file}"]
    return []


def room_key_misfits() -> list[str]:
    """Asked once the tables are there: with another key than theirs nobody reads the closed rooms."""
    from gedragen.cases.store.room_keys import fits

    if fits():
        return []
    return [
        "The closed rooms in this database were made with another key. Put back that GEDRAGEN_ROOM_KEY, or its file."
    ]


def erasure_problems() -> list[str]:
    """Asked once the tables are there: without the list a restore would bring back who was erased."""
    from gedragen.cases.store.erasure_list import is_there, list_file, noted_length, read_list

    needed, found = noted_length(), len(read_list())
    if found >= needed:
        return []
    fault = f"has {found} lines and should have {needed}" if is_there() else f"is gone; it should have {needed} lines"
    mend = (
        "Put back the newest copy you have. If there is none, run `gedragen erasures --accept-loss`: after a restore, "
    )
    return [f"The list of erasures {list_file()} {fault}. {mend}people on the lost lines would be back."]


def public_problems() -> list[str]:
    """What a site that others can reach needs besides."""
    problems = secret_problems(os.environ.get("GEDRAGEN_SECRET_KEY", ""))
    if not settings.HTTPS:
        problems.append("GEDRAGEN_BASE_URL must start with https://, because personal links travel over it.")
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        problems.append("GEDRAGEN_HOSTS must name the hosts people type, for example gedragen.example.nl.")
    if not os.environ.get("GEDRAGEN_EMAIL_URL"):
        problems.append(
            "GEDRAGEN_EMAIL_URL is missing, so no mail would leave this machine. "
            "Example: smtp+tls://user:password@mail.example.nl:587"
        )
    if not os.environ.get("GEDRAGEN_FROM_EMAIL"):
        problems.append("GEDRAGEN_FROM_EMAIL is missing: the address that mails come from.")
    return problems + mail_problems()


def secret_problems(secret: str) -> list[str]:
    make = (
        'Make one with `python3 -c "import secrets; print(secrets.token_urlsafe(50))"` and keep it: all links depend '
        "on it."
    )
    if len(secret) < SHORTEST_SECRET:
        return [f"GEDRAGEN_SECRET_KEY is missing or shorter than {SHORTEST_SECRET} characters. {make}"]
    return [f"GEDRAGEN_SECRET_KEY is easy to guess. {make}"] if len(set(secret)) < FEWEST_CHARACTERS else []


def mail_problems() -> list[str]:
    """How mails leave, when it is told."""
    problems = []
    if os.environ.get("GEDRAGEN_EMAIL_URL") and not settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        problems.append(
            "GEDRAGEN_EMAIL_URL names no mail server, so no mail would leave this machine. Use smtp+tls://."
        )
    elif settings.EMAIL_HOST_PASSWORD and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        problems.append(
            "The password in GEDRAGEN_EMAIL_URL would travel unlocked. Write smtp+tls:// (mostly port 587) or "
            "smtp+ssl:// (mostly port 465)."
        )
    if os.environ.get("GEDRAGEN_FROM_EMAIL") and "@" not in parseaddr(settings.DEFAULT_FROM_EMAIL)[1]:
        problems.append("GEDRAGEN_FROM_EMAIL holds no address. Example: Gedragen <noreply@example.nl>")
    if settings.OPERATOR_EMAIL and "@" not in parseaddr(settings.OPERATOR_EMAIL)[1]:
        problems.append("GEDRAGEN_OPERATOR_EMAIL holds no address. Example: beheer@example.nl")
    return problems


def host_problems(host: str) -> list[str]:
    """What must not be combined with the network that this process listens on."""
    if environment.is_loopback(host):
        return []
    if settings.DEMO:
        return [f"The demo is not served on {host}: it lets every visitor step into any role. Leave --host out."]
    if settings.LOCAL:
        return [f"To serve on {host}, set GEDRAGEN_BASE_URL to the address people type: https://gedragen.example.nl."]
    return []


def asset_problems() -> list[str]:
    folder = environment.PACKAGE / "pages" / "static" / "gedragen"
    if any(folder.glob("*.css")):
        return []
    return ["The look of the pages is not built yet. Run `make run`, or `npm ci && npm run build`."]


def database_problems() -> list[str]:
    """Asked over a connection of its own: a pool would keep trying, and then hide the reason."""
    own = copy.deepcopy(settings.DATABASES)
    own["default"].get("OPTIONS", {}).pop("pool", None)
    direct = ConnectionHandler(own)["default"]
    try:
        _reach(direct)
    except (DatabaseError, OSError) as error:
        reason = str(error).strip().splitlines()
        return [f"The database cannot be reached ({reason[0] if reason else 'no reason given'}). {_database_hint()}"]
    direct.close()
    return []


def _reach(direct: BaseDatabaseWrapper) -> None:
    """Where another start is just making the file of SQLite, it says that it is locked, and does not wait by itself."""
    for pause in PAUSES:
        try:
            return direct.ensure_connection()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(pause)
    return direct.ensure_connection()


def _database_hint() -> str:
    if connection.vendor == "sqlite":
        return f"May this user write in {settings.DATA_FOLDER}?"
    return "Check GEDRAGEN_DATABASE_URL, and whether the server is up."


def unknown_names(given: os._Environ[str] | dict[str, str]) -> list[str]:
    """A misspelt setting would otherwise be ignored without a word."""
    problems = []
    for name in sorted(given):
        if name.startswith("GEDRAGEN_") and not name.startswith("GEDRAGEN_TEST_") and name not in environment.NAMES:
            near = difflib.get_close_matches(name, environment.NAMES, n=1)
            problems.append(f"{name} is not a setting of Gedragen." + (f" Did you mean {near[0]}?" if near else ""))
    return problems


def refuse_bad_settings() -> None:
    """For servers other than our own: stop with all problems at once."""
    if problems := settings_problems():
        raise ImproperlyConfigured("\n".join(problems))
