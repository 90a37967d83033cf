"""`gedragen verify`: whether a journal file is as it was written. Needs the file, and nothing of this installation."""

import argparse
import sys
from pathlib import Path

from gedragen.cases.store.chain import Finding, Stretch, short_code, verify_lines

WRONG = {
    "cut-line": "this line was cut off halfway",
    "not-json": "this line is not a journal line",
    "unknown-key": "there is something in this line that does not belong in a journal",
    "missing-key": "something is missing from this line",
    "out-of-order": "another entry belongs here: one was dropped, added or moved",
    "chain-broken": "this entry does not follow the one before it",
    "altered": "this entry was changed after it was written",
    "opened-altered": "a text in this entry is not the text that was recorded",
    "text-taken-out": "a text was taken out of one of the lines above this one",
    "after-the-end": "something was added after the last line",
    "cut-tail": "the end is missing, so later entries may have been cut off",
    "end-does-not-fit": "the last line is about other entries than these",
    "unknown-signer": "the last line was signed by another installation than the journal began with",
    "bad-signature": "the signature under the journal is not right",
}


def run(args: argparse.Namespace) -> int:
    try:
        finding = verified(args.file, args.head)
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not a text file" if isinstance(error, UnicodeDecodeError) else error.strerror
        print(f"gedragen: {args.file} cannot be read: {reason}.", file=sys.stderr)
        return 2
    print(sentence(finding, args.head))
    return 0 if finding.ok else 1


def verified(name: str, head: str) -> Finding:
    if name == "-":
        return verify_lines(sys.stdin, head)
    with Path(name).open(encoding="utf-8", newline="\n") as file:
        return verify_lines(file, head)


def sentence(finding: Finding, head: str) -> str:
    """The finding in words, with what it proves and what it does not."""
    if finding.code == "head-not-found":
        return f"NOT INTACT: no entry has the code {head}. This is another journal than the one you noted it from."
    if not finding.ok:
        return f"NOT INTACT, line {finding.line}: {WRONG.get(finding.code, finding.code)}."
    proof = f"""Intact: {finding.entries} entries, head {short_code(finding.head)}.
Nothing was changed, dropped, added or moved by anyone who cannot sign with the key of this installation:
{finding.key}"""
    proof = "\n".join([proof, *(stood_under(stretch) for stretch in finding.stretches)])
    if head:
        return f"{proof}\nThe code {head} is among them: nothing before it changed since it was noted, whoever tried."
    return f"{proof}\nNote the head. With `--head` it will prove later that nothing before it changed, whoever tried."


def stood_under(stretch: Stretch) -> str:
    """Which text of an approach stood over these entries, as far as the file tells."""
    is_one = stretch.first == stretch.last
    entries = f"Entry {stretch.first}" if is_one else f"Entries {stretch.first} to {stretch.last}"
    # What stands in a file of somebody else moves no cursor and colours no screen.
    approach = "".join(sign if sign.isprintable() else "?" for sign in stretch.approach)
    if not stretch.approach:
        return f"{entries}: no approach was chosen yet."
    if not stretch.digest:
        return f"{entries}: approach {approach}; its text was not kept."
    where = "its text stands in the file" if stretch.text else "its text is not in the file"
    return f"{entries}: approach {approach}; {where}, and has this digest:\n{stretch.digest}"
