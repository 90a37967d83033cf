"""Addresses as keyed digests: to find a seat by its owner's address, or to keep a promise to forget it."""

import re

from gedragen.people.keys import keyed_digest


def normal(contact: str) -> str:
    """The same e-mail address or phone number always in the same spelling."""
    kept = contact.strip().lower()
    if "@" in kept:
        return kept
    digits = re.sub(r"[^0-9]", "", kept)
    if len(digits) >= 9:
        return re.sub(r"^(0031|31)", "0", digits)
    return re.sub(r"\s+", " ", kept)


def contact_digest(contact: str) -> str:
    """What stays of an address after its owner was erased."""
    return keyed_digest("contact", normal(contact)).hex()
