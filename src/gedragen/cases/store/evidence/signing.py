"""The installation's signing key: an Ed25519 key in a file that only the server reads."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from gedragen.kept_secret import kept_secret


@cache
def _key(path: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept_secret(path, _fresh)))


def _fresh() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()).hex()


def _signing_key() -> Ed25519PrivateKey:
    return _key(Path(settings.SIGNING_KEY_FILE))


def public_key() -> str:
    """The public half, hexadecimal: it stands in the first entry of every journal."""
    return _signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(message: bytes) -> str:
    """A signature over `message`, hexadecimal."""
    return _signing_key().sign(message).hex()
