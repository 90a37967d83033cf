"""`gedragen backup`: everything that must not be lost, the data in one file and the keys in another."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from gedragen.cases.store.erasure_list import list_file
from gedragen.clock import now
from gedragen.config.backups.backup import room_key, write_backup
from gedragen.config.backups.backup_file import SECRET_KEY, BackupTrouble
from gedragen.config.backups.keys_file import keeps_its_secret


def run(args: argparse.Namespace) -> int:
    target = Path(args.file).absolute()
    keys_target = Path(args.keys).absolute() if args.keys else target.with_name(f"{target.name}.keys")
    try:
        keys = write_backup(target, keys_target, at=now())
    except BackupTrouble as trouble:
        print(f"gedragen: {trouble}", file=sys.stderr)
        return 1
    print(f"Backed up to {target}, {target.stat().st_size / 1e6:.1f} MB.", *_lines(keys, keys_target), sep="\n")
    return 0


def _lines(keys: list[str], keys_target: Path) -> Iterator[str]:
    """Who reads and does what with which file, as it is."""
    yield (
        "Whoever has it reads every name, address and text but those of closed rooms; of closed rooms, who put how "
        "many drafts down and how long they are. It opens no link, and nobody's session is in it."
    )
    if SECRET_KEY in keys:
        yield (
            f"The keys are in {keys_target}. Whoever has both files can make a link to every seat, and sign journals "
            "as this installation. Keep the two in different places."
        )
    elif keys:
        yield (
            f"The key that signs journals is in {keys_target}: whoever has it signs as this installation. Keep the two "
            "in different places."
        )
    if not keeps_its_secret():
        yield (
            "GEDRAGEN_SECRET_KEY is a setting of yours and in neither: keep it apart. Whoever has it and the backup "
            "can make a link to every seat; without it no link works any more."
        )
    if locks_with := room_key():
        yield f"{locks_with} is in neither: whoever has it and the backup reads the closed rooms. Keep it apart."
    yield (
        f"Who is erased from now on is on the list {list_file()}, without a name. Copy it elsewhere, and often: a "
        "restore needs the newest."
    )
