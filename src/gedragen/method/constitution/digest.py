"""What a constitution is known by: a digest over its rules and its Dutch sentences, and nothing else of the file."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import rfc8785

# Keeps these digests apart from all others. In a journal it stands where the salt of somebody's words would.
DOMAIN: Final = "gedragen constitution"


def canonical_text(values: Mapping[str, Any]) -> str:
    """What a file says, in the one way in which it can be written (RFC 8785): no comments, order or other language."""
    return rfc8785.dumps(_dutch(values)).decode()


def digest_of_text(text: str) -> str:
    return hashlib.sha256(f"{DOMAIN}\0{text}".encode()).hexdigest()


def _dutch(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_dutch(one) for one in value]
    if isinstance(value, dict):
        # Sentences in other languages stand beside it, found by the Dutch one: they may be mended.
        return {key: _dutch(one) for key, one in value.items() if key != "en" or "nl" not in value}
    return value
