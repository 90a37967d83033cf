"""The chain without a database: whoever cannot sign changes nothing unseen, to the letter."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from gedragen.cases.store.evidence.chain import (
    entry_hash,
    journal_line,
    leaf,
    lines_digest,
    merkle_root,
    new_salt,
    short_code,
    text_digest,
)
from gedragen.cases.store.evidence.verifying import Finding, verify_lines
from tests.method.few import few

OURS, THEIRS = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (1, 2))
SALT, TEXT = "0f" * 16, "Het blijft een huis voor de buurt: één voor allen."
Line = dict[str, Any]


def name_of(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def written(
    kinds: tuple[str, ...] = ("opened", "frame", "round", "closed"), key: Ed25519PrivateKey = OURS
) -> list[str]:
    """A journal with these entries, the second with an opened text."""
    lines: list[str] = []
    previous = ""
    for number, kind in enumerate(kinds, 1):
        data: Line = {"key": name_of(key)} if number == 1 else {"seat": number, "text": text_digest(SALT, TEXT)}
        entry: Line = {"number": number, "at": "2026-03-02T10:00:00.000000Z", "kind": kind, "by": "1"}
        entry |= {"data": data, "previous": previous}
        previous = entry_hash(entry)
        opened = {"opened": {"text": {"salt": SALT, "text": TEXT}}} if number == 2 else {}
        lines.append(journal_line(entry | {"hash": previous} | opened))
    return [*lines, end_of(lines, previous, key)]


def end_of(lines: list[str], head: str, key: Ed25519PrivateKey) -> str:
    end: Line = {"end": True, "entries": len(lines), "head": head, "lines": lines_digest(lines)}
    end |= {"at": "2026-03-03T10:00:00.000000Z", "key": name_of(key)}
    return journal_line(end | {"signature": key.sign(rfc8785.dumps(end)).hex()})


FILE = written()
ENTRIES = len(FILE) - 1
HEAD = json.loads(FILE[-2])["hash"]
UNTOLD = {"salt": "", "text": "y"}


def altered(number: int, change: Callable[[Line], object]) -> list[str]:
    """The file with one line (from 1) changed and written as it should be."""
    line = json.loads(FILE[number - 1])
    change(line)
    return [*FILE[: number - 1], journal_line(line), *FILE[number:]]


def forget_the_data(line: Line) -> None:
    line["data"] = "x"
    line["hash"] = entry_hash(line)


def rename_the_text(line: Line) -> None:
    line["opened"]["other"] = line["opened"].pop("text")


def shout_the_signature(end: Line) -> None:
    end["signature"] = end["signature"].upper()


def wrong(lines: list[str], head: str = "") -> tuple[str, int | None]:
    found = verify_lines(lines, head)
    assert not found.ok
    return found.code, found.line


def test_a_journal_as_it_was_written_is_intact() -> None:
    found = verify_lines(FILE)
    assert (found.ok, found.code, found.entries, found.key) == (True, "intact", ENTRIES, name_of(OURS))
    assert found.head == HEAD
    assert found.head_found is None


WRONG: dict[str, tuple[list[str], str, int]] = {
    "another kind": (altered(3, lambda line: line.update(kind="x")), "altered", 3),
    "another moment": (altered(3, lambda line: line.update(at="2020")), "altered", 3),
    "another seat": (altered(3, lambda line: line["data"].update(seat=9)), "altered", 3),
    "another hash": (altered(3, lambda line: line.update(hash="0" * 64)), "altered", 3),
    "data that are no table": (altered(3, forget_the_data), "altered", 3),
    "another number": (altered(3, lambda line: line.update(number=4)), "out-of-order", 3),
    "another entry before it": (altered(3, lambda line: line.update(previous="0" * 64)), "chain-broken", 3),
    "an unknown key": (altered(3, lambda line: line.update(note="x")), "unknown-key", 3),
    "an end in the middle": (altered(3, lambda line: line.update(end=True)), "unknown-key", 3),
    "a key less": (altered(3, lambda line: line.pop("by")), "missing-key", 3),
    "a forged text": (altered(2, lambda line: line["opened"]["text"].update(text="Anders")), "opened-altered", 2),
    "a forged salt": (altered(2, lambda line: line["opened"]["text"].update(salt="00")), "opened-altered", 2),
    "a text under another name": (altered(2, rename_the_text), "opened-altered", 2),
    "a text with more in it": (altered(2, lambda line: line["opened"]["text"].update(by="Otto")), "opened-altered", 2),
    "a text that was never opened": (altered(3, lambda line: line.update(opened={"x": UNTOLD})), "opened-altered", 3),
    "texts that are no table": (altered(2, lambda line: line.update(opened=[])), "opened-altered", 2),
    "a text that is no table": (altered(2, lambda line: line["opened"].update(text="x")), "opened-altered", 2),
    "a text taken out": (altered(2, lambda line: line.pop("opened")), "text-taken-out", 5),
    "an entry dropped": (FILE[:2] + FILE[3:], "out-of-order", 3),
    "the first entry dropped": (FILE[1:], "out-of-order", 1),
    "an entry twice": (FILE[:3] + FILE[2:], "out-of-order", 4),
    "two entries reordered": ([FILE[0], FILE[2], FILE[1], *FILE[3:]], "out-of-order", 2),
    "a cut tail": (FILE[:-1], "cut-tail", 5),
    "the last entry cut, the end kept": (FILE[:-2] + FILE[-1:], "end-does-not-fit", 4),
    "a line cut off halfway": ([*FILE[:-1], FILE[-1][:40]], "cut-line", 5),
    "nothing at all": ([], "cut-tail", 1),
    "an end alone": (FILE[-1:], "end-does-not-fit", 1),
    "two ends": ([*FILE, FILE[-1]], "after-the-end", 6),
    "an entry after the end": ([*FILE, FILE[0]], "after-the-end", 6),
    "an empty line": ([*FILE[:2], "\n", *FILE[2:]], "not-json", 3),
    "a list for a line": (["[1]\n", *FILE], "not-json", 1),
    "a key that stands twice": ([FILE[0].replace('{"at"', '{"by":"9","at"', 1), *FILE[1:]], "not-json", 1),
    "a number that is none": ([FILE[0].replace('"number":1', '"number":NaN'), *FILE[1:]], "not-json", 1),
    "very many brackets": (["[" * 900_000 + "\n", *FILE], "not-json", 1),
    "a line without an end in sight": (["[" * 1_000_001, *FILE], "too-long", 1),
    "half a sign": ([FILE[0].replace('"1"', '"\\ud800"'), *FILE[1:]], "altered", 1),
    "half a sign for a key": ([FILE[0].replace('"by"', '"\\ud800"'), *FILE[1:]], "altered", 1),
    "a number too large": ([FILE[0].replace('"number":1', '"number":1e400'), *FILE[1:]], "altered", 1),
    "1.0 for 1": ([FILE[0].replace('"number":1', '"number":1.0'), *FILE[1:]], "altered", 1),
    "2.0 for a seat": ([FILE[0], FILE[1].replace('"seat":2', '"seat":2.0'), *FILE[2:]], "altered", 2),
    "a space more": ([FILE[0].replace(":", ": ", 1), *FILE[1:]], "altered", 1),
    "other line ends": ([line.replace("\n", "\r\n") for line in FILE], "altered", 1),
    "another end count": (altered(5, lambda end: end.update(entries=3)), "end-does-not-fit", 5),
    "another moment of export": (altered(5, lambda end: end.update(at="2020")), "bad-signature", 5),
    "an end that is not true": (altered(5, lambda end: end.update(end=1)), "missing-key", 5),
    "an end with more in it": (altered(5, lambda end: end.update(note="x")), "unknown-key", 5),
    "an end with less": (altered(5, lambda end: end.pop("at")), "missing-key", 5),
    "a signature that is none": (altered(5, lambda end: end.update(signature="zz")), "bad-signature", 5),
    "a signature in capitals": (altered(5, shout_the_signature), "bad-signature", 5),
    "a key that is none": ([*FILE[:-1], FILE[-1].replace(name_of(OURS), "00")], "unknown-signer", 5),
    "another signer at the end": ([*FILE[:-1], end_of(FILE[:-1], HEAD, THEIRS)], "unknown-signer", 5),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "code", "line"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_found_with_its_line(lines: list[str], code: str, line: int) -> None:
    assert wrong(lines) == (code, line)


def test_a_rewritten_journal_with_another_key_names_that_key() -> None:
    assert verify_lines(written(key=THEIRS)).key == name_of(THEIRS) != name_of(OURS)


def test_a_noted_head_finds_rewriting_by_whoever_can_sign() -> None:
    noted = short_code(json.loads(FILE[2])["hash"])
    rewritten = written(("opened", "frame", "other", "closed"))
    assert verify_lines(rewritten).ok
    assert wrong(rewritten, noted) == ("head-not-found", None)


@pytest.mark.parametrize("number", range(1, ENTRIES + 1))
def test_any_noted_head_is_found_in_a_longer_journal(number: int) -> None:
    head = json.loads(FILE[number - 1])["hash"]
    for noted in (head, short_code(head), f" {short_code(head).upper()} "):
        assert verify_lines(FILE, noted).head_found


def found(lines: list[str]) -> Finding:
    return verify_lines(lines)


@few
@given(st.data())
def test_not_one_letter_changes_unseen(data: st.DataObject) -> None:
    whole = "".join(FILE)
    place = data.draw(st.integers(0, len(whole) - 1))
    instead = data.draw(st.characters().filter(lambda sign: sign != whole[place]) | st.just(""))
    changed = whole[:place] + instead + whole[place + 1 :]
    assert not found(changed.splitlines(keepends=True)).ok


@few
@given(st.permutations(FILE).filter(lambda lines: lines != FILE))
def test_no_order_but_one_is_intact(lines: list[str]) -> None:
    assert not found(lines).ok


@few
@given(st.lists(st.sampled_from(FILE), max_size=7).filter(lambda lines: lines != FILE))
def test_no_line_is_dropped_or_inserted_unseen(lines: list[str]) -> None:
    assert not found(lines).ok


@few
@given(st.lists(st.text(max_size=40), max_size=4))
def test_verifying_never_fails_on_anything(lines: list[str]) -> None:
    assert not found([f"{line}\n" for line in lines]).ok


def test_a_short_code_reads_aloud() -> None:
    assert short_code("") == ""
    assert short_code("0" * 64) == "0000-0000-0000-0000"
    assert short_code("f" * 64) == "zzzz-zzzz-zzzz-zzzz"
    assert not set(short_code("0123456789abcdef" * 4)) & set("ilou")


def test_the_same_text_has_another_digest_each_time() -> None:
    assert text_digest(new_salt(), TEXT) != text_digest(new_salt(), TEXT)


leaves = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), unique=True, max_size=9)


@few
@given(leaves, st.data())
def test_a_seal_covers_every_leaf_and_its_place(given_leaves: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(given_leaves) | leaves)
    assert (merkle_root(given_leaves) == merkle_root(other)) is (given_leaves == other)


def test_a_leaf_is_no_node() -> None:
    one, two = (leaf(SALT, {"answer": answer}) for answer in ("yes", "no"))
    assert merkle_root([one]) == one
    assert merkle_root([one, two]) not in (one, two, "")
    assert merkle_root([]) == ""
