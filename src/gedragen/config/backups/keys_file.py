"""The keys of an installation, apart from its data; and how a backup knows them again without holding them."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from gedragen.config.backups.backup_file import (
    KEYS,
    LARGEST,
    SECRET_KEY,
    SIGNING_KEY,
    BackupTrouble,
    private,
    write_out,
)
from gedragen.people.keys import digest_with

Keys = dict[str, bytes]

# What does not fit any more without the key, as a sentence says it.
LOST = {SECRET_KEY: "every link and card stops working", SIGNING_KEY: "journals get another signer"}


@dataclass(frozen=True)
class Marks:
    """By which a key is known again. Empty where there was none, or where an older backup does not say."""

    secret_key: str = ""
    signing_key: str = ""

    def fits(self, name: str, key: bytes | None) -> bool:
        mark = str(getattr(self, name))
        return not mark or (key is not None and mark_of(name, key) == mark)


def key_files() -> dict[str, Path]:
    """Where this installation keeps them, those of files."""
    found = {SECRET_KEY: Path(settings.DATA_FOLDER) / "secret_key", SIGNING_KEY: Path(settings.SIGNING_KEY_FILE)}
    return {name: path for name, path in found.items() if name != SECRET_KEY or keeps_its_secret()}


def keeps_its_secret() -> bool:
    """Whether the secret is kept in a file. Given as a setting it is not ours to copy."""
    return not os.environ.get("GEDRAGEN_SECRET_KEY")


def keys_in_files() -> Keys:
    return {name: path.read_bytes() for name, path in key_files().items() if path.is_file()}


def keys_here() -> Keys:
    """What this installation has, in files or as a setting."""
    given = {} if keeps_its_secret() else {SECRET_KEY: settings.SECRET_KEY.encode()}
    return keys_in_files() | given


def marks_here() -> dict[str, str]:
    return {name: mark_of(name, key) for name, key in keys_here().items()}


def mark_of(name: str, key: bytes) -> str:
    """Of the secret a digest made with it, of the signing key its public half. Empty for what is no key at all."""
    try:
        if name == SECRET_KEY:
            return digest_with(key.decode().strip(), "backup", name).hex()
        raw = bytes.fromhex(key.decode().strip())
        # Capitals would be the same key; but a file with them is not as it was written.
        signer = Ed25519PrivateKey.from_private_bytes(raw if raw.hex() == key.decode().strip() else b"")
    except ValueError:
        return ""
    return signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def write_keys_file(path: Path, keys: Keys) -> None:
    """As JSON, under a name beside it first: it is there whole or not at all."""
    with private(path) as file:
        file.write(json.dumps({name: key.decode() for name, key in keys.items()}, indent=1).encode() + b"\n")
        write_out(file)


def read_keys_file(path: Path) -> Keys:
    """Raises BackupTrouble for what is no such file."""
    keys: Any = None
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST[SECRET_KEY] * 4 + 1)
        keys = json.loads(content.decode()) if len(content) <= LARGEST[SECRET_KEY] * 4 else None
    except FileNotFoundError:
        raise BackupTrouble(f"There is no file {path}.") from None
    except (OSError, ValueError, RecursionError):
        keys = None
    if not isinstance(keys, dict) or not keys.keys() <= set(KEYS):
        raise BackupTrouble(f"{path} is not a file of keys that `gedragen backup` made.")
    if not all(isinstance(key, str) and key.isascii() for key in keys.values()):
        raise BackupTrouble(f"{path} is not a file of keys that `gedragen backup` made.")
    return {name: key.encode() for name, key in keys.items()}


def write_key(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_name(path.name + ".part")
    with private(half) as file:
        file.write(content)
        write_out(file)
    half.replace(path)
