"""Whether somebody is in the case already, by the address with which they were asked or the one they gave later."""

from django.db.models import Q

from gedragen.cases.models import Case, Seat, Words
from gedragen.people.contacts import contact_digest, is_street


def already_in(case: Case, *, name: str, contact: str) -> Seat | None:
    """The seat of who is reached there."""
    digest = contact_digest(contact)
    found = Seat.objects.filter(Q(mail_digest=digest) | Q(contact_digest=digest), case=case, erased_at__isnull=True)
    there = found.select_related("name").order_by("number")
    return next((seat for seat in there if is_the_same(seat.name, name, contact)), None)


def is_the_same(known: Words | None, name: str, contact: str) -> bool:
    """Whether who is reached at one address is one person. In a street the name decides: housemates are two."""
    return not is_street(contact) or (known is not None and _plain(known.text) == _plain(name))


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
