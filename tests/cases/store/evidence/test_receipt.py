"""A receipt without a database: what stands in the file leads to the root, and nothing else does."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gedragen.cases.store.evidence.chain import leaf, merkle_root, text_digest
from gedragen.cases.store.evidence.merkle import merkle_path
from gedragen.cases.store.evidence.receipt import (
    CONTENT,
    LONGEST_RECEIPT,
    BadReceipt,
    EntryRef,
    Receipt,
    read_receipt,
    receipt_file,
    wrong_in_itself,
    wrong_in_journal,
)
from tests.method.few import few

SALT, TEXT_SALT, OTHER = "0f" * 16, "ab" * 16, "f" * 64
CONTENT_OF_JAN = {
    "round": 3,
    "version": 1,
    "seat": 6,
    "answer": "objection",
    "reason": text_digest(TEXT_SALT, "Te ver."),
    "on_behalf": False,
    "at": "2026-03-02T10:00:00.000042Z",
}
LEAVES = [OTHER, leaf(SALT, CONTENT_OF_JAN), "1" * 64]
JANS = Receipt(
    says="Jan zei nee.",
    case="12",
    entry=EntryRef(57, "2" * 64, "round-closed"),
    root=merkle_root(LEAVES),
    kind="answer",
    content=CONTENT_OF_JAN,
    salt=SALT,
    leaf=LEAVES[1],
    path=merkle_path(LEAVES, 1),
    text={"salt": TEXT_SALT, "text": "Te ver."},
)
LINE: dict[str, Any] = {
    "number": 57,
    "kind": "round-closed",
    "hash": "2" * 64,
    "data": {"round": 3, "seal": JANS.root, "answers": 3},
}


def test_what_was_written_is_read_and_leads_to_the_root() -> None:
    assert read_receipt(receipt_file(JANS)) == JANS
    assert wrong_in_itself(JANS) == ""
    assert wrong_in_journal(JANS, case="12", line=LINE) == ""


def test_a_receipt_without_a_text_is_one_too() -> None:
    bare = replace(JANS, text=None)
    assert read_receipt(receipt_file(bare)) == bare
    assert wrong_in_itself(bare) == ""


CHANGES: dict[str, tuple[Receipt, str]] = {
    "another answer": (replace(JANS, content={**CONTENT_OF_JAN, "answer": "yes"}), "content"),
    "another salt": (replace(JANS, salt="1f" * 16), "content"),
    "another leaf": (replace(JANS, leaf=OTHER), "content"),
    "another reason": (replace(JANS, text={"salt": TEXT_SALT, "text": "Te duur."}), "text"),
    "another salt of the reason": (replace(JANS, text={"salt": SALT, "text": "Te ver."}), "text"),
    "another root": (replace(JANS, root=OTHER), "path"),
    "the path of another": (replace(JANS, path=merkle_path(LEAVES, 2)), "path"),
    "no path": (replace(JANS, path=()), "path"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_receipt_that_was_changed_leads_nowhere(change: str) -> None:
    receipt, why = CHANGES[change]
    assert wrong_in_itself(read_receipt(receipt_file(receipt))) == why


JOURNALS: dict[str, tuple[str, dict[str, Any] | None, str]] = {
    "of another case": ("13", LINE, "case"),
    "that ends before it": ("12", None, "entry"),
    "with another entry there": ("12", LINE | {"hash": OTHER}, "entry"),
    "with an entry of another kind": ("12", LINE | {"kind": "review-closed"}, "entry"),
    "with another root": ("12", LINE | {"data": {"round": 3, "seal": OTHER}}, "root"),
    "with this root under another round": ("12", LINE | {"data": {"round": 4, "seal": JANS.root}}, "root"),
    "without a root": ("12", LINE | {"data": {}}, "root"),
    "that does not tell this entry": ("12", {"number": 57, "previous": "", "hash": "2" * 64}, "untold"),
}


@pytest.mark.parametrize("journal", JOURNALS)
def test_a_journal_does_not_hold_it(journal: str) -> None:
    case, line, why = JOURNALS[journal]
    assert wrong_in_journal(JANS, case=case, line=line) == why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"rounds": [2, 3], "seals": [OTHER, JANS.root]}, ""),
        ({"rounds": [3, 2], "seals": [OTHER, JANS.root]}, "root"),
        ({"rounds": 3, "seals": JANS.root}, "root"),
    ],
)
def test_a_round_that_was_made_void_has_its_root_among_others(data: dict[str, Any], why: str) -> None:
    void = replace(JANS, entry=replace(JANS.entry, kind="answers-voided"))
    line = LINE | {"kind": "answers-voided", "data": data}
    assert wrong_in_journal(void, case="12", line=line) == why


Told = dict[str, Any]
BAD: dict[str, Callable[[Told], object]] = {
    "no format": lambda told: told.pop("receipt"),
    "an old format": lambda told: told.update(receipt=0),
    "a format in words": lambda told: told.update(receipt="1"),
    "something more": lambda told: told.update(more=1),
    "something less": lambda told: told.pop("says"),
    "a kind that is none": lambda told: told.update(kind="vote"),
    "the kind of another content": lambda told: told.update(kind="reply"),
    "a number for a yes": lambda told: told["content"].update(on_behalf=0),
    "half a number": lambda told: told["content"].update(round=3.0),
    "a number too large": lambda told: told["content"].update(round=2**60),
    "half a sign": lambda told: told["content"].update(answer="\ud800"),
    "a salt with a sign of nothing": lambda told: told.update(salt="0f" * 15 + "\0" * 2),
    "an entry that seals nothing": lambda told: told["entry"].update(kind="case-opened"),
    "a step to both sides": lambda told: told["path"].append({"left": OTHER, "right": OTHER}),
    "a step upwards": lambda told: told["path"].append({"up": OTHER}),
    "a step of a word": lambda told: told["path"].append("left"),
    "a short hash": lambda told: told["path"].append({"left": "ff"}),
    "a text that is none": lambda told: told.update(text={"text": "Te ver."}),
    "no path at all": lambda told: told.update(path=None),
}


@pytest.mark.parametrize("change", BAD)
def test_what_is_no_receipt_is_told(change: str) -> None:
    told = json.loads(receipt_file(JANS))
    BAD[change](told)
    with pytest.raises(BadReceipt, match="no-receipt"):
        read_receipt(json.dumps(told))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not-json"),
        ("{", "not-json"),
        ('{"receipt":1,"receipt":1}', "not-json"),
        ("[" * 5000, "not-json"),
        ("1" * 5000, "not-json"),
        ("[]", "no-receipt"),
        ('{"receipt":2}', "newer"),
        (" " * (LONGEST_RECEIPT + 1), "too-long"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(text: str, why: str) -> None:
    with pytest.raises(BadReceipt, match=why):
        read_receipt(text)


def test_no_kind_can_be_read_as_another() -> None:
    shapes = [frozenset(shape) for shape in CONTENT.values()]
    assert len(set(shapes)) == len(shapes)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@few
@given(st.sampled_from(sorted(json.loads(receipt_file(JANS)))), anything)
def test_anything_in_the_place_of_a_part_is_read_or_refused(name: str, value: Any) -> None:
    told = json.loads(receipt_file(JANS)) | {name: value}
    try:
        receipt = read_receipt(json.dumps(told))
    except BadReceipt:
        return
    assert wrong_in_itself(receipt) in ("", "content", "text", "path")
