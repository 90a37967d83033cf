"""A paper of the approach's own: what stands in it, who signed, and for whom it waits."""

from dataclasses import dataclass
from datetime import datetime

from gedragen.access.doing import Action, NotFound
from gedragen.cases.documents.signing import asked_to_sign, documents_of, newest_version, signer, signers_of
from gedragen.cases.engine.sight import Eyes, eyes_inside
from gedragen.cases.models import DocumentSignature, DocumentVersion, Seat
from gedragen.cases.state.gates import is_asked_here
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.method.constitution.keys.documents import Document, Field, FieldKind
from gedragen.method.constitution.keys.signing import is_full, may_write


@dataclass(frozen=True)
class FieldLine:
    """`value`: as it was filled in. `name`: of the person, where it is somebody, and nothing when not for you."""

    field: Field
    value: str
    name: str = ""


@dataclass(frozen=True)
class Text:
    """One version. `signed_at`: when everybody who signs had signed it."""

    number: int
    lines: tuple[FieldLine, ...]
    by: str
    at: datetime
    signed_at: datetime | None
    is_full: bool

    @property
    def values(self) -> dict[str, str]:
        return {line.field.key: line.value for line in self.lines}


@dataclass(frozen=True)
class Signature:
    """Empty name: not for you."""

    name: str
    at: datetime


@dataclass(frozen=True)
class DocumentSheet:
    """`is_asked`: otherwise nobody has to fill it in, and whoever signs it can. `newest`: none was written yet.

    `signed`: an earlier text that everybody signed, as long as this one is not.

    `waits_for`: whose signature is still missing. `people`: who can be named in a field, by number.
    """

    head: CaseHead
    number: int
    document: Document
    is_asked: bool
    newest: Text | None
    signed: Text | None
    signatures: tuple[Signature, ...]
    waits_for: tuple[str, ...]
    waits_for_me: bool
    may_write: bool
    people: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class DocumentLine:
    """A paper as it stands in a list. `waits_for_me`: it is full, and my signature is missing.

    `is_asked`: otherwise it is offered, as long as nobody wrote in it.
    """

    number: int
    document: Document
    is_asked: bool
    is_written: bool
    signed_at: datetime | None
    waits_for_me: bool


def document_sheet(case_id: int, number: int, *, viewer: int | None) -> DocumentSheet:
    """Raises NotFound for a paper that there is not, or that is not for who looks."""
    eyes = eyes_inside(case_id, viewer)
    document = _readable(eyes).get(number)
    if document is None:
        raise NotFound
    newest, head = newest_version(eyes.case, document.key), head_of(eyes)
    signatures = _signatures(newest)
    waiting = asked_to_sign(eyes.case, document, newest) if newest else signers_of(eyes.case, document)
    writes = Action.WRITE_DOCUMENT in head.can and eyes.seat is not None
    return DocumentSheet(
        head=head,
        number=number,
        document=document,
        is_asked=is_asked_here(eyes.seen, document.asked_from),
        newest=_text(eyes, document, newest) if newest else None,
        signed=_signed_before(eyes, document, newest),
        signatures=tuple(Signature(eyes.name(one.seat), one.at) for one in signatures),
        waits_for=tuple(eyes.name(one) for one in waiting),
        waits_for_me=Action.SIGN_DOCUMENT in head.can and _is_among(eyes.seat, waiting),
        may_write=writes
        and eyes.seat is not None
        and may_write(document, signer(eyes.seat))
        and eyes.case.standing_of(eyes.seat).writes_in(document.room),
        people=_people(eyes) if writes else (),
    )


def document_lines(eyes: Eyes) -> tuple[DocumentLine, ...]:
    """The papers that these eyes read, in the order of the approach."""
    return tuple(_line(eyes, number, document) for number, document in _readable(eyes).items())


def _readable(eyes: Eyes) -> dict[int, Document]:
    return {number: one for number, one in documents_of(eyes.case).items() if eyes.reads_whole(one.room)}


def _line(eyes: Eyes, number: int, document: Document) -> DocumentLine:
    newest, is_asked = newest_version(eyes.case, document.key), is_asked_here(eyes.seen, document.asked_from)
    if newest is None:
        return DocumentLine(number, document, is_asked, is_written=False, signed_at=None, waits_for_me=False)
    waits = is_full(document, newest.values) and _is_among(eyes.seat, asked_to_sign(eyes.case, document, newest))
    return DocumentLine(number, document, is_asked, is_written=True, signed_at=newest.signed_at, waits_for_me=waits)


def _signatures(version: DocumentVersion | None) -> list[DocumentSignature]:
    return list(version.signatures.select_related("seat__name").order_by("id")) if version else []


def _is_among(seat: Seat | None, seats: list[Seat]) -> bool:
    return seat is not None and any(one.pk == seat.pk for one in seats)


def _signed_before(eyes: Eyes, document: Document, newest: DocumentVersion | None) -> Text | None:
    if newest is None or newest.signed_at is not None:
        return None
    signed = eyes.case.document_versions.filter(key=document.key, signed_at__isnull=False).select_related("by__name")
    found = signed.order_by("-number").first()
    return _text(eyes, document, found) if found else None


def _text(eyes: Eyes, document: Document, version: DocumentVersion) -> Text:
    values = version.values
    return Text(
        number=version.number,
        lines=tuple(_filled(eyes, one, values.get(one.key, "")) for one in document.fields),
        by=eyes.name(version.by),
        at=version.at,
        signed_at=version.signed_at,
        is_full=is_full(document, values),
    )


def _filled(eyes: Eyes, field: Field, value: str) -> FieldLine:
    if field.kind is not FieldKind.SEAT or not value:
        return FieldLine(field, value)
    seat = eyes.case.seats.select_related("name").filter(number=int(value)).first()
    return FieldLine(field, value, eyes.name(seat))


def _people(eyes: Eyes) -> tuple[tuple[int, str], ...]:
    here = eyes.case.seats.filter(joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True)
    named = ((seat.number, eyes.name(seat)) for seat in here.select_related("name").order_by("number"))
    return tuple((number, name) for number, name in named if name)
