"""`gedragen verify`: whether a journal file is as it was written, and who shows that it was. Needs nothing of ours."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from gedragen.cases.store.evidence.chain import is_code, short_code
from gedragen.cases.store.evidence.verifying import LONGEST, Finding, LeftOut, Stretch, verify_lines
from gedragen.config.commands.evidence.receipt import NoReceipt, Search, alone, found_in, plain, search_for
from gedragen.config.commands.evidence.signer import NoKey, key_of, key_of_site

INTACT, BROKEN, UNREADABLE, UNPROVEN = 0, 1, 2, 3

WRONG = {
    "cut-line": "this line was cut off halfway",
    "too-long": "this line is longer than any line of a journal",
    "not-json": "this line is not a journal line",
    "unknown-key": "there is something in this line that does not belong in a journal",
    "missing-key": "something is missing from this line",
    "out-of-order": "another entry belongs here: one was dropped, added or moved",
    "chain-broken": "this entry does not follow the one before it",
    "altered": "this entry was changed after it was written",
    "goes-back": "this entry is of an earlier day than the one before it",
    "inside-altered": "what stands inside this entry is not what was recorded",
    "opened-altered": "a text in this entry is not the text that was recorded",
    "text-taken-out": "a text was taken out of one of the lines above this one",
    "after-the-end": "something was added after the last line",
    "cut-tail": "the end is missing, so later entries may have been cut off",
    "end-does-not-fit": "the last line is about other entries than these",
    "unknown-signer": "the last line was signed by another installation than the journal began with",
    "bad-signature": "the signature under the journal is not right",
}


@dataclass(frozen=True)
class Proof:
    """What a reader brings along: a noted code, and the keys of who should have signed, by where each is from."""

    head: str
    signers: dict[str, str]


class NoFile(Exception):
    """Nothing was given to look at."""


class BadCode(Exception):
    """What was given as a noted code is none, so it would prove nothing."""


def run(args: argparse.Namespace) -> int:
    try:
        proof = brought(args)
        search = search_for(args.receipt) if args.receipt is not None else None
        code, text = answered(args.file, proof, search)
    except (NoKey, BadCode, NoReceipt, NoFile) as error:
        print(f"gedragen: {error}", file=sys.stderr)
        return UNREADABLE
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not a text file" if isinstance(error, UnicodeDecodeError) else error.strerror
        print(f"gedragen: {args.file} cannot be read: {reason}.", file=sys.stderr)
        return UNREADABLE
    print(text)
    return code


def answered(name: str | None, proof: Proof, search: Search | None) -> tuple[int, str]:
    """How the command exits and what it says: of the journal, and of the receipt where there is one."""
    if name is None:
        if search is None:
            raise NoFile("give the file of a journal, or a receipt with --receipt.")
        wrong, text = alone(search)
        return (BROKEN if wrong else UNPROVEN), text
    finding = verified(name, proof.head, search)
    code, text = told(finding, proof)
    if search is None or code not in (INTACT, UNPROVEN):
        return code, text
    wrong, found = found_in(search, finding.about.case)
    return {"": code, "untold": UNPROVEN}.get(wrong, BROKEN), f"{text}\n\n{found}"


def brought(args: argparse.Namespace) -> Proof:
    if args.head is not None and not is_code(args.head):
        raise BadCode(
            f"{args.head!r} is no code of a journal: that has four groups of four signs, as 4k2m-9xwa-1bcd-2efg."
        )
    signers = {}
    if args.key is not None:
        signers[args.key] = key_of(args.key)
    if args.site is not None:
        signers[args.site] = key_of_site(args.site)
    return Proof((args.head or "").strip(), signers)


def verified(name: str, head: str, search: Search | None = None) -> Finding:
    past = search.past if search is not None else iter
    if name == "-":
        return verify_lines(past(lines_of(sys.stdin)), head)
    with Path(name).open(encoding="utf-8", newline="\n") as file:
        return verify_lines(past(lines_of(file)), head)


def lines_of(file: TextIO) -> Iterator[str]:
    """The lines, and of one that never ends no more than is needed to refuse it."""
    while line := file.readline(LONGEST + 1):
        yield line


def told(finding: Finding, proof: Proof) -> tuple[int, str]:
    """How the command exits, and the finding in words, with what it proves and what it does not."""
    if finding.code == "head-not-found":
        return BROKEN, (
            f"NOT INTACT: no entry has the code {proof.head}. This is another journal than the one you noted it from."
        )
    if finding.code == "newer":
        return UNREADABLE, (
            f"Line {finding.line}: this file was made by a newer version of Gedragen. Check it with that version."
        )
    if not finding.ok:
        return BROKEN, f"NOT INTACT, line {finding.line}: {WRONG.get(finding.code, finding.code)}."
    for where, key in proof.signers.items():
        if key not in (finding.key, short_code(finding.key)):
            return BROKEN, (
                f"NOT INTACT, line {finding.end}: this was signed with the key\n{finding.key}\n"
                f"and the key of {where} is\n{key}"
            )
    is_shown = bool(proof.head or proof.signers)
    first = "Intact" if is_shown else "CONSISTENT IN ITSELF, AND WHO WROTE IT IS NOT SHOWN"
    lines = [
        f"{first}: {finding.entries} entries, head {short_code(finding.head)}.",
        *_subject(finding),
        *(stood_under(stretch) for stretch in finding.stretches),
        *left_out(finding.left_out),
        *_proves(proof),
    ]
    return (INTACT if is_shown else UNPROVEN), "\n".join(lines)


def _subject(finding: Finding) -> list[str]:
    about = finding.about
    title = f"“{plain(about.title)}”" if about.title else "its title is not public"
    return [
        f"Case {plain(about.case)}: {title}. From {_day(about.first_at)} to {_day(about.last_at)}.",
        f"Signed on {_day(about.signed_at, with_time=True)} with the key {short_code(finding.key)}:\n{finding.key}",
    ]


def _proves(proof: Proof) -> list[str]:
    lines = [
        f"That is the key of {where}: nothing was changed, dropped, added or moved by anyone who cannot sign with it."
        for where in proof.signers
    ]
    if proof.head:
        lines.append(
            f"The code {proof.head} is among the entries: nothing before it changed since it was noted, whoever tried."
        )
    if not lines:
        lines.append(
            "Anybody can write such a file with a key of their own. Compare with a key that you have from elsewhere "
            "(`--key`), with the site (`--site`), or with a code that you noted (`--head`)."
        )
    elif not proof.head:
        lines.append("Note the head. With `--head` it will prove later that nothing before it changed, whoever tried.")
    return lines


def stood_under(stretch: Stretch) -> str:
    """Which text of an approach stood over these entries, as far as the file tells."""
    is_one = stretch.first == stretch.last
    entries = f"Entry {stretch.first}" if is_one else f"Entries {stretch.first} to {stretch.last}"
    if not stretch.is_told:
        return f"{entries}: under which text they stood is not told in this file."
    if not stretch.approach:
        return f"{entries}: no approach was chosen yet."
    approach = plain(stretch.approach)
    if not stretch.digest:
        return f"{entries}: approach {approach}; its text was not kept."
    where = "its text stands in the file" if stretch.has_text else "its text is not in the file"
    return f"{entries}: approach {approach}; {where}, and has this digest:\n{plain(stretch.digest)}"


def left_out(left: LeftOut) -> list[str]:
    """What the file does not show, in words: it is in the chain all the same."""
    lines = []
    if left.entries:
        lines.append(
            f"By their hash alone, as not for who got this file: {_entries(left.entries)} of the first format."
        )
    if left.inner_parts:
        lines.append(f"Without exact moment and seat, as not for who got this file: {_entries(left.inner_parts)}.")
    whys = {"not for everybody": left.sealed, "erased": left.erased, "NOT WHAT WAS RECORDED": left.differs}
    texts = [f"{number} {why}" for why, number in whys.items() if number]
    if texts:
        lines.append(f"Texts that are not opened: {', '.join(texts)}.")
    return lines


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _day(at: str, *, with_time: bool = False) -> str:
    """`at` as a journal writes it, a day or a moment. What is neither is shown as it stands."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return plain(at)
    return f"{moment.day} {moment:%B %Y}" + (f", {moment:%H:%M} UTC" if with_time else "")
