"""The keys of closed rooms: one each, kept wrapped by the installation's master key. AES-256-GCM of `cryptography`."""

import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from gedragen.cases.models import Room
from gedragen.kept_secret import kept_secret

NONCE = 12


def new_wrapped_key(room: Room) -> bytes:
    """A fresh key for this room, wrapped. Bound to the room: in another row it opens nothing."""
    return _seal(_master(), AESGCM.generate_key(256), f"room:{room.pk}")


def lock(room: Room, row: str, content: bytes) -> bytes:
    """What is kept of `content` in a closed room. Bound to its row: copied to another it cannot be read."""
    return _seal(_key_of(room), content, row)


def unlock(room: Room, row: str, kept: bytes) -> bytes:
    """What was locked. Raises InvalidTag for another room, another row, or one changed bit."""
    return _unseal(_key_of(room), kept, row)


def fits() -> bool:
    """Whether the master key is the one that the closed rooms were made with, if there are any."""
    newest = Room.objects.filter(is_closed=True).order_by("-pk").first()
    if newest is None:
        return True
    try:
        return bool((settings.ROOM_KEY or Path(settings.ROOM_KEY_FILE).is_file()) and _key_of(newest))
    except InvalidTag:
        return False


def _key_of(room: Room) -> bytes:
    return _unseal(_master(), bytes(room.wrapped_key), f"room:{room.pk}")


def _seal(key: bytes, content: bytes, about: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def _unseal(key: bytes, kept: bytes, about: str) -> bytes:
    return AESGCM(key).decrypt(kept[:NONCE], kept[NONCE:], about.encode())


def _master() -> bytes:
    if settings.ROOM_KEY:
        return bytes.fromhex(settings.ROOM_KEY)
    return _from_file(Path(settings.ROOM_KEY_FILE))


@cache
def _from_file(path: Path) -> bytes:
    return bytes.fromhex(kept_secret(path, lambda: AESGCM.generate_key(256).hex()))
