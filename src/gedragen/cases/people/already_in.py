"""Whether somebody is in the case already, by how they were asked or by the address they gave later."""

from django.db.models import Q

from gedragen.cases.models import Case, Seat


def already_in(case: Case, digest: str) -> Seat | None:
    """The seat of the person with this `person_digest`."""
    known = Q(mail_digest=digest) | Q(contact_digest=digest)
    return Seat.objects.filter(known, case=case, erased_at__isnull=True).order_by("number").first()
