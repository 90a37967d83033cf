"""Verifying an exported journal, line by line. Needs no Django, no database and no key of ours."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gedragen.cases.store.evidence.chain import entry_hash, journal_line, short_code, text_digest

ENTRY_KEYS = frozenset({"number", "at", "kind", "by", "data", "previous", "hash", "opened"})
END_KEYS = frozenset({"end", "entries", "head", "lines", "at", "key", "signature"})
# An entry opens a few texts of 20,000 signs at most, and the text of an approach.
LONGEST = 1_000_000


@dataclass(frozen=True)
class Stretch:
    """Which text of an approach stood over a stretch of entries. Without `digest` it was not kept.

    Without `approach` nobody had chosen one yet. `has_text`: it stands in the file, as an open case tells it.
    """

    first: int
    last: int
    approach: str = ""
    digest: str = ""
    has_text: bool = False


@dataclass(frozen=True)
class Subject:
    """What a file says it is about: which case, its title where that is public, its first and last moment."""

    case: str = ""
    title: str = ""
    first_at: str = ""
    last_at: str = ""
    signed_at: str = ""


@dataclass(frozen=True)
class Finding:
    """What verifying a file came to. `line` is the first line that is wrong, counted from 1; `end`: the signed one."""

    ok: bool
    code: str
    line: int | None = None
    entries: int = 0
    head: str = ""
    key: str = ""
    head_found: bool | None = None
    stretches: tuple[Stretch, ...] = ()
    about: Subject = Subject()
    end: int = 0


class _Broken(Exception):
    def __init__(self, code: str, line: int) -> None:
        self.code, self.line = code, line


def verify_lines(lines: Iterable[str], noted_head: str = "") -> Finding:
    """Check an exported journal line by line. Never raises: the finding says which line is wrong and why.

    No line is longer than LONGEST signs; a caller that reads a file hands over no more than that at once.
    """
    try:
        return _verified(_parsed(lines), noted_head.strip().lower())
    except _Broken as broken:
        return Finding(False, broken.code, broken.line)


def _parsed(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Each line with its number, and the digest of all lines before it."""
    before = hashlib.sha256()
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST:
            raise _Broken("too-long", number)
        if not line.endswith("\n"):
            raise _Broken("cut-line", number)
        try:
            value = json.loads(line, object_pairs_hook=_no_repeats, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise _Broken("not-json", number) from None
        if not isinstance(value, dict):
            raise _Broken("not-json", number)
        # Other white space, another order or 1.0 for 1 would hash alike: a line counts as written, to the letter.
        if not _is_as_written(value, line):
            raise _Broken("altered", number)
        yield number, value, before.hexdigest()
        before.update(line.encode())


def _is_as_written(value: dict[str, Any], line: str) -> bool:
    try:
        return journal_line(value) == line
    except ValueError:
        # A number too large, or half a sign: no journal of ours ever wrote that.
        return False


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _verified(lines: Iterator[tuple[int, dict[str, Any], str]], noted: str) -> Finding:
    previous, count, key, noted_seen, end = "", 0, "", False, None
    stretches: list[Stretch] = []
    about = Subject()
    at_line = 0
    for at_line, line, before in lines:
        if end is not None:
            raise _Broken("after-the-end", at_line)
        if "end" in line:
            _check_end(line, at_line, count, previous, key)
            if line["lines"] != before:
                # Each line is right by itself: only an opened text, which no hash covers, can be missing.
                raise _Broken("text-taken-out", at_line)
            end = line
            continue
        _check_entry(line, at_line, count + 1, previous)
        count, previous = count + 1, str(line["hash"])
        _note_stretch(stretches, line)
        about = _noted(about, line)
        if count == 1:
            key = str(line["data"].get("key", ""))
        noted_seen = noted_seen or (bool(noted) and noted in (short_code(previous), previous))
    if end is None:
        raise _Broken("cut-tail", at_line + 1)
    if noted and not noted_seen:
        return Finding(False, "head-not-found", None, count, previous, key, False, about=about, end=at_line)
    about = replace(about, signed_at=str(end["at"]))
    found = True if noted else None
    return Finding(True, "intact", None, count, previous, key, found, tuple(stretches), about, at_line)


def _noted(about: Subject, line: dict[str, Any]) -> Subject:
    """The first entry names the case, and the one in which it was opened its title, where that is public."""
    at = str(line["at"])
    if not about.first_at:
        about = replace(about, case=str(line["data"].get("case", "")), first_at=at)
    if line["kind"] == "case-opened" and "title" in line.get("opened", {}):
        about = replace(about, title=str(line["opened"]["title"]["text"]))
    return replace(about, last_at=at)


def _note_stretch(stretches: list[Stretch], line: dict[str, Any]) -> None:
    """An entry that tells of an approach begins a stretch, unless it tells of the text that stands already."""
    number, data = line["number"], line["data"]
    approach = str(data.get("approach", ""))
    has_text = "constitution" in line.get("opened", {})
    said = Stretch(number, number, approach, str(data.get("constitution", "")), has_text)
    last = stretches[-1] if stretches else None
    if last is None or (approach and (last.approach, last.digest) != (said.approach, said.digest)):
        stretches.append(said)
    else:
        stretches[-1] = replace(last, last=number)


def _check_entry(line: dict[str, Any], at_line: int, number: int, previous: str) -> None:
    if set(line) - {"opened"} != ENTRY_KEYS - {"opened"}:
        raise _Broken("unknown-key" if set(line) - ENTRY_KEYS else "missing-key", at_line)
    if line["number"] != number:
        raise _Broken("out-of-order", at_line)
    if line["previous"] != previous:
        raise _Broken("chain-broken", at_line)
    if entry_hash(line) != line["hash"] or not isinstance(line["data"], dict):
        raise _Broken("altered", at_line)
    _check_opened(line, at_line)


def _check_opened(line: dict[str, Any], at_line: int) -> None:
    opened = line.get("opened", {})
    if not isinstance(opened, dict):
        raise _Broken("opened-altered", at_line)
    for name, text in opened.items():
        if not isinstance(text, dict) or set(text) != {"salt", "text"}:
            raise _Broken("opened-altered", at_line)
        if line["data"].get(name) != text_digest(str(text["salt"]), str(text["text"])):
            raise _Broken("opened-altered", at_line)


def _check_end(end: dict[str, Any], at_line: int, count: int, head: str, key: str) -> None:
    if set(end) != END_KEYS or end["end"] is not True:
        raise _Broken("unknown-key" if set(end) - END_KEYS else "missing-key", at_line)
    if end["entries"] != count or end["head"] != head:
        raise _Broken("end-does-not-fit", at_line)
    if not key or end["key"] != key:
        raise _Broken("unknown-signer", at_line)
    signed = {name: value for name, value in end.items() if name != "signature"}
    try:
        signature = bytes.fromhex(str(end["signature"]))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, rfc8785.dumps(signed))
        # Capitals or spaces would read as the same bytes.
        right = signature.hex() == end["signature"]
    except (ValueError, InvalidSignature):
        right = False
    if not right:
        raise _Broken("bad-signature", at_line)
