"""The chain of the journal: hashing and sealing. Needs no Django, no database and no key of ours."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

import rfc8785

_B32 = "0123456789abcdefghjkmnpqrstvwxyz"
# The format in which entries are written. Those of format 1 have no `format`: who did what, and when, stood in all.
FORMAT = 2
# What a reader gets of a line beside what its hash covers.
NOT_HASHED = frozenset({"hash", "opened", "withheld", "inside"})
CODE = re.compile(f"[{_B32}]{{4}}(-[{_B32}]{{4}}){{3}}|[0-9a-f]{{64}}")


def new_salt() -> str:
    """A random salt for one text or one answer: 16 bytes, hexadecimal."""
    return secrets.token_hex(16)


def text_digest(salt: str, text: str) -> str:
    """What the journal keeps of a text. Without the salt nobody can test a guess."""
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of an entry without its own hash and what was opened of it."""
    kept = {key: value for key, value in entry.items() if key not in NOT_HASHED}
    return hashlib.sha256(rfc8785.dumps(kept)).hexdigest()


def inner_digest(salt: str, inner: Mapping[str, Any]) -> str:
    """What a line of format 2 has for everybody of its inner part: the exact moment, who it was, and the rest."""
    return hashlib.sha256(b"\2" + salt.encode() + b"\0" + rfc8785.dumps(dict(inner))).hexdigest()


def short_code(head: str) -> str:
    """The first 80 bits of a head, in four groups of four signs that are easy to read aloud."""
    if not head:
        return ""
    bits = int(head[:20], 16)
    signs = "".join(_B32[(bits >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def leaf(salt: str, content: Mapping[str, Any]) -> str:
    """One sealed answer. The first byte keeps leaves and nodes apart."""
    return hashlib.sha256(b"\0" + salt.encode() + b"\0" + rfc8785.dumps(dict(content))).hexdigest()


def merkle_root(leaves: Iterable[str]) -> str:
    """The root over the leaves in their given order; an odd one out goes up as it is; no leaves: empty."""
    row = [bytes.fromhex(one) for one in leaves]
    while len(row) > 1:
        pairs = [row[at : at + 2] for at in range(0, len(row), 2)]
        row = [hashlib.sha256(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return row[0].hex() if row else ""


def journal_line(value: Mapping[str, Any]) -> str:
    """One line of an exported journal in canonical JSON: what it says can be written in this one way only."""
    return rfc8785.dumps(dict(value)).decode() + "\n"


def lines_digest(lines: Iterable[str]) -> str:
    """What the last line of an export says of all lines before it, their opened texts included."""
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def is_code(noted: str) -> bool:
    """Whether this can be the code of an entry: four groups of four signs, or a whole hash."""
    return bool(CODE.fullmatch(noted.strip().lower()))
