"""A paper of the approach's own: those who sign it fill it in, and each signs for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.documents.entries import DOCUMENT_SIGNED, DOCUMENT_WRITTEN
from gedragen.cases.documents.signing import asked_to_sign, document_of, newest_version, signer, signers_of
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.models import DocumentField, DocumentSignature, DocumentVersion, Words
from gedragen.cases.store.words import check_is_newest, write_words
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.documents import Document, FieldKind
from gedragen.method.constitution.keys.signing import check_can_be_signed, check_filled_in, may_write, must_sign
from gedragen.method.texts import is_blank, tidy

FIELD = "field-"


@dataclass(frozen=True)
class WriteDocument:
    """Write the next version, by the key of each field. It replaces the version that was `read`, and its signatures."""

    number: int
    values: Mapping[str, str]
    read: int = 0


@act(Action.WRITE_DOCUMENT)
def write_document(change: Change, asked: WriteDocument) -> None:
    document = document_of(change.case, asked.number)
    if not may_write(document, signer(change.actor)):
        raise RuleBroken("document-of-others")
    change.check_begins_in(document.room)
    newest = newest_version(change.case, document.key)
    check_is_newest(newest.number if newest else 0, asked.read)
    here = change.case.seats.filter(erased_at__isnull=True, declined_at__isnull=True)
    check_filled_in(document, asked.values, seats=frozenset(here.values_list("number", flat=True)))
    if newest is not None and _filled_in(asked.values, document) == newest.values:
        raise RuleBroken("nothing-changed")
    _write(change, document, asked.read + 1, asked.values)


@dataclass(frozen=True)
class SignDocument:
    """One's own yes to the version that one read. With the last of them it is signed."""

    number: int
    version: int


@act(Action.SIGN_DOCUMENT)
def sign_document(change: Change, asked: SignDocument) -> None:
    document = document_of(change.case, asked.number)
    if not must_sign(document.signers, signer(change.actor)):
        raise RuleBroken("document-of-others")
    newest = newest_version(change.case, document.key)
    check_is_newest(newest.number if newest else 0, asked.version)
    if newest is None:
        raise RuleBroken("document-is-not-full")
    check_can_be_signed(document, newest.values)
    if change.actor not in asked_to_sign(change.case, document, newest):
        raise RuleBroken("signed-already")
    DocumentSignature.objects.get_or_create(version=newest, seat=change.actor, defaults={"at": change.at})
    _settle(change, document, newest)
    change.record(DOCUMENT_SIGNED, document=document.key, version=newest.number, by_all=newest.signed_at is not None)


def _write(change: Change, document: Document, number: int, values: Mapping[str, str]) -> None:
    version = DocumentVersion.objects.create(
        case=change.case, key=document.key, number=number, by=change.actor, at=change.at
    )
    texts = {}
    said = _filled_in(values, document)
    for one in document.fields:
        if one.key in said:
            words = _words(change, document, one.kind, said[one.key])
            DocumentField.objects.create(version=version, key=one.key, words=words)
            texts[f"{FIELD}{one.key}"] = words
    change.record(DOCUMENT_WRITTEN, document=document.key, version=number, **texts)


def _words(change: Change, document: Document, kind: FieldKind, value: str) -> Words:
    """What was chosen (a day, a person, one of a few) are nobody's own words."""
    writer = change.seat if kind is FieldKind.TEXT else None
    return write_words(change.case, document.room, "document", value, seat=writer, at=change.at)


def _filled_in(values: Mapping[str, str], document: Document) -> dict[str, str]:
    """What was filled in, as it is kept, in the order of the paper."""
    tidied = {one.key: tidy(values.get(one.key, "")) for one in document.fields}
    return {key: value for key, value in tidied.items() if not is_blank(value)}


def _settle(change: Change, document: Document, version: DocumentVersion) -> None:
    signed = dict(version.signatures.values_list("seat", "seat__side"))
    # A side for which nobody signed has not signed.
    by_sides = document.signers.sides <= set(signed.values())
    if by_sides and all(seat.pk in signed for seat in signers_of(change.case, document)):
        version.signed_at = change.at
        version.save(update_fields=["signed_at"])
