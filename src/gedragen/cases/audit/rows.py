"""Every row of which an entry tells, and every text by its digest."""

from dataclasses import dataclass

from gedragen.cases.audit.differences import Findings
from gedragen.cases.models import Case, JournalEntry, Seat, Words
from gedragen.cases.store.bindings import Binding, Record, TextFit, text_fit
from gedragen.cases.store.entries import ROOM_EMPTIED, SEAT_ERASED
from gedragen.cases.store.words import STAYS

AT_ONCE = 500


@dataclass(frozen=True)
class Erasures:
    """What the journal tells of erasing. `rooms`: those that were emptied. `seats`: who was forgotten."""

    rooms: frozenset[str]
    seats: frozenset[int]
    anybody: bool

    def account_for(self, words: Words) -> bool:
        """Whether this text went by an act: its room was emptied, or its writer went and it does not stay then."""
        room = words.room.key
        if room in self.rooms or (room == "ballot" and "circle" in self.rooms):
            return True
        by_leaving = self.anybody and (words.seat_id is None or words.seat_id in self.seats)
        return by_leaving and not Words.objects.filter(STAYS, id=words.pk).exists()


def erasures(case: Case) -> Erasures:
    entries = JournalEntry.objects.filter(case=case)
    emptied = entries.filter(kind=ROOM_EMPTIED).values_list("data", flat=True)
    erased = Seat.objects.filter(case=case, erased_at__isnull=False).values_list("id", flat=True)
    anybody = entries.filter(kind=SEAT_ERASED).exists()
    return Erasures(frozenset(data["room"] for data in emptied), frozenset(erased), anybody)


def look_at_rows(binding: Binding, case: Case, findings: Findings) -> None:
    records, gone = binding.records(case.pk), erasures(case)
    for key, row in binding.keyed(binding.rows(case.pk).iterator(chunk_size=AT_ONCE)):
        findings.looked += 1
        what, one = binding.what.format(*key), records.pop(key, None)
        if one is None:
            findings.tell(f"{what}: it stands in the database, and no entry tells of it.")
            continue
        for name in binding.other_values(row, one):
            findings.tell(f"{what}: {name} is not what was recorded.", one.entry)
        for name, digest in one.texts.items():
            _look_at_text(what, name, binding.text(row, name), digest, one, gone, findings)
    for key, one in records.items():
        findings.tell(f"{binding.what.format(*key)}: it was recorded, and is gone from the database.", one.entry)


def _look_at_text(
    what: str, name: str, words: Words | None, digest: str, record: Record, gone: Erasures, findings: Findings
) -> None:
    fit = text_fit(words, digest)
    if digest or words is not None:
        findings.looked += 1
    text = f"its text {name}" if name else "it"
    if fit is TextFit.DIFFERS:
        findings.tell(f"{what}: {text} is not the one that was recorded.", record.entry)
    elif fit is TextFit.ERASED and words is not None:
        findings.erased += 1
        if not gone.account_for(words):
            findings.tell(f"{what}: {text} was erased, and no entry accounts for that.", record.entry)
