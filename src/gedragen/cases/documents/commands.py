"""A paper of the approach's own: those who sign it fill it in, and each signs for themselves."""

from collections.abc import Mapping
from datetime import datetime

from gedragen.access.doing import Action
from gedragen.cases.documents.signing import asked_to_sign, document_of, newest_version, signer, signers_of
from gedragen.cases.engine.change import Change, change_case
from gedragen.cases.models import DocumentField, DocumentSignature, DocumentVersion, Words
from gedragen.cases.store.journal import Kind
from gedragen.cases.store.words import check_is_newest, digest_of, write_words
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.documents import Document, FieldKind
from gedragen.method.constitution.keys.signing import check_can_be_signed, check_filled_in, may_write, must_sign
from gedragen.method.texts import is_blank, tidy

FIELD = "field-"


def write_document(
    case_id: int, number: int, values: Mapping[str, str], *, read: int = 0, by: int, at: datetime, once: str = ""
) -> None:
    """Write the next version, by the key of each field. It replaces the version that was `read`, and its signatures."""
    with change_case(case_id, Action.WRITE_DOCUMENT, by=by, at=at, once=once) as change:
        document = document_of(change.case, number)
        if not may_write(document, signer(change.actor)):
            raise RuleBroken("document-of-others")
        newest = newest_version(change.case, document.key)
        check_is_newest(newest.number if newest else 0, read)
        here = change.case.seats.filter(erased_at__isnull=True, declined_at__isnull=True)
        check_filled_in(document, values, seats=frozenset(here.values_list("number", flat=True)))
        if newest is not None and _said(values, document) == newest.values:
            raise RuleBroken("nothing-changed")
        _write(change, document, read + 1, values)


def sign_document(case_id: int, number: int, *, version: int, by: int, at: datetime, once: str = "") -> None:
    """One's own yes to the version that one read. With the last of them it is signed."""
    with change_case(case_id, Action.SIGN_DOCUMENT, by=by, at=at, once=once) as change:
        document = document_of(change.case, number)
        if not must_sign(document.signers, signer(change.actor)):
            raise RuleBroken("document-of-others")
        newest = newest_version(change.case, document.key)
        check_is_newest(newest.number if newest else 0, version)
        if newest is None:
            raise RuleBroken("document-is-not-full")
        check_can_be_signed(document, newest.values)
        if change.actor not in asked_to_sign(change.case, document, newest):
            raise RuleBroken("signed-already")
        DocumentSignature.objects.get_or_create(version=newest, seat=change.actor, defaults={"at": at})
        _settle(change, document, newest)
        change.record(
            Kind.DOCUMENT_SIGNED, document=document.key, version=newest.number, by_all=newest.signed_at is not None
        )


def _write(change: Change, document: Document, number: int, values: Mapping[str, str]) -> None:
    version = DocumentVersion.objects.create(
        case=change.case, key=document.key, number=number, by=change.actor, at=change.at
    )
    digests = {}
    said = _said(values, document)
    for one in document.fields:
        if one.key in said:
            words = _words(change, document, one.kind, said[one.key])
            DocumentField.objects.create(version=version, key=one.key, words=words)
            digests[f"{FIELD}{one.key}"] = digest_of(words)
    change.record(Kind.DOCUMENT_WRITTEN, document=document.key, version=number, **digests)


def _words(change: Change, document: Document, kind: FieldKind, value: str) -> Words:
    """What was chosen (a day, a person, one of a few) are nobody's own words."""
    writer = change.seat if kind is FieldKind.TEXT else None
    return write_words(change.case, document.room, "document", value, seat=writer, at=change.at)


def _said(values: Mapping[str, str], document: Document) -> dict[str, str]:
    """What was filled in, as it is kept, in the order of the paper."""
    tidied = {one.key: tidy(values.get(one.key, "")) for one in document.fields}
    return {key: value for key, value in tidied.items() if not is_blank(value)}


def _settle(change: Change, document: Document, version: DocumentVersion) -> None:
    signed = set(version.signatures.values_list("seat", flat=True))
    if all(seat.pk in signed for seat in signers_of(change.case, document)):
        version.signed_at = change.at
        version.save(update_fields=["signed_at"])
