"""What the environment says about this installation. Without one word from it, a checkout works on this machine."""

import os
import secrets
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from gedragen.kept_secret import kept_secret

# Every setting there is, with the sentence that `gedragen check --list` prints.
NAMES = {
    "GEDRAGEN_BASE_URL": "The address that people type; links in mails start with it. Default http://localhost:8000.",
    "GEDRAGEN_SECRET_KEY": "The secret that signs links and sessions. Needed as soon as others can reach the site.",
    "GEDRAGEN_OLD_SECRET_KEYS": "Earlier secrets, separated by commas, whose sessions stay valid after a change.",
    "GEDRAGEN_DATABASE_URL": "postgres://user:password@host:5432/name. Default: SQLite in the data folder.",
    "GEDRAGEN_EMAIL_URL": "smtp+tls://user:password@host:587. Default: mails become files in the data folder.",
    "GEDRAGEN_FROM_EMAIL": 'Who mails come from: "Gedragen <noreply@example.nl>".',
    "GEDRAGEN_OPERATOR_EMAIL": "Who hears that an audit found something: the address of whoever runs this site.",
    "GEDRAGEN_HOSTS": "Host names to answer to, separated by commas. Default: the host of GEDRAGEN_BASE_URL.",
    "GEDRAGEN_PLAIN_MATHS": "1 counts votes with numpy alone, also where numba is installed. Slower, the same results.",
    "GEDRAGEN_ORIGINS": "Addresses that forms may come from. Default: GEDRAGEN_BASE_URL.",
    "GEDRAGEN_TRUSTED_PROXIES": "How many proxies of yours stand in front of Gedragen. Default 0.",
    "GEDRAGEN_DATA": "The folder for keys, mails and the SQLite database. Default: var/ in a checkout.",
    "GEDRAGEN_SIGNING_KEY_FILE": "The key that signs a journal. Default: signing_key in the data folder.",
    "GEDRAGEN_ERASURES_FILE": "The list of erasures, for restores. Default: erasures in the data folder.",
    "GEDRAGEN_ROOM_KEY": "The key of closed rooms, 64 hexadecimal digits. Needed as soon as others can reach the site.",
    "GEDRAGEN_ROOM_KEY_FILE": "Or a file with that key. Default, on this machine only: room_key in the data folder.",
    "GEDRAGEN_DEMO": "1 offers a page to step into any role of the demo. On this machine only.",
    "GEDRAGEN_DEBUG": "1 shows developers the details of an error. On this machine only.",
    "GEDRAGEN_REQUIRE_BROWSER": "For the tests: 1 makes a missing Chromium a failure.",
}

PACKAGE = Path(__file__).resolve().parents[1]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

env = environ.Env()


def checkout() -> Path | None:
    """The folder of the source tree, or None when Gedragen was installed from a wheel."""
    top = PACKAGE.parents[1]
    return top if (top / "pyproject.toml").is_file() and PACKAGE.parent.name == "src" else None


def data_folder() -> Path:
    """Where the database of the checkout, the mails and the keys are kept."""
    if given := env.str("GEDRAGEN_DATA", default=""):
        return Path(given).expanduser().resolve()
    if top := checkout():
        return top / "var"
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "gedragen"


def locale_folder() -> Path:
    """The translations: at the top of a checkout, inside the package of a wheel."""
    top = checkout()
    return (top or PACKAGE) / "locale"


def base_url() -> str:
    """The address people type, without a slash at the end; links in mails and on cards start with it."""
    return env.str("GEDRAGEN_BASE_URL", default="http://localhost:8000").rstrip("/")


def number(name: str, default: int) -> int:
    """A whole number from the environment, or a sentence about the one that is not."""
    try:
        return env.int(name, default=default)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {os.environ[name]!r}.") from None


def is_loopback(host: str) -> bool:
    """Whether this host name can only be this very machine."""
    return host.strip("[]") in LOOPBACK


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def secret_key(*, local: bool, folder: Path) -> str:
    """Given by the environment; on this machine alone, kept in a file. A public site without one gets a
    secret for this process only, and the start-up check refuses to serve with it."""
    if given := env.str("GEDRAGEN_SECRET_KEY", default=""):
        return given
    fresh = partial(secrets.token_urlsafe, 50)
    return kept_secret(folder / "secret_key", fresh) if local else fresh()


def databases(folder: Path) -> dict[str, dict[str, Any]]:
    """SQLite in the data folder, unless GEDRAGEN_DATABASE_URL names another database."""
    if url := env.str("GEDRAGEN_DATABASE_URL", default=""):
        database = env.db_url_config(url)
    else:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "gedragen.sqlite3")}
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == "django.db.backends.sqlite3":
        options.update(sqlite_options())
        # Opening the file anew takes longer than most requests, and closing it writes out the whole journal of SQLite.
        database["CONN_MAX_AGE"] = None
    else:
        # Every thread of `serve`, the worker, and some to spare: who waits for the drawing of a photo keeps one.
        options.setdefault("pool", {"min_size": 1, "max_size": 20, "timeout": 10})
    return {"default": database}


def sqlite_options() -> dict[str, object]:
    """Readers never wait for a writer, writers queue instead of failing halfway, and what is removed is overwritten."""
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
    }


def mail(folder: Path) -> dict[str, object]:
    """Mails become files in the data folder, unless GEDRAGEN_EMAIL_URL names a server."""
    if url := env.str("GEDRAGEN_EMAIL_URL", default=""):
        return {key: value for key, value in env.email_url_config(url).items() if value is not None}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(folder / "mail"),
    }
