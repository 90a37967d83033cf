"""A forged journal file, by everybody who could make one: what finds it, and what nothing finds.

The table stands in words in docs/evidence.md.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gedragen.cases.frames.commands.later import change_frame
from gedragen.cases.journal.queries import journal_lines, signing_key
from gedragen.cases.store.evidence import signing
from gedragen.cases.store.evidence.chain import entry_hash, journal_line, lines_digest, short_code, text_digest
from gedragen.cases.store.evidence.verifying import verify_lines
from gedragen.config.commands.evidence.verify import BROKEN, INTACT, UNPROVEN, Proof, told
from tests.support.cast import Cast, late_law, make_case, to_preparing

Line = dict[str, Any]
Sign = Callable[[bytes], str]
THEIRS = Ed25519PrivateKey.from_private_bytes(b"\3" * 32)


def their_key() -> str:
    return THEIRS.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


# Who made the file: somebody who can sign as this installation, somebody with a key of their own, and who has none.
SIGNERS: Mapping[str, tuple[Callable[[], str], Sign] | None] = {
    "our key": (signing_key, lambda message: signing.sign(message)),
    "another key": (their_key, lambda message: THEIRS.sign(message).hex()),
    "no key": None,
}


@pytest.fixture
def preparing(db: None, at: datetime) -> Cast:
    return to_preparing(make_case(at))


def file_of(cast: Cast) -> list[Line]:
    return [json.loads(line) for line in journal_lines(cast.case, viewer=None, at=cast.at)]


def finished(entries: list[Line], end: Line, signer: str) -> list[str]:
    """Chained anew and signed by whoever made it; without a key the old signatures are all there is."""
    made = SIGNERS[signer]
    previous = ""
    for line in entries:
        if line["number"] == 1 and made is not None:
            line["data"]["key"] = made[0]()
        line["previous"] = previous
        line["hash"] = previous = entry_hash(line)
    end |= {"entries": len(entries), "head": previous}
    lines = [journal_line(line) for line in entries]
    if made is None:
        return [*lines, journal_line(end), journal_line({"copy": True, "at": "x", "lines": "x", "signature": "00"})]
    key, sign = made
    copy = {"copy": True, "at": "2026-03-02T12:00:00.000000Z"}
    return _signed(_signed(lines, end | {"key": key()}, sign), copy, sign)


def _signed(lines: list[str], last: Line, sign: Sign) -> list[str]:
    said = {name: value for name, value in last.items() if name != "signature"}
    if "copy" in said:
        said["lines"] = lines_digest(lines)
    return [*lines, journal_line(said | {"signature": sign(rfc8785.dumps(said))})]


def whole(cast: Cast) -> tuple[list[Line], Line]:
    *entries, end, _ = file_of(cast)
    return entries, end


def cut(cast: Cast) -> tuple[list[Line], Line]:
    entries, end = whole(cast)
    return entries[:-4], end


def rebuilt(cast: Cast) -> tuple[list[Line], Line]:
    """Another frame in the place of one that people went by."""
    entries, end = whole(cast)
    frame = next(line for line in entries if line["kind"] == "frame-written")
    frame["opened"]["text"]["text"] = "Het huis wordt gesloopt."
    frame["texts"]["text"] = text_digest(frame["opened"]["text"]["salt"], "Het huis wordt gesloopt.")
    return entries, end


def another_case(cast: Cast) -> tuple[list[Line], Line]:
    return whole(to_preparing(make_case(cast.at)))


def an_old_one(cast: Cast) -> tuple[list[Line], Line]:
    """As it was downloaded before a frame came in."""
    old = whole(cast)
    change_frame(cast.case, late_law(cast), by=cast.otto, at=cast.at + timedelta(hours=1))
    return old


FORGERIES = (whole, cut, rebuilt, another_case, an_old_one)
# What tells: the file alone, our key, a code noted early on, the code that the page shows now.
FOUND_BY: Mapping[tuple[str, str], frozenset[str]] = {
    # Whoever can sign as us can write anything but what somebody noted.
    ("our key", "whole"): frozenset(),
    ("our key", "cut"): frozenset({"now"}),
    ("our key", "rebuilt"): frozenset({"now", "noted"}),
    ("our key", "another_case"): frozenset({"now", "noted"}),
    ("our key", "an_old_one"): frozenset({"now"}),
    # The key stands in the first entry, so with another key all codes are other codes.
    **{("another key", forgery.__name__): frozenset({"key", "now", "noted"}) for forgery in FORGERIES},
    **{("no key", forgery.__name__): frozenset({"alone", "key", "now", "noted"}) for forgery in FORGERIES},
}


@pytest.mark.parametrize("signer", SIGNERS)
@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: str(forge.__name__))
def test_a_forged_file_is_found_by_what_the_table_says(
    preparing: Cast, forge: Callable[[Cast], tuple[list[Line], Line]], signer: str
) -> None:
    early = next(line for line in file_of(preparing) if line.get("kind") == "promise-confirmed")["hash"]
    lines = finished(*forge(preparing), signer)
    newest = file_of(preparing)[-3]["hash"]
    brought = {
        "alone": Proof("", {}),
        "key": Proof("", {"our.key": signing_key()}),
        "noted": Proof(short_code(early), {}),
        "now": Proof(short_code(newest), {}),
    }
    codes = {name: told(verify_lines(lines, proof.head), proof)[0] for name, proof in brought.items()}
    assert {name for name, code in codes.items() if code == BROKEN} == FOUND_BY[signer, forge.__name__]
    if codes["alone"] != BROKEN:
        assert codes["alone"] == UNPROVEN
    assert all(codes[name] == INTACT for name in ("key", "noted", "now") if codes[name] != BROKEN)


def test_of_another_case_the_title_and_the_number_tell(preparing: Cast) -> None:
    lines = finished(*another_case(preparing), "our key")
    said = told(verify_lines(lines), Proof("", {"our.key": signing_key()}))[1]
    assert f"Case {preparing.case}:" not in said
