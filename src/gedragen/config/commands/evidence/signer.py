"""The public key of an installation, as a reader brings it: from paper, a file or the site itself. Needs no Django."""

import re
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from gedragen.cases.store.evidence.chain import is_code

KEY_ADDRESS = "/.well-known/gedragen-key"
KEY = re.compile(r"[0-9a-f]{64}")
AT_MOST = 4_096
SECONDS = 20
HERE = ("localhost", "127.0.0.1", "::1")


class NoKey(Exception):
    """No key is to be had there; the message says why."""


def key_of(name: str) -> str:
    """What stands in a file of this name; or the code of a key, as paper has it, when there is no such file."""
    if is_code(name) and not Path(name).exists():
        return name.strip().lower()
    try:
        with Path(name).open("rb") as file:
            text = file.read(AT_MOST)
    except OSError as error:
        raise NoKey(f"{name} cannot be read: {error.strerror}.") from None
    return _only_key(text, f"{name} holds no key. `gedragen key` prints one: 64 letters and digits.")


def key_of_site(url: str) -> str:
    """What the site tells at its fixed address. Anything but https could come from whoever is in between."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise NoKey(f"{url} does not begin with https://, so anybody in between could answer for it.")
    address = f"{parts.scheme}://{parts.netloc}{KEY_ADDRESS}"
    try:
        with build_opener(_Stay()).open(Request(address), timeout=SECONDS) as answer:  # noqa: S310 (the scheme was looked at above)
            text = answer.read(AT_MOST)
    except HTTPError as error:
        raise NoKey(f"{address} gives no key (it answers {error.code}).") from None
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise NoKey(f"{address} cannot be reached: {getattr(error, 'reason', error)}.") from None
    return _only_key(text, f"{address} gives something else than a key.")


class _Stay(HTTPRedirectHandler):
    """Whoever the site sends us on to answers for themselves, not for the site."""

    def redirect_request(self, *_: object) -> None:
        return None


def _only_key(text: bytes, otherwise: str) -> str:
    key = text.decode("ascii", "replace").strip()
    if not KEY.fullmatch(key):
        raise NoKey(otherwise)
    return key
