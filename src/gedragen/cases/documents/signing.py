"""The papers of a case as they stand: the newest text of each, and who signs it."""

from gedragen.access.doing import NotFound
from gedragen.cases.models import Case, DocumentVersion, Seat
from gedragen.method.constitution.keys.documents import Document
from gedragen.method.constitution.keys.signing import Signer, is_full, must_sign
from gedragen.method.phases import Phase, has_reached


def documents_of(case: Case) -> dict[int, Document]:
    """The papers of the approach's own that there can be by now, by their number."""
    own = case.approach.own_documents if case.approach_key else ()
    return {number: one for number, one in enumerate(own, 1) if has_reached(Phase(case.phase), one.phase)}


def document_of(case: Case, number: int) -> Document:
    """Raises NotFound."""
    found = documents_of(case).get(number)
    if found is None:
        raise NotFound
    return found


def newest_version(case: Case, key: str) -> DocumentVersion | None:
    return case.document_versions.filter(key=key).select_related("by__name").order_by("-number").first()


def signers_of(case: Case, document: Document) -> list[Seat]:
    """Who takes part now and signs this."""
    here = case.seats.filter(joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True)
    return [one for one in here.select_related("name").order_by("number") if must_sign(document.signers, signer(one))]


def asked_to_sign(case: Case, document: Document, version: DocumentVersion) -> list[Seat]:
    """Who has not signed it yet. When the last of them left instead, one of the others says that it stands."""
    if version.signed_at is not None:
        return []
    signed, here = set(version.signatures.values_list("seat", flat=True)), signers_of(case, document)
    return [seat for seat in here if seat.pk not in signed] or here


def signatures_asked(case: Case, key: str) -> list[Seat]:
    """Who is asked to sign the newest text of this paper: nobody as long as something in it is empty."""
    document = next(one for one in case.approach.own_documents if one.key == key)
    newest = newest_version(case, key)
    is_asked = newest is not None and is_full(document, newest.values)
    return asked_to_sign(case, document, newest) if newest is not None and is_asked else []


def signer(seat: Seat) -> Signer:
    return Signer(role=seat.role, decides=seat.decides, is_main_person=seat.is_main_person, side=seat.side)
