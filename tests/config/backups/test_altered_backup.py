"""A backup that was cut, altered, emptied or made to do harm is refused in one sentence, and nothing has changed."""

import gzip
import hashlib
import json
import random
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gedragen.config.backups.backup_file import BARE, SEALED, BackupTrouble, Packed, unpack
from gedragen.config.backups.restoring import AT_LEAST
from tests.support.installation import ON_POSTGRES, Installation

KIND = "postgresql" if ON_POSTGRES else "sqlite"
GIGABYTES = 6 * 1024**3


def read(source: Path, tmp_path: Path) -> Packed:
    folder = tmp_path / "laid-down"
    folder.mkdir(exist_ok=True)
    for left in folder.iterdir():
        left.unlink()
    return unpack(source, folder)


def sealed(content: bytes) -> bytes:
    """What somebody makes who knows how a backup of ours is sealed."""
    packed = gzip.compress(content, 9, mtime=0)[len(BARE) :]
    return SEALED + f"gedragen-backup-2 {hashlib.sha256(packed).hexdigest()}".encode() + b"\x00" + packed


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """Sizes are as they are claimed, whatever the content is."""
    whole = b"".join(
        member.tobuf(tarfile.GNU_FORMAT) + content + b"\x00" * (-len(content) % 512) for member, content in members
    )
    return whole + b"\x00" * 1024


def member(name: str, content: bytes = b"", **changes: Any) -> tuple[tarfile.TarInfo, bytes]:
    made = tarfile.TarInfo(name)
    made.size = len(content)
    for attribute, value in changes.items():
        setattr(made, attribute, value)
    return made, content


def about(database: bytes = b"", *, vendor: str = KIND, **changes: object) -> tuple[tarfile.TarInfo, bytes]:
    told = {"format": 2, "database": vendor, "sha256": hashlib.sha256(database).hexdigest(), "marks": {}, "erasures": 0}
    return member("gedragen-backup.json", json.dumps(told | changes).encode())


def test_a_whole_one_is_read(kept: Path, tmp_path: Path) -> None:
    assert read(kept, tmp_path).about["database"] == KIND


def test_every_kind_of_bit_counts(kept: Path, tmp_path: Path) -> None:
    """Each bit of the beginning and the end, and some of all that lies between."""
    whole, altered = kept.read_bytes(), tmp_path / "altered.tar.gz"
    chance, size = random.Random(1), len(whole)
    places = [*range(130 * 8), *range((size - 24) * 8, size * 8), *(chance.randrange(size * 8) for _ in range(300))]
    for place in places:
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        altered.write_bytes(changed)
        with pytest.raises(BackupTrouble):
            read(altered, tmp_path)


