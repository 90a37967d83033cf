"""What may reach a log: no names, no addresses, no codes, no links that let somebody in."""

import logging
import re
import traceback

# Whatever follows /link/ lets its reader in; long segments elsewhere are treated as if they did too.
PATH = re.compile(r"/[^\s\"'<>]*")
LONG_SEGMENT = re.compile(r"[A-Za-z0-9_\-=.~%]{20,}")
MAIL_ADDRESS = re.compile(r"[^\s\"'<>@,;:()]+@[^\s\"'<>@,;:()]+")
LONGEST_CHAIN = 3
DIGITS = re.compile(r"\d(?:[ \-]?\d){7,}")


def clean(text: str) -> str:
    """The text with everything masked that could be a person, a code or a personal link."""
    text = PATH.sub(lambda found: _clean_path(found.group()), text)
    return DIGITS.sub("…", MAIL_ADDRESS.sub("…@…", text))


def _clean_path(path: str) -> str:
    path = path.partition("?")[0]
    head, link, _ = path.partition("/link/")
    return LONG_SEGMENT.sub("…", head) + (f"{link}…" if link else "")


class CleanFormatter(logging.Formatter):
    """Masks every line, and prints of an error its kind and its place but never its message: the
    messages of databases and mail servers quote the values they were given."""

    def format(self, record: logging.LogRecord) -> str:
        bare = logging.makeLogRecord(record.__dict__)
        bare.msg, bare.args = clean(record.getMessage()), None
        bare.exc_text = None
        return super().format(bare)

    def formatException(self, ei: object) -> str:  # noqa: N802 (the name is logging's)
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_places(error)) if isinstance(error, BaseException) else ""


def _places(error: BaseException) -> list[str]:
    """The chain of errors, oldest first, each as its places and its kind. A long chain repeats itself."""
    chain = [error]
    while cause := chain[-1].__cause__ or (None if chain[-1].__suppress_context__ else chain[-1].__context__):
        chain.append(cause)
    shown = chain[::-1][:LONGEST_CHAIN]
    lines = [line for one in shown for line in (*_place(one), "which led to:")][:-1]
    return lines if len(shown) == len(chain) else [*lines, f"which led to {len(chain) - len(shown)} more"]


def _place(error: BaseException) -> list[str]:
    places = [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    return [*places, f"{type(error).__module__}.{type(error).__qualname__}"]


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "clean": {
            "()": CleanFormatter,
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "clean"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handler would print the bare path of development requests.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A page that is not there is no news, and its address may be somebody's.
        "django.request": {"level": "ERROR"},
        # Says at every short queue that there is a queue.
        "waitress.queue": {"level": "ERROR"},
        "gedragen": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
