"""Personal links: HMAC(key, seat, generation). Only the generation is stored, so a link is renewable and revocable."""

import base64

from gedragen.people.keys import keyed_digest, same


def link_token(seat_id: int, generation: int) -> str:
    """The secret part of a personal link; a new generation makes every older link worthless."""
    mac = keyed_digest("personal-link", seat_id, generation)[:20]
    return f"{seat_id}-{base64.b32encode(mac).decode().lower()}"


def seat_in(token: str) -> int | None:
    """The seat a token claims to be for. Not proof: check the whole token with `opens`."""
    claimed, _, _ = token.partition("-")
    return int(claimed) if claimed.isascii() and claimed.isdigit() and len(claimed) < 19 else None


def opens(token: str, seat_id: int, generation: int) -> bool:
    """Whether this token is the newest link of this seat."""
    return same(token, link_token(seat_id, generation))
