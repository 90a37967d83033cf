"""`gedragen restore`: put a backup back."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from gedragen.cases.store.erasure_list import list_file
from gedragen.clock import now
from gedragen.config.backups.backup_file import BackupTrouble
from gedragen.config.backups.keys_file import LOST
from gedragen.config.backups.restoring import Agreed, Restored, read_backup


def run(args: argparse.Namespace) -> int:
    agreed = Agreed(args.replace, args.without_keys, args.without_erasures)
    try:
        restored = read_backup(Path(args.file), Path(args.keys) if args.keys else None, agreed=agreed, at=now())
    except BackupTrouble as trouble:
        print(f"gedragen: {printable(str(trouble))}", file=sys.stderr)
        return 1
    print(f"{printable(args.file)} is back.", *_lines(restored), sep="\n")
    return 0


def _lines(restored: Restored) -> Iterator[str]:
    for name in restored.lost_keys:
        yield f"The {name.replace('_', ' ')} is not: {LOST[name]}."
    if restored.erased_again:
        yield f"Erased again, by the list of erasures: {restored.erased_again}."
    if not restored.had_list:
        yield f"There is no list of erasures {list_file()}: who was erased since the backup is back. Erase them again."
    yield "Everybody signs in again. Links and cards that were replaced since the backup work again: replace them."
    yield "Start `gedragen serve`: it brings an older backup up to date."


def printable(text: str) -> str:
    """What stands in a file of somebody else moves no cursor and colours no screen."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)
