"""The journal: as lines to verify, and as entries to tell in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gedragen.cases.engine.sight import eyes_inside
from gedragen.cases.journal.way_in import SEATS, WayIn, ways_in
from gedragen.cases.models import Case, JournalEntry
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.store.entries import KINDS, Kind
from gedragen.cases.store.evidence.chain import short_code
from gedragen.cases.store.evidence.signing import public_key
from gedragen.cases.store.journal import export_lines, nobody, whole
from gedragen.method.terms import local_day

PAGE = 50


@dataclass(frozen=True)
class EntryCard:
    """One entry. `of`: a kind of person, "clock" or "somebody"; `data`: what everybody may have of it.

    For eyes that may see all of it also `at`, `seat`, the number of who did it, and the rest of the data. One of the
    first format that is not for these eyes has no `kind`.
    """

    number: int
    day: date | None
    kind: Kind | None
    of: str
    data: dict[str, Any]
    code: str
    at: datetime | None = None
    seat: str = ""


@dataclass(frozen=True)
class JournalSheet:
    """A page of entries, newest first. `ways`: on the first page, how people got a seat; they have `seats` in all."""

    head: CaseHead
    entries: tuple[EntryCard, ...]
    page: int
    pages: int
    ways: tuple[WayIn, ...]
    seats: int


def journal_sheet(case_id: int, *, viewer: int | None, page: int = 1) -> JournalSheet:
    eyes = eyes_inside(case_id, viewer)
    pages = max(1, -(-eyes.seen.version.entries // PAGE))
    page = min(max(1, page), pages)
    entries = list(eyes.case.journal.order_by("-number")[(page - 1) * PAGE : page * PAGE])
    acted = eyes.case.seats.filter(number__in=[entry.by for entry in entries if entry.by.isdigit()])
    roles = {str(number): role for number, role in acted.values_list("number", "role")}
    ways = ways_in(eyes.case) if page == 1 else ()
    return JournalSheet(
        head=head_of(eyes),
        entries=tuple(_card(entry, roles, is_read=eyes.reads_entry(entry)) for entry in entries),
        page=page,
        pages=pages,
        ways=ways,
        seats=sum(one.number for one in ways if one.way in SEATS),
    )


def _card(entry: JournalEntry, roles: Mapping[str, str], *, is_read: bool) -> EntryCard:
    code = short_code(entry.hash)
    if not is_read and entry.format == 1:
        return EntryCard(entry.number, None, None, "", {}, code)
    data = entry.data if is_read else {name: entry.data[name] for name in entry.public if name in entry.data}
    card = EntryCard(
        number=entry.number,
        day=local_day(entry.at),
        kind=KINDS[entry.kind],
        of=entry.of or roles.get(entry.by, entry.by),
        data=data,
        code=code,
    )
    return replace(card, at=entry.at, seat=entry.by if entry.by.isdigit() else "") if is_read else card


def journal_lines(case_id: int, *, viewer: int | None, at: datetime) -> Iterator[str]:
    """The export, for everyone who may see the case. Raises NotFound for an outsider at a closed case."""
    eyes = eyes_inside(case_id, viewer)
    return export_lines(eyes.case, at=at, reads=eyes.reads_entry)


def journal_lines_for_operator(case_id: int, *, at: datetime, is_whole: bool) -> Iterator[str]:
    """The export, for whoever runs the installation: as everybody may have it, or whole."""
    return export_lines(Case.objects.get(id=case_id), at=at, reads=whole if is_whole else nobody)


def signing_key() -> str:
    """The public key with which this installation signs, hexadecimal. Anyone may have it."""
    return public_key()


def signing_key_code() -> str:
    """The same, short enough to stand on paper: 80 bits, written as the code of an entry."""
    return short_code(public_key())
