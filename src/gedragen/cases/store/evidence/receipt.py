"""A receipt: one answer as it was sealed, and the way from it to the root that the journal holds.

A file of its own, for who answered. Checking it needs no Django, no database and no key of ours.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import rfc8785

from gedragen.cases.store.evidence.chain import journal_line, leaf, text_digest
from gedragen.cases.store.evidence.merkle import Step, root_from

RECEIPT_FORMAT: Final = 1
# A text of 10,000 signs, each written in six at most, and a path of a few dozen hashes.
LONGEST_RECEIPT: Final = 100_000
KEYS = frozenset({"receipt", "says", "case", "entry", "root", "kind", "content", "salt", "leaf", "path"})
ENTRY_KEYS = frozenset({"number", "hash", "kind"})
HASH, SALT = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{32}")

# What the leaf of each kind covers, to the letter: in the content of one kind no other can be read.
CONTENT: Mapping[str, Mapping[str, type]] = {
    "answer": {
        "round": int,
        "version": int,
        "seat": int,
        "answer": str,
        "reason": str,
        "on_behalf": bool,
        "at": str,
    },
    "review": {"check_in": int, "item": int, "seat": int, "going": str, "words": str, "at": str},
    "voice": {"voice": str, "seat": int, "at": str},
    "task": {"task": int, "seat": int, "state": str, "at": str},
    "reply": {"seat": int, "joins": bool, "at": str},
}
# Where in the content the digest of a text stands.
DIGEST: Mapping[str, str] = {"answer": "reason", "review": "words", "voice": "voice"}
# Which entries hold the root of each kind.
SEALED_BY: Mapping[str, tuple[str, ...]] = {
    "answer": ("round-closed", "answers-voided"),
    "review": ("review-closed",),
    "voice": ("own-acts-sealed",),
    "task": ("own-acts-sealed",),
    "reply": ("own-acts-sealed",),
}


class BadReceipt(Exception):
    """A file that is no receipt, or none that this version reads. Its text is one word of ours."""


@dataclass(frozen=True)
class EntryRef:
    """The entry of the journal that holds the root."""

    number: int
    hash: str
    kind: str


@dataclass(frozen=True)
class Receipt:
    """`says`: in a sentence, for people; nothing covers it. `text`: what was written, with its salt, where it was."""

    says: str
    case: str
    entry: EntryRef
    root: str
    kind: str
    content: Mapping[str, Any]
    salt: str
    leaf: str
    path: tuple[Step, ...]
    text: Mapping[str, str] | None = None


def receipt_file(receipt: Receipt) -> str:
    """One line of canonical JSON."""
    parts = {
        "receipt": RECEIPT_FORMAT,
        **{name: getattr(receipt, name) for name in KEYS - {"receipt", "entry", "path"}},
        "entry": asdict(receipt.entry),
        "path": [{step.side: step.hash} for step in receipt.path],
    }
    return journal_line(parts | ({"text": dict(receipt.text)} if receipt.text is not None else {}))


def read_receipt(text: str) -> Receipt:
    """What a file says. Raises BadReceipt: too-long, not-json, newer, or no-receipt."""
    if len(text) > LONGEST_RECEIPT:
        raise BadReceipt("too-long")
    try:
        parts = json.loads(text, object_pairs_hook=_no_repeats)
    except (ValueError, RecursionError):
        raise BadReceipt("not-json") from None
    if not isinstance(parts, dict) or type(parts.get("receipt")) is not int:
        raise BadReceipt("no-receipt")
    if parts["receipt"] > RECEIPT_FORMAT:
        raise BadReceipt("newer")
    if parts["receipt"] != RECEIPT_FORMAT or not _is_receipt(parts):
        raise BadReceipt("no-receipt")
    return Receipt(
        entry=EntryRef(**parts["entry"]),
        path=tuple(Step(side, beside) for step in parts["path"] for side, beside in step.items()),
        text=parts.get("text"),
        **{name: parts[name] for name in KEYS - {"receipt", "entry", "path"}},
    )


def wrong_in_itself(receipt: Receipt) -> str:
    """In one word why this leaf does not lead to this root: content, text or path. Nothing when it does."""
    if leaf(receipt.salt, receipt.content) != receipt.leaf:
        return "content"
    if receipt.text is not None and not _is_its_text(receipt, receipt.text):
        return "text"
    return "path" if root_from(receipt.leaf, receipt.path) != receipt.root else ""


def wrong_in_journal(receipt: Receipt, *, case: str, line: Mapping[str, Any] | None) -> str:
    """In one word why that journal does not hold this root. Nothing when it does.

    case, entry or root; untold, when the entry stands in that file by its hash alone. `line`: the one of that number in
    a journal that was verified.
    """
    if receipt.case != case:
        return "case"
    if line is None or line.get("hash") != receipt.entry.hash:
        return "entry"
    if "kind" not in line:
        return "untold"
    if line["kind"] != receipt.entry.kind:
        return "entry"
    held = roots(receipt.entry.kind, line["data"])
    return "" if (receipt.root, about(receipt.content)) in held else "root"


def roots(kind: str, data: Mapping[str, Any]) -> list[tuple[object, object]]:
    """Each root that an entry of this kind holds, with the number of what it is about."""
    if kind != "answers-voided":
        return [(data.get("seal"), about(data))]
    seals, rounds = data.get("seals"), data.get("rounds")
    return list(zip(seals, rounds, strict=False)) if isinstance(seals, list) and isinstance(rounds, list) else []


def about(content: Mapping[str, Any]) -> object:
    """The number of the round or of the look back. Own acts belong to none: 0."""
    return content.get("round", content.get("check_in", 0))


def _is_its_text(receipt: Receipt, text: Mapping[str, str]) -> bool:
    return text_digest(text["salt"], text["text"]) == receipt.content.get(DIGEST.get(receipt.kind, ""))


def _is_receipt(parts: Mapping[str, Any]) -> bool:
    """Whether each part is there, and of its own kind. An answer that can be read in two ways proves neither."""
    if set(parts) - {"text"} != KEYS or not all(isinstance(parts[name], str) for name in ("says", "case", "kind")):
        return False
    if not all(_fits(HASH, parts[name]) for name in ("root", "leaf")) or not _fits(SALT, parts["salt"]):
        return False
    return (
        _has(parts["content"], CONTENT.get(parts["kind"], {}))
        and _has(parts["entry"], {"number": int, "hash": str, "kind": str})
        and parts["entry"]["kind"] in SEALED_BY[parts["kind"]]
        and ("text" not in parts or _has(parts["text"], {"salt": str, "text": str}))
        and isinstance(parts["path"], list)
        and all(_is_step(step) for step in parts["path"])
    )


def _has(part: object, shape: Mapping[str, type]) -> bool:
    """Nothing more and nothing less, in numbers and signs that canonical JSON can write."""
    if not isinstance(part, dict) or not shape or {name: type(value) for name, value in part.items()} != dict(shape):
        return False
    try:
        rfc8785.dumps(part)
    except ValueError:
        return False
    return True


def _is_step(step: object) -> bool:
    return (
        isinstance(step, dict)
        and len(step) == 1
        and all(side in ("left", "right") and _fits(HASH, beside) for side, beside in step.items())
    )


def _fits(shape: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and bool(shape.fullmatch(value))


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)
