"""Verifying the second format without a database; and every file that was ever exported verifies for ever."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from gedragen.cases.store.evidence.chain import (
    entry_hash,
    inner_digest,
    journal_line,
    lines_digest,
    short_code,
    text_digest,
)
from gedragen.cases.store.evidence.verifying import LeftOut, verify_lines
from tests.method.few import few

OURS, THEIRS = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (1, 2))
SALT, TEXT = "0f" * 16, "Er komt geen extra geld."
Line = dict[str, Any]


def name_of(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def signed(line: Line, key: Ed25519PrivateKey) -> str:
    return journal_line(line | {"signature": key.sign(rfc8785.dumps(line)).hex()})


def end_of(lines: list[str], key: Ed25519PrivateKey = OURS, **other: object) -> list[str]:
    head = json.loads(lines[-1])["hash"]
    end = {"end": True, "format": 2, "case": "7", "entries": len(lines), "head": head, "key": name_of(key)} | other
    return copied([*lines, signed(end, key)], key)


def copied(lines: list[str], key: Ed25519PrivateKey = OURS) -> list[str]:
    copy = {"copy": True, "at": "2026-03-03T10:00:00.000000Z", "lines": lines_digest(lines)}
    return [*lines, signed(copy, key)]


def written(days: tuple[str, ...] = ("02", "02", "03"), key: Ed25519PrivateKey = OURS) -> list[str]:
    """Three entries: the second opens a text, the third withholds one and has its inner part."""
    lines: list[str] = []
    previous = ""
    for number, day in enumerate(days, 1):
        inner = {"at": f"2026-03-{day}T10:00:00.000000Z", "by": str(number), "data": {"seat": number}}
        line: Line = {"format": 2, "number": number, "day": f"2026-03-{day}", "kind": "x", "by": "authority"}
        line["data"] = {"case": "7", "key": name_of(key)} if number == 1 else {"frame": number}
        line["texts"] = {} if number == 1 else {"text": text_digest(SALT, TEXT)}
        line |= {"inner": inner_digest(SALT, inner), "previous": previous}
        previous = line["hash"] = entry_hash(line)
        if number == 2:
            line["opened"] = {"text": {"salt": SALT, "text": TEXT}}
        elif number == 3:
            line |= {"withheld": {"text": "sealed"}, "inside": {"salt": SALT, **inner}}
        lines.append(journal_line(line))
    return end_of(lines, key)


FILE = written()


def with_line(number: int, change: Callable[[Line], object]) -> list[str]:
    """The file with one line (from 1) changed, and all signed anew by who can sign."""
    line = json.loads(FILE[number - 1])
    change(line)
    lines = [*FILE[: number - 1], journal_line(line), *FILE[number:3]]
    return end_of(lines) if number <= len(lines) else lines


def unsigned(number: int, change: Callable[[Line], object]) -> list[str]:
    line = json.loads(FILE[number - 1])
    change(line)
    return [*FILE[: number - 1], journal_line(line), *FILE[number:]]


def test_a_file_of_the_second_format_is_intact_and_says_what_it_leaves_out() -> None:
    found = verify_lines(FILE, short_code(json.loads(FILE[1])["hash"]))
    assert (found.ok, found.code, found.entries, found.key) == (True, "intact", 3, name_of(OURS))
    assert (found.about.case, found.about.first_at, found.about.last_at) == ("7", "2026-03-02", "2026-03-03")
    assert found.about.signed_at == "2026-03-03T10:00:00.000000Z"
    assert found.left_out == LeftOut(entries=0, inner_parts=2, sealed=1)
    assert (found.head_found, found.end) == (True, 4)


OF_THE_THIRD = json.loads(FILE[2])["inside"]
BARE = {"number": 2, "previous": json.loads(FILE[0])["hash"], "hash": "00"}
WRONG: dict[str, tuple[list[str], str, int]] = {
    "another kind of person": (with_line(2, lambda line: line.update(by="decider")), "altered", 2),
    "another day": (with_line(2, lambda line: line.update(day="2026-03-01")), "altered", 2),
    "another kind": (with_line(2, lambda line: line.update(kind="y")), "altered", 2),
    "another frame": (with_line(2, lambda line: line["data"].update(frame=9)), "altered", 2),
    "another digest of a text": (with_line(2, lambda line: line["texts"].update(text="00" * 32)), "altered", 2),
    "another inner part": (with_line(2, lambda line: line.update(inner="00" * 32)), "altered", 2),
    "a day that goes back": (written(days=("03", "02", "03")), "goes-back", 2),
    "a newer format": (with_line(2, lambda line: line.update(format=3)), "newer", 2),
    "a newer format of which nothing is known": ([journal_line({"format": 3, "anything": [1]}), *FILE], "newer", 1),
    "a newer end": (unsigned(4, lambda end: end.update(format=3)), "newer", 4),
    "a format that is none": (with_line(2, lambda line: line.update(format="2")), "altered", 2),
    "a format that is true": (with_line(2, lambda line: line.update(format=True)), "altered", 2),
    "the first format by name": (with_line(2, lambda line: line.update(format=1)), "altered", 2),
    "no format": (with_line(2, lambda line: line.pop("format")), "unknown-key", 2),
    "a key more": (with_line(2, lambda line: line.update(note="x")), "unknown-key", 2),
    "a key less": (with_line(2, lambda line: line.pop("texts")), "missing-key", 2),
    "a forged text": (with_line(2, lambda line: line["opened"]["text"].update(text="Anders")), "opened-altered", 2),
    "a text taken out": (with_line(2, lambda line: line.pop("opened")), "text-taken-out", 2),
    "why it is withheld taken out": (with_line(3, lambda line: line.pop("withheld")), "text-taken-out", 3),
    "withheld as nobody says": (with_line(3, lambda line: line.update(withheld={"text": "x"})), "text-taken-out", 3),
    "withheld for no reason": (with_line(3, lambda line: line.update(withheld={"text": {}})), "text-taken-out", 3),
    "withheld and opened": (with_line(2, lambda line: line.update(withheld={"text": "sealed"})), "text-taken-out", 2),
    "an inner part that was altered": (with_line(3, lambda line: line["inside"].update(by="9")), "inside-altered", 3),
    "an inner part of another": (with_line(2, lambda line: line.update(inside=OF_THE_THIRD)), "inside-altered", 2),
    "an inner part taken out": (unsigned(3, lambda line: line.pop("inside")), "text-taken-out", 5),
    "sealed called erased": (unsigned(3, lambda line: line.update(withheld={"text": "erased"})), "text-taken-out", 5),
    "the copy cut off": (FILE[:-1], "cut-tail", 5),
    "the end and the copy cut off": (FILE[:-2], "cut-tail", 4),
    "the end taken out": ([*FILE[:3], FILE[4]], "end-does-not-fit", 4),
    "the copy twice": ([*FILE, FILE[4]], "after-the-end", 6),
    "the end twice": ([*FILE[:4], FILE[3], FILE[4]], "after-the-end", 5),
    "an entry after the end": ([*FILE[:4], FILE[0], FILE[4]], "after-the-end", 5),
    "the last entry cut": ([*FILE[:2], *FILE[3:]], "end-does-not-fit", 3),
    "another head": (end_of(FILE[:3], head="00" * 32), "end-does-not-fit", 4),
    "another case": (end_of(FILE[:3], case="8"), "end-does-not-fit", 4),
    "an end by another key": (end_of(FILE[:3], key=THEIRS), "unknown-signer", 4),
    "a copy by another key": (copied(FILE[:4], key=THEIRS), "bad-signature", 5),
    "a copy of another moment": (unsigned(5, lambda copy: copy.update(at="2020")), "bad-signature", 5),
    "a copy with more in it": (unsigned(5, lambda copy: copy.update(note="x")), "unknown-key", 5),
    "a copy with less": (unsigned(5, lambda copy: copy.pop("at")), "missing-key", 5),
    "an entry by its hash that was altered": (end_of([FILE[0], journal_line(BARE), FILE[2]]), "chain-broken", 3),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "code", "line"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_found_with_its_line(lines: list[str], code: str, line: int) -> None:
    found = verify_lines(lines)
    assert (found.ok, found.code, found.line) == (False, code, line)


def test_a_file_that_another_wrote_anew_names_their_key() -> None:
    assert verify_lines(written(key=THEIRS)).key == name_of(THEIRS)


@few
@given(st.data())
def test_not_one_letter_changes_unseen(data: st.DataObject) -> None:
    whole = "".join(FILE)
    place = data.draw(st.integers(0, len(whole) - 1))
    instead = data.draw(st.characters().filter(lambda sign: sign != whole[place]) | st.just(""))
    changed = whole[:place] + instead + whole[place + 1 :]
    assert not verify_lines(changed.splitlines(keepends=True)).ok


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@few
@given(st.integers(0, 4), st.data())
def test_whatever_stands_in_a_line_it_ends_in_a_finding(number: int, data: st.DataObject) -> None:
    """Also what was hashed anew, by somebody who wants the program to stumble."""
    line = json.loads(FILE[number])
    line[data.draw(st.sampled_from(sorted(line)))] = data.draw(JSON)
    if number < 3:
        line["hash"] = entry_hash(line)
    assert verify_lines([*FILE[:number], journal_line(line), *FILE[number + 1 :]]).code


EVER = Path(__file__).parents[3] / "data"
EXPORTS = sorted([*EVER.glob("journals/*.jsonl"), *EVER.glob("first/*.jsonl")])


def test_there_are_files_of_both_formats() -> None:
    formats = {json.loads(file.read_text("utf-8").splitlines()[0]).get("format", 1) for file in EXPORTS}
    assert formats == {1, 2}


@pytest.mark.parametrize("file", EXPORTS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_file_that_was_ever_exported_verifies_for_ever(file: Path) -> None:
    found = verify_lines(file.read_text("utf-8").splitlines(keepends=True))
    assert found.ok, (found.code, found.line)
    assert found.entries > 60
    assert (found.left_out.entries, found.left_out.differs) == (0, 0)
