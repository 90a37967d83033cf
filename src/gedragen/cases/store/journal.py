"""Appending an entry, and the export that anyone can verify."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import rfc8785

from gedragen.cases.models import Case, Constitution, JournalEntry, Words
from gedragen.cases.store.entries import CASE_OPENED, CONSTITUTION_KEPT, WORDING_CHANGED, Kind, Topic
from gedragen.cases.store.evidence.chain import entry_hash, journal_line
from gedragen.cases.store.evidence.signing import public_key, sign
from gedragen.cases.store.words import digest_of
from gedragen.method.constitution.digest import DOMAIN

# Each tells by its digest which text of an approach stands from there on.
GOES_BY = (CASE_OPENED, CONSTITUTION_KEPT, WORDING_CHANGED)


def stamp(at: datetime) -> str:
    """A moment as the journal writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def append(case: Case, kind: Kind, *, by: str, at: datetime, data: dict[str, Any]) -> JournalEntry:
    """Add one entry behind the head. The caller holds the lock of the case and is in its transaction."""
    previous = JournalEntry.objects.filter(case=case).order_by("-number").first() if case.journal_number else None
    # Two requests may read the clock in one order and get the lock in the other: the journal never goes back.
    moment = max(at, previous.at) if previous else at
    if previous is None:
        data = {**data, "case": str(case.pk), "key": public_key()}
    line = {
        "number": case.journal_number + 1,
        "at": stamp(moment),
        "kind": str(kind),
        "by": by,
        "data": data,
        "previous": case.journal_head,
    }
    entry = JournalEntry.objects.create(
        case=case,
        number=case.journal_number + 1,
        at=moment,
        kind=str(kind),
        by=by,
        data=data,
        previous=case.journal_head,
        hash=entry_hash(line),
    )
    case.journal_number, case.journal_head = entry.number, entry.hash
    case.save(update_fields=["journal_number", "journal_head"])
    move(case, kind.moves)
    return entry


def move(case: Case, topics: Iterable[Topic], by: int = 1) -> None:
    """These topics of a case are not what they were. The caller holds its lock."""
    numbers = {topic.value: case.topics.get(topic, 0) + by for topic in topics}
    if numbers:
        case.topics = case.topics | numbers
        case.save(update_fields=["topics"])


def export_lines(case: Case, *, at: datetime) -> Iterator[str]:
    """The journal as JSON Lines, public texts opened, and a last line that this installation signs."""
    number, head, written = 0, "", hashlib.sha256()
    public = _public_texts(case)
    for entry in case.journal.order_by("number").iterator():
        line = {
            "number": entry.number,
            "at": stamp(entry.at),
            "kind": entry.kind,
            "by": entry.by,
            "data": entry.data,
            "previous": entry.previous,
            "hash": entry.hash,
        }
        opened = _opened(entry, public)
        number, head = entry.number, entry.hash
        text = journal_line(line | {"opened": opened} if opened else line)
        written.update(text.encode())
        yield text
    end: dict[str, Any] = {
        "end": True,
        "entries": number,
        "head": head,
        "lines": written.hexdigest(),
        "at": stamp(at),
        "key": public_key(),
    }
    yield journal_line(end | {"signature": sign(rfc8785.dumps(end))})


def _public_texts(case: Case) -> dict[str, dict[str, str]]:
    """What anyone may read, by its digest: what stands in public rooms, and of an open case each text it went by."""
    rows = Words.objects.filter(case=case, room__is_public=True, erased_at__isnull=True)
    found = {digest_of(words): {"salt": words.salt, "text": words.text} for words in rows}
    stood = JournalEntry.objects.filter(case=case, kind__in=GOES_BY) if case.is_open else JournalEntry.objects.none()
    kept = Constitution.objects.filter(digest__in=[entry.data.get("constitution", "") for entry in stood])
    return found | {one.digest: {"salt": DOMAIN, "text": one.text} for one in kept}


def _opened(entry: JournalEntry, public: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {name: public[value] for name, value in entry.data.items() if isinstance(value, str) and value in public}
