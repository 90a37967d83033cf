"""`gedragen restore`: put a backup back."""

import argparse
import sys
from pathlib import Path

from gedragen.config.backup import BackupTrouble
from gedragen.config.restoring import read_backup


def run(args: argparse.Namespace) -> int:
    try:
        read_backup(Path(args.file), replace=args.replace)
    except BackupTrouble as trouble:
        print(f"gedragen: {trouble}", file=sys.stderr)
        return 1
    print(f"{args.file} is back. Start `gedragen serve`: it brings an older backup up to date.")
    return 0
