"""The journal: as lines to verify, and as entries to tell in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gedragen.cases.engine.sight import eyes_inside
from gedragen.cases.models import Case
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.store.entries import KINDS, Kind
from gedragen.cases.store.evidence.chain import short_code
from gedragen.cases.store.evidence.signing import public_key
from gedragen.cases.store.journal import export_lines

PAGE = 50


@dataclass(frozen=True)
class EntryCard:
    """One entry. `by`: a seat number, "clock" or "somebody". `by_role`: what that seat is. `data`: ids and digests."""

    number: int
    at: datetime
    kind: Kind
    by: str
    by_role: str
    data: dict[str, Any]
    code: str


@dataclass(frozen=True)
class JournalSheet:
    """A page of entries, newest first; `seats` tells the role of each seat number."""

    head: CaseHead
    entries: tuple[EntryCard, ...]
    page: int
    pages: int


def journal_sheet(case_id: int, *, viewer: int | None, page: int = 1) -> JournalSheet:
    eyes = eyes_inside(case_id, viewer)
    pages = max(1, -(-eyes.seen.version.entries // PAGE))
    page = min(max(1, page), pages)
    entries = list(eyes.case.journal.order_by("-number")[(page - 1) * PAGE : page * PAGE])
    acted = eyes.case.seats.filter(number__in=[entry.by for entry in entries if entry.by.isdigit()])
    roles = {str(number): role for number, role in acted.values_list("number", "role")}
    return JournalSheet(
        head=head_of(eyes),
        entries=tuple(
            EntryCard(
                number=entry.number,
                at=entry.at,
                kind=KINDS[entry.kind],
                by=entry.by,
                by_role=roles.get(entry.by, entry.by),
                data=entry.data,
                code=short_code(entry.hash),
            )
            for entry in entries
        ),
        page=page,
        pages=pages,
    )


def journal_lines(case_id: int, *, viewer: int | None, at: datetime) -> Iterator[str]:
    """The export, for everyone who may see the case. Raises NotFound for an outsider at a closed case."""
    return export_lines(eyes_inside(case_id, viewer).case, at=at)


def journal_lines_for_operator(case_id: int, *, at: datetime) -> Iterator[str]:
    """The export, for whoever runs the installation."""
    return export_lines(Case.objects.get(id=case_id), at=at)


def signing_key() -> str:
    """The public key with which this installation signs, hexadecimal. Anyone may have it."""
    return public_key()


def signing_key_code() -> str:
    """The same, short enough to stand on paper: 80 bits, written as the code of an entry."""
    return short_code(public_key())