def test_a_cut_or_lengthened_one_is_refused(kept: Path, tmp_path: Path) -> None:
    whole, altered = kept.read_bytes(), tmp_path / "altered.tar.gz"
    for changed in (b"", whole[:5], whole[:90], whole[:-1], whole[: len(whole) // 2], whole + b"\x00", whole + whole):
        altered.write_bytes(changed)
        with pytest.raises(BackupTrouble):
            read(altered, tmp_path)


HARM: dict[str, Callable[[], bytes]] = {
    "not-json": lambda: tar_of(member("gedragen-backup.json", b"{"), member("database")),
    "a-list": lambda: tar_of(member("gedragen-backup.json", b"[1]"), member("database")),
    "deep": lambda: tar_of(member("gedragen-backup.json", b"[" * 60_000), member("database")),
    "latin-1": lambda: tar_of(member("gedragen-backup.json", '{"a": "é"}'.encode("latin-1")), member("database")),
    "a-long-number": lambda: tar_of(member("gedragen-backup.json", b"9" * 60_000), member("database")),
    "huge": lambda: tar_of(member("gedragen-backup.json", b" " * 70_000), member("database")),
    "claims-gigabytes": lambda: tar_of(member("gedragen-backup.json", b"{}", size=GIGABYTES)),
    "a-database-of-gigabytes": lambda: tar_of(about(), member("database", b"x", size=GIGABYTES)),
    "a-bomb": lambda: tar_of(about(), member("database", b"\x00" * 50_000_000)),
    "less-than-nothing": lambda: tar_of(about(), member("database", size=-512)),
    "a-link": lambda: tar_of(about(), member("database", type=tarfile.SYMTYPE, linkname="/etc/passwd")),
    "a-hard-link": lambda: tar_of(about(), member("database", type=tarfile.LNKTYPE, linkname="/etc/passwd")),
    "a-device": lambda: tar_of(about(), member("database", type=tarfile.CHRTYPE)),
    "a-long-name": lambda: tar_of(about(), member("x", type=tarfile.GNUTYPE_LONGNAME, size=GIGABYTES)),
    "a-name-outside": lambda: tar_of(about(), member("../../database", b"x")),
    "a-key-of-rooms": lambda: tar_of(about(), member("room_key", b"x"), member("database", b"x")),
    "keys-inside": lambda: tar_of(about(b"x"), member("database", b"x"), member("secret_key", b"x")),
    "twice": lambda: tar_of(about(), member("database", b"x"), member("database", b"y")),
    "another-database": lambda: tar_of(about(b"x"), member("database", b"y")),
    "no-description": lambda: tar_of(member("database", b"x")),
    "behind-the-end": lambda: tar_of(about(b"x"), member("database", b"x")) + b"x" * 512,
    "of-a-later-format": lambda: tar_of(about(b"x", format=3), member("database", b"x")),
}


@pytest.mark.parametrize("harm", HARM)
def test_what_somebody_made_to_do_harm_is_refused(harm: str, tmp_path: Path) -> None:
    source = tmp_path / "made.tar.gz"
    source.write_bytes(sealed(HARM[harm]()))
    with pytest.raises(BackupTrouble) as refused:
        read(source, tmp_path)
    assert str(source) in str(refused.value)
    assert sum(path.stat().st_size for path in (tmp_path / "laid-down").iterdir()) < 100_000


@pytest.mark.parametrize("harm", ["claims-gigabytes", "a-link", "deep", "twice"])
def test_the_same_without_a_seal_is_refused_too(harm: str, tmp_path: Path) -> None:
    source = tmp_path / "made.tar.gz"
    source.write_bytes(gzip.compress(HARM[harm]()))
    with pytest.raises(BackupTrouble):
        read(source, tmp_path)


def test_the_command_says_it_in_a_sentence_and_moves_no_cursor(new: Installation, tmp_path: Path) -> None:
    source = tmp_path / "made.tar.gz"
    source.write_bytes(sealed(tar_of(about(b"x", vendor="\x1b[2Jora\u202ecle"), member("database", b"x"))))
    refused = new.run("restore", str(source))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("gedragen: ")
    assert refused.stderr.count("\n") == 1
    assert "holds a ?[2Jora?cle database" in refused.stderr


def empty_databases(tmp_path: Path) -> Iterator[bytes]:
    yield b""
    yield b"no database" * 1000
    file = tmp_path / "other.sqlite3"
    ours = "".join(f"CREATE TABLE {name} (app, name);" for name in sorted(AT_LEAST))
    made_by_us = "INSERT INTO django_migrations VALUES ('cases', '0001');"
    trigger = "CREATE TRIGGER t AFTER INSERT ON cases_words BEGIN DELETE FROM cases_case; END;"
    for script in ("CREATE TABLE other (x)", ours, ours + made_by_us + trigger):
        file.unlink(missing_ok=True)
        with closing(sqlite3.connect(file)) as made:
            made.executescript(script)
        yield file.read_bytes()


def test_a_database_without_our_tables_empties_no_installation(new: Installation, kept: Path, tmp_path: Path) -> None:
    assert new.run("restore", str(kept)).returncode == 0
    before = new.everything()
    source = tmp_path / "made.tar.gz"
    for database in empty_databases(tmp_path):
        source.write_bytes(sealed(tar_of(about(database), member("database", database))))
        refused = new.run("restore", str(source), "--replace")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "Traceback" not in refused.stderr
        assert refused.stderr.count("\n") == 1
    assert new.everything() == before
