"""`gedragen backup`: everything that must not be lost, in one file."""

import argparse
import sys
from pathlib import Path

from gedragen.clock import now
from gedragen.config.backup import BackupTrouble, keeps_its_secret, room_key, write_backup


def run(args: argparse.Namespace) -> int:
    target = Path(args.file).absolute()
    try:
        write_backup(target, at=now())
    except BackupTrouble as trouble:
        print(f"gedragen: {trouble}", file=sys.stderr)
        return 1
    print(f"Backed up to {target}, {target.stat().st_size / 1e6:.1f} MB. It holds everything, also what is private.")
    if not keeps_its_secret():
        print("GEDRAGEN_SECRET_KEY is a setting of yours and is not in it: keep that apart, all links depend on it.")
    if locks_with := room_key():
        print(f"{locks_with} is not in it, so that whoever holds this file reads no closed room: keep that apart.")
    return 0
