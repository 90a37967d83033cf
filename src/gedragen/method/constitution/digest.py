"""What a constitution is known by: a digest over its rules and its Dutch sentences, and nothing else of the file."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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


class OtherRules(Exception):
    """Two texts differ in more than their Dutch sentences: what one allows, the other may not."""


@dataclass(frozen=True)
class Reworded:
    """One sentence that says the same rule in other Dutch."""

    was: str
    becomes: str


def reworded(old: str, new: str) -> tuple[Reworded, ...]:
    """The sentences in which two texts with the same rules differ, each once. Raises OtherRules."""
    return tuple(dict.fromkeys(_reworded(json.loads(old), json.loads(new))))


def _reworded(old: Any, new: Any) -> Iterator[Reworded]:
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key in old:
            if key == "nl" and old[key] != new[key]:
                yield Reworded(old[key], new[key])
            else:
                yield from _reworded(old[key], new[key])
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for was, becomes in zip(old, new, strict=True):
            yield from _reworded(was, becomes)
    elif type(old) is not type(new) or old != new:
        raise OtherRules
