"""Verifying an exported journal, line by line. Needs no Django, no database and no key of ours."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gedragen.cases.store.evidence.chain import (
    FORMAT,
    entry_hash,
    inner_digest,
    journal_line,
    short_code,
    text_digest,
)

# Of format 1, which no line named; it is read for ever.
FIRST_ENTRY_KEYS = frozenset({"number", "at", "kind", "by", "data", "previous", "hash"})
FIRST_END_KEYS = frozenset({"end", "entries", "head", "lines", "at", "key", "signature"})
BARE_KEYS = frozenset({"number", "previous", "hash"})
ENTRY_KEYS = frozenset({"format", "number", "day", "kind", "by", "data", "texts", "inner", "previous", "hash"})
OPENED_KEYS = frozenset({"opened", "withheld", "inside"})
INSIDE_KEYS = frozenset({"salt", "at", "by", "data"})
END_KEYS = frozenset({"end", "format", "case", "entries", "head", "key", "signature"})
COPY_KEYS = frozenset({"copy", "at", "lines", "signature"})
# Why a text is not opened: it is not for everybody; it was erased; it is not what was recorded.
WHY = frozenset({"sealed", "erased", "differs"})
# An entry opens a few texts of 20,000 signs at most, and the text of an approach.
LONGEST = 1_000_000


@dataclass(frozen=True)
class Stretch:
    """Which text of an approach stood over a stretch of entries. Without `digest` it was not kept.

    Without `approach` nobody had chosen one yet, or it `is_told` nowhere in this file, since the entries stand by their
    hash alone. `has_text`: it stands in the file, as an open case tells it.
    """

    first: int
    last: int
    approach: str = ""
    digest: str = ""
    has_text: bool = False
    is_told: bool = True


@dataclass(frozen=True)
class LeftOut:
    """What a file leaves out, in numbers: entries of format 1 that stand by their hash, inner parts of format 2, and
    texts, by why."""

    entries: int = 0
    inner_parts: int = 0
    sealed: int = 0
    erased: int = 0
    differs: int = 0

    def and_of(self, line: Mapping[str, Any]) -> "LeftOut":
        whys = [*line.get("withheld", {}).values()]
        return LeftOut(
            entries=self.entries + (set(line) == BARE_KEYS),
            inner_parts=self.inner_parts + ("inner" in line and "inside" not in line),
            sealed=self.sealed + whys.count("sealed"),
            erased=self.erased + whys.count("erased"),
            differs=self.differs + whys.count("differs"),
        )


@dataclass(frozen=True)
class Subject:
    """What a file says it is about: which case, its title where that is public, its first and last day or moment."""

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
    left_out: LeftOut = LeftOut()


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
    so_far, at_line = _SoFar(noted), 0
    for at_line, line, before in lines:
        _check_format(line, at_line)
        if so_far.is_over:
            raise _Broken("after-the-end", at_line)
        if "copy" in line:
            so_far.copy(line, at_line, before)
        elif "end" in line:
            so_far.end(line, at_line, before)
        elif so_far.ended:
            raise _Broken("after-the-end", at_line)
        else:
            so_far.entry(line, at_line)
    if not so_far.is_over:
        raise _Broken("cut-tail", at_line + 1)
    return so_far.finding(at_line)


def _check_format(line: dict[str, Any], at_line: int) -> None:
    """A line of this format, or of format 1, which did not say so. Of a newer one nothing is known here."""
    told = line.get("format", FORMAT)
    if isinstance(told, int) and told > FORMAT:
        raise _Broken("newer", at_line)
    if told is True or told != FORMAT:
        raise _Broken("altered", at_line)


class _SoFar:
    """What the lines so far come to."""

    def __init__(self, noted: str) -> None:
        self.noted = noted
        self.previous, self.count = "", 0
        self.key, self.noted_seen, self.day = "", False, ""
        self.stretches: list[Stretch] = []
        self.about = Subject()
        self.left_out = LeftOut()
        self.ended: dict[str, Any] = {}
        self.end_line, self.is_over = 0, False

    def entry(self, line: dict[str, Any], at_line: int) -> None:
        _check_entry(line, at_line, self.count + 1, self.previous)
        self._check_order(line, at_line)
        self.count, self.previous = self.count + 1, str(line["hash"])
        _note_stretch(self.stretches, line)
        self.about = _noted(self.about, line)
        self.left_out = self.left_out.and_of(line)
        if self.count == 1:
            self.key = str(line.get("data", {}).get("key", ""))
        self.noted_seen = self.noted_seen or (
            bool(self.noted) and self.noted in (short_code(self.previous), self.previous)
        )

    def _check_order(self, line: dict[str, Any], at_line: int) -> None:
        """The days never go back."""
        day = str(line.get("day", self.day))
        if day < self.day:
            raise _Broken("goes-back", at_line)
        self.day = day

    def end(self, line: dict[str, Any], at_line: int, before: str) -> None:
        """The line that signs the head. Of format 1 it signed what the reader got as well."""
        if self.ended:
            raise _Broken("after-the-end", at_line)
        _check_end(line, at_line, self.count, self.previous, self.key)
        if "format" not in line:
            _check_lines(line, at_line, before)
            self.about, self.is_over = replace(self.about, signed_at=str(line["at"])), True
        elif self.about.case not in ("", line["case"]):
            raise _Broken("end-does-not-fit", at_line)
        else:
            self.about = replace(self.about, case=str(line["case"]))
        self.ended, self.end_line, self.key = line, at_line, str(line["key"])

    def copy(self, line: dict[str, Any], at_line: int, before: str) -> None:
        if not self.ended:
            raise _Broken("end-does-not-fit", at_line)
        _check_keys(line, COPY_KEYS, at_line)
        _check_signature(line, self.key, at_line)
        _check_lines(line, at_line, before)
        self.about, self.is_over = replace(self.about, signed_at=str(line["at"])), line["copy"] is True

    def finding(self, last: int) -> Finding:
        if self.noted and not self.noted_seen:
            return Finding(
                False, "head-not-found", None, self.count, self.previous, self.key, False, about=self.about, end=last
            )
        return Finding(
            True,
            "intact",
            None,
            self.count,
            self.previous,
            self.key,
            True if self.noted else None,
            tuple(self.stretches),
            self.about,
            self.end_line,
            self.left_out,
        )


def _is_bare(line: dict[str, Any]) -> bool:
    """An entry of format 1 that is not for this reader stands by its hash alone."""
    return set(line) == BARE_KEYS


def _noted(about: Subject, line: dict[str, Any]) -> Subject:
    """The first entry names the case, and the one in which it was opened its title, where that is public."""
    if _is_bare(line):
        return about
    at = str(line.get("day", line.get("at")))
    about = replace(about, first_at=about.first_at or at, last_at=at)
    if line["number"] == 1:
        about = replace(about, case=str(line["data"].get("case", "")))
    if line["kind"] == "case-opened" and "title" in line.get("opened", {}):
        about = replace(about, title=str(line["opened"]["title"]["text"]))
    return about


def _note_stretch(stretches: list[Stretch], line: dict[str, Any]) -> None:
    """An entry that tells of an approach begins a stretch, unless it tells of the text that stands already."""
    number, last = line["number"], stretches[-1] if stretches else None
    if _is_bare(line):
        stretch = Stretch(number, number, is_told=False)
        begins = last is None or (last.is_told and not last.approach)
    else:
        data = line["data"] | line.get("texts", {})
        approach = str(data.get("approach", ""))
        has_text = "constitution" in line.get("opened", {})
        stretch = Stretch(number, number, approach, str(data.get("constitution", "")), has_text)
        begins = last is None or bool(approach and (last.approach, last.digest) != (stretch.approach, stretch.digest))
    if last is None or begins:
        stretches.append(stretch)
    else:
        stretches[-1] = replace(last, last=number)


def _check_entry(line: dict[str, Any], at_line: int, number: int, previous: str) -> None:
    if not _is_bare(line):
        _check_keys(line, ENTRY_KEYS if "format" in line else FIRST_ENTRY_KEYS, at_line, OPENED_KEYS)
    if line["number"] != number:
        raise _Broken("out-of-order", at_line)
    if line["previous"] != previous:
        raise _Broken("chain-broken", at_line)
    if _is_bare(line):
        return
    if entry_hash(line) != line["hash"] or not isinstance(line["data"], dict):
        raise _Broken("altered", at_line)
    if "format" not in line and {"withheld", "inside"} & set(line):
        raise _Broken("unknown-key", at_line)
    _check_opened(line, at_line)
    _check_withheld(line, at_line)
    _check_inside(line, at_line)


def _check_opened(line: dict[str, Any], at_line: int) -> None:
    opened, digests = line.get("opened", {}), line["texts"] if "format" in line else line["data"]
    if not isinstance(opened, dict) or not isinstance(digests, dict):
        raise _Broken("opened-altered", at_line)
    for name, text in opened.items():
        if not isinstance(text, dict) or set(text) != {"salt", "text"}:
            raise _Broken("opened-altered", at_line)
        if digests.get(name) != text_digest(str(text["salt"]), str(text["text"])):
            raise _Broken("opened-altered", at_line)


def _check_withheld(line: dict[str, Any], at_line: int) -> None:
    """Each text is opened, or the line says why it is not."""
    if "format" not in line:
        return
    opened, withheld = line.get("opened", {}), line.get("withheld", {})
    if not isinstance(withheld, dict) or {*opened, *withheld} != set(line["texts"]) or set(opened) & set(withheld):
        raise _Broken("text-taken-out", at_line)
    if not all(isinstance(why, str) and why in WHY for why in withheld.values()):
        raise _Broken("text-taken-out", at_line)


def _check_inside(line: dict[str, Any], at_line: int) -> None:
    """The inner part, where this reader has it, is what the line stands for."""
    if "inside" not in line:
        return
    inside = line["inside"]
    if not isinstance(inside, dict) or set(inside) != INSIDE_KEYS or not isinstance(inside["data"], dict):
        raise _Broken("inside-altered", at_line)
    inner = {name: value for name, value in inside.items() if name != "salt"}
    if line["inner"] != inner_digest(str(inside["salt"]), inner):
        raise _Broken("inside-altered", at_line)


def _check_keys(line: dict[str, Any], known: frozenset[str], at_line: int, may: frozenset[str] = frozenset()) -> None:
    if not known <= set(line) <= known | may:
        raise _Broken("unknown-key" if set(line) - known - may else "missing-key", at_line)


def _check_end(end: dict[str, Any], at_line: int, count: int, head: str, key: str) -> None:
    _check_keys(end, END_KEYS if "format" in end else FIRST_END_KEYS, at_line)
    if end["end"] is not True:
        raise _Broken("missing-key", at_line)
    if end["entries"] != count or end["head"] != head:
        raise _Broken("end-does-not-fit", at_line)
    # Where the first entry is not for this reader, the end alone names the key.
    if not end["key"] or (key and end["key"] != key) or (not key and "format" not in end):
        raise _Broken("unknown-signer", at_line)
    _check_signature(end, str(end["key"]), at_line)


def _check_signature(line: dict[str, Any], key: str, at_line: int) -> None:
    signed = {name: value for name, value in line.items() if name != "signature"}
    try:
        signature = bytes.fromhex(str(line["signature"]))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, rfc8785.dumps(signed))
        # Capitals or spaces would read as the same bytes.
        right = signature.hex() == line["signature"]
    except (ValueError, InvalidSignature):
        right = False
    if not right:
        raise _Broken("bad-signature", at_line)


def _check_lines(line: dict[str, Any], at_line: int, before: str) -> None:
    if line["lines"] != before:
        # Each line is right by itself: only what no hash covers, a text or an inner part, can be missing.
        raise _Broken("text-taken-out", at_line)
