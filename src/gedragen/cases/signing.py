"""The installation's signing key: an Ed25519 key in a file that only the server reads."""

import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings


@cache
def _key(path: Path) -> Ed25519PrivateKey:
    """The key in `path`, made at first use. Two starts at once keep the key of the first."""
    try:
        fresh = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(fresh.hex())
    except FileExistsError:
        pass
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))


def _signing_key() -> Ed25519PrivateKey:
    return _key(Path(settings.SIGNING_KEY_FILE))


def public_key() -> str:
    """The public half, hexadecimal: it stands in the first entry of every journal."""
    return _signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(message: bytes) -> str:
    """A signature over `message`, hexadecimal."""
    return _signing_key().sign(message).hex()
