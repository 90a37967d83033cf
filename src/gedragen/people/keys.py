"""Keys for one purpose each, all derived from the installation's secret."""

import hashlib
import hmac

from django.conf import settings


def keyed_digest(purpose: str, *parts: object) -> bytes:
    """HMAC-SHA256 over the parts with the key of `purpose`: 32 bytes that nobody without the secret can make."""
    return digest_with(settings.SECRET_KEY, purpose, *parts)


def digest_with(secret: str, purpose: str, *parts: object) -> bytes:
    """The same under another secret than this installation's own."""
    key = hmac.digest(secret.encode(), f"gedragen:{purpose}".encode(), hashlib.sha256)
    message = b"\0".join(str(part).encode() for part in parts)
    return hmac.digest(key, message, hashlib.sha256)


def same(left: str, right: str) -> bool:
    """Compare two secrets without telling by the time it takes where they differ."""
    return hmac.compare_digest(left.encode(), right.encode())
