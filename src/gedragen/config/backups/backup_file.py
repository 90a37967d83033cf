"""The file of a backup: a description and the database, packed by tar and gzip, under one digest of every byte.

The digest stands in the comment that gzip allows at the beginning. Read it is with nothing believed: what it claims is
bounded before it takes memory or disk, and only members of our own names are laid down.
"""

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

ABOUT = "gedragen-backup.json"
DATABASE = "database"
SECRET_KEY, SIGNING_KEY = "secret_key", "signing_key"
KEYS = (SECRET_KEY, SIGNING_KEY)
FORMAT = 2

# Bytes.
BLOCK = 512
CHUNK = 1 << 20
LARGEST = {ABOUT: 1 << 16, SECRET_KEY: 1 << 12, SIGNING_KEY: 1 << 12}
MOST_PADDING = 1 << 20
# What is kept of people never packs this well, and what does is made to fill a disk.
MOST_PACKED = 200
# gzip, packed by deflate, with a comment, without a time, packed as small as can be, on any system.
BARE = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
SEALED = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x02\xff"
SEAL = re.compile(rb"gedragen-backup-2 ([0-9a-f]{64})\x00")
SEAL_LENGTH = len("gedragen-backup-2 ") + 64 + 1


class BackupTrouble(Exception):
    """The backup was not made or not put back, and nothing has changed. Its text says what to do."""


@dataclass(frozen=True)
class Packed:
    """What was in a backup, laid down in a folder: the description, the database, and of an older one the keys."""

    about: dict[str, Any]
    database: Path
    keys: dict[str, bytes] = field(default_factory=dict)


def pack(about: dict[str, Any], database: Path, folder: Path) -> Path:
    """The whole file, in this folder. `about` is completed with what the database must be."""
    description = about | {"format": FORMAT, "size": database.stat().st_size, "sha256": _digest_of(database)}
    bare, whole = folder / "bare", folder / "whole"
    with (
        bare.open("wb") as file,
        gzip.GzipFile("", "wb", 9, fileobj=file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        content = json.dumps(description).encode()
        tar.addfile(_member(ABOUT, len(content)), io.BytesIO(content))
        with database.open("rb") as stored:
            tar.addfile(_member(DATABASE, database.stat().st_size), stored)
    with bare.open("rb") as packed_bytes:
        packed_bytes.seek(len(BARE))
        digest = hashlib.file_digest(packed_bytes, "sha256").hexdigest()
        packed_bytes.seek(len(BARE))
        with private(whole) as sealed:
            sealed.write(SEALED + f"gedragen-backup-2 {digest}".encode() + b"\x00")
            shutil.copyfileobj(packed_bytes, sealed, CHUNK)
            write_out(sealed)
    return whole


def unpack(source: Path, folder: Path) -> Packed:
    """Read all of it, check every byte, and lay down what is in it. Raises BackupTrouble."""
    if not source.exists():
        raise BackupTrouble(f"There is no file {source}.")
    if not source.is_file():
        raise BackupTrouble(f"{source} is not a whole backup of Gedragen: it is no file.")
    with _trouble_told(source), source.open("rb") as file:
        is_sealed = _is_sealed(file)
        file.seek(0)
        largest = LARGEST | {DATABASE: MOST_PACKED * os.fstat(file.fileno()).st_size}
        with gzip.GzipFile(fileobj=file) as stream:
            digests = dict(_lay_down(stream, folder, largest))
    if ABOUT not in digests:
        raise BackupTrouble(f"{source} is not a whole backup of Gedragen: it does not say what it is.")
    about = _read_about(folder / ABOUT, source)
    if (about.get("format") == FORMAT) != is_sealed or about.get("format") not in (None, FORMAT):
        raise BackupTrouble(f"{source} was made by another version of Gedragen, or altered.")
    if is_sealed and digests.get(DATABASE) != about.get("sha256"):
        raise BackupTrouble(f"{source} is not a whole backup of Gedragen: the database in it is another.")
    if is_sealed and digests.keys() & set(KEYS):
        raise BackupTrouble(f"{source} is not a backup of Gedragen: there are keys in it.")
    keys = {name: (folder / name).read_bytes() for name in KEYS if name in digests}
    return Packed(about, folder / DATABASE, keys)


def private(path: Path) -> BinaryIO:
    """A new file that only this user can read, from its first byte."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def write_out(file: BinaryIO) -> None:
    """On the disk before its name says that it is whole: the power may go, too."""
    file.flush()
    os.fsync(file.fileno())


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_sealed(file: io.BufferedReader) -> bool:
    """Whether every byte is as it was written. A file of the version before has no seal, and gzip's own check only."""
    beginning = file.read(len(SEALED))
    if beginning != SEALED:
        return False
    seal = SEAL.fullmatch(file.read(SEAL_LENGTH))
    if seal is None or hashlib.file_digest(file, "sha256").hexdigest().encode() != seal[1]:
        raise tarfile.ReadError("it was cut short or altered")
    return True


def _lay_down(stream: gzip.GzipFile, folder: Path, largest: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Each member with its digest, one at a time, and the stream read to its very end."""
    names: set[str] = set()
    while any(header := _exactly(stream, BLOCK)):
        member = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
        padding = -member.size % BLOCK
        if member.type == tarfile.XHDTYPE and 0 <= member.size <= LARGEST[ABOUT]:
            # The version before wrote the moment of a file with it. Nothing in it counts here.
            _exactly(stream, member.size + padding)
            continue
        if not member.isreg() or member.name not in largest or member.name in names:
            raise tarfile.ReadError("there is something in it that no backup holds")
        if not 0 <= member.size <= min(largest[member.name], shutil.disk_usage(folder).free):
            raise tarfile.ReadError("a part of it is larger than it can be")
        names.add(member.name)
        yield member.name, _copy(stream, folder / member.name, member.size)
        _exactly(stream, padding)
    left = 0
    while rest := stream.read(CHUNK):
        left += len(rest)
        if any(rest) or left > MOST_PADDING:
            raise tarfile.ReadError("there is something behind its end")


def _copy(stream: gzip.GzipFile, target: Path, size: int) -> str:
    digest = hashlib.sha256()
    with private(target) as file:
        while size:
            part = _exactly(stream, min(size, CHUNK))
            digest.update(part)
            file.write(part)
            size -= len(part)
    return digest.hexdigest()


def _exactly(stream: gzip.GzipFile, size: int) -> bytes:
    read = stream.read(size)
    if len(read) != size:
        raise tarfile.ReadError("it was cut short")
    return read


@contextmanager
def _trouble_told(source: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        raise BackupTrouble(f"{source} is not a whole backup of Gedragen: {error}.") from None


def _read_about(path: Path, source: Path) -> dict[str, Any]:
    try:
        about = json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict) or not isinstance(about.get("database"), str):
        raise BackupTrouble(f"{source} is not a whole backup of Gedragen: what it says of itself cannot be read.")
    return about
