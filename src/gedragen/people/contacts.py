"""Addresses as keyed digests: to find a seat by its owner's address, or to keep a promise to forget it."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gedragen.people.keys import keyed_digest


def normal(contact: str) -> str:
    """The same e-mail address, phone number or street address always in the same spelling."""
    plain = contact.strip().lower()
    if "@" in plain:
        return plain
    if not is_street(plain):
        return re.sub(r"^(0031|31)0?", "0", _digits(plain))
    return re.sub(r"\s+", " ", plain)


def is_street(contact: str) -> bool:
    """Whether it is no e-mail address and no phone number: several people may live there."""
    return "@" not in contact and len(_digits(contact)) < 9


def _digits(contact: str) -> str:
    return re.sub(r"[^0-9]", "", contact)


def contact_digest(contact: str) -> str:
    """What stays of an address after its owner was erased."""
    return keyed_digest("contact", normal(contact)).hex()


def person_digest(name: str, contact: str) -> str:
    """Who is reached there. In a street the name decides: housemates are two people."""
    if not is_street(contact):
        return contact_digest(contact)
    return keyed_digest("contact", normal(contact), " ".join(name.lower().split())).hex()


def is_mail(contact: str) -> bool:
    """Whether mail can be sent there: one address and nothing else."""
    try:
        validate_email(contact.strip())
    except ValidationError:
        return False
    return True
