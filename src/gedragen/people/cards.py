"""Codes on printed cards: twelve digits, the last a check digit, kept as a keyed digest only."""

import secrets

from gedragen.people.keys import keyed_digest

LENGTH = 12

# Damm's quasigroup of order ten (Damm, 2004): it catches every single wrong digit and every swapped pair.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def _check_digit(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def new_code() -> str:
    """A fresh code: eleven random digits and their check digit."""
    digits = "".join(str(secrets.randbelow(10)) for _ in range(LENGTH - 1))
    return digits + _check_digit(digits)


def read_code(typed: str) -> str | None:
    """The twelve digits of what somebody typed, spaces and dashes ignored; None when it cannot be a code."""
    digits = "".join(sign for sign in typed if sign not in " -.\u00a0\t")
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return None
    return digits if _check_digit(digits) == "0" else None


def code_digest(code: str) -> str:
    """What the database keeps of a code."""
    return keyed_digest("card-code", code).hex()
