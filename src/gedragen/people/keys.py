"""Keys for one purpose each, all derived from the installation's secret."""

import hashlib
import hmac

from django.conf import settings


def keyed_digest(purpose: str, *parts: object) -> bytes:
    """HMAC-SHA256 over the parts with the key of `purpose`: 32 bytes that nobody without the secret can make."""
    key = hmac.digest(settings.SECRET_KEY.encode(), f"gedragen:{purpose}".encode(), hashlib.sha256)
    message = b"\0".join(str(part).encode() for part in parts)
    return hmac.digest(key, message, hashlib.sha256)


def same(left: str, right: str) -> bool:
    """Compare two secrets without telling by the time it takes where they differ."""
    return hmac.compare_digest(left.encode(), right.encode())
