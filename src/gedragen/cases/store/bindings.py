"""How entries of the journal and rows belong together, so that what a row says can be held against what was told."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from django.db.models import QuerySet

from gedragen.cases.models import Frame, ItemVersion, JournalEntry, Promise, Words
from gedragen.cases.store.entries import KINDS, Kind
from gedragen.cases.store.evidence.chain import text_digest
from gedragen.method.broken import RuleBroken

# What tells one row of a case from the others: numbers, and where rows have none, which one it is in their order.
Key: TypeAlias = tuple[Any, ...]
Rows = TypeVar("Rows", bound=Sequence[Any])
# Instead of a field: the row is the text.
ITSELF = ""


class TextFit(StrEnum):
    """How a text fits the digest that an entry tells. Erased: it is gone, and the digest of what went fits, if kept."""

    FITS = "fits"
    ERASED = "erased"
    DIFFERS = "differs"


def text_fit(words: Words | None, digest: str) -> TextFit:
    """`digest`: as it was told; empty when there was no text."""
    if words is None or not digest:
        return TextFit.FITS if words is None and not digest else TextFit.DIFFERS
    if words.cipher:
        # Of what is locked no entry tells a digest.
        return TextFit.DIFFERS
    if words.erased_at is not None:
        is_gone = not words.text and not words.salt and words.digest in ("", digest)
        return TextFit.ERASED if is_gone else TextFit.DIFFERS
    return TextFit.FITS if text_digest(words.salt, words.text) == digest else TextFit.DIFFERS


@dataclass(slots=True)
class Record:
    """What the journal tells of one row, by the newest entry about it.

    `texts`: a digest by the field of the row, empty for no text. `values`: what stands beside them, by its name.
    """

    entry: int
    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, entry: JournalEntry, says: "Says") -> None:
        self.entry = entry.number
        self.texts |= {into: entry.data.get(name, "") for name, into in says.texts.items()}
        self.values |= {name: entry.data.get(name) for name in says.values} | dict(says.sets)
        self.values |= {name: entry.data.get(name) for name in says.later if entry.format > 1}


@dataclass(frozen=True)
class Says:
    """What one kind of entry tells of a row.

    `texts`: under which name it tells the digest of which field. `values`: names told as they are. `sets`: what follows
    from the entry being there. `later`: names that format 1 did not tell.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    values: Sequence[str] = ()
    sets: Mapping[str, Any] = field(default_factory=dict)
    later: Sequence[str] = ()

    @classmethod
    def same(cls, *names: str, values: Sequence[str] = ()) -> "Says":
        """Each text is told under the name of its field."""
        return cls({name: name for name in names}, values)

    @classmethod
    def text(cls, name: str) -> "Says":
        """For rows that are texts themselves."""
        return cls({name: ITSELF})


Tell: TypeAlias = Callable[[Iterable[JournalEntry]], dict[Key, Record]]


@dataclass(frozen=True)
class Binding:
    """One table, and the kinds of entries that tell of its rows.

    `what`: a row in words, filled in with its key. `rows`: those of a case, in the order in which they came.
    `values`: how to read from a row what the entries tell beside texts. `counted`: rows of one key have no number, and
    are told from each other by their order. `fields`: the texts of a row that pages show as soon as they are held
    against what was recorded. `put_back`: how to put on a row what was told beside its texts, for rows of which the key
    ends in a version.
    """

    what: str
    kinds: tuple[Kind, ...]
    tell: Tell
    rows: Callable[[int], QuerySet[Any]]
    key: Callable[[Any], Key]
    values: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    counted: bool = False
    fields: tuple[str, ...] = ()
    put_back: Mapping[str, Callable[[Any, Any], None]] = field(default_factory=dict)

    def records(self, case_id: int) -> dict[Key, Record]:
        """What stands in the journal of a case."""
        entries = JournalEntry.objects.filter(case=case_id, kind__in=self.kinds).order_by("number")
        return self.tell(entries.iterator())

    def keyed(self, rows: Iterable[Any]) -> Iterator[tuple[Key, Any]]:
        seen: Counter[Key] = Counter()
        for row in rows:
            key = self.key(row)
            if self.counted:
                seen[key] += 1
                key = (*key, seen[key])
            yield key, row

    def text(self, row: Any, name: str) -> Words | None:
        words: Words | None = row if name == ITSELF else getattr(row, name)
        return words

    def other_values(self, row: Any, record: Record) -> list[str]:
        """The names of what stands otherwise in this row."""
        return [
            name for name, value in record.values.items() if name in self.values and self.values[name](row) != value
        ]


def telling(key: Sequence[str], says: Mapping[Kind, Says], *, counted: bool = False) -> Tell:
    """Entries that name a row by these names of their data, and each adds what its kind says."""
    fields = {into for one in says.values() for into in one.texts.values()}

    def tell(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
        records: dict[Key, Record] = {}
        seen: Counter[Key] = Counter()
        for entry in entries:
            row: Key = tuple(entry.data.get(name) for name in key)
            if counted:
                seen[row] += 1
                row = (*row, seen[row])
            record = records.setdefault(row, Record(entry.number, dict.fromkeys(fields, "")))
            record.add(entry, says[KINDS[entry.kind]])
        return records

    return tell


def of_kind(what: str, kind: str, says: Mapping[Kind, str]) -> Binding:
    """The texts of one kind, in the order in which they were written. `says`: under which name each entry tells one.

    For what was replaced as well: no row points at it any more, and the journal tells of it for ever.
    """
    tell = telling((), {entry: Says.text(name) for entry, name in says.items()}, counted=True)

    def new(entries: Iterable[JournalEntry]) -> Iterator[JournalEntry]:
        """An entry may tell again of a text that stays: no two texts have one digest."""
        before: set[str] = set()
        for entry in entries:
            digest = entry.data.get(says[KINDS[entry.kind]])
            if digest and digest not in before:
                before.add(digest)
                yield entry

    return Binding(
        what=what,
        kinds=tuple(says),
        tell=lambda entries: tell(new(entries)),
        rows=lambda case_id: Words.objects.filter(case=case_id, kind=kind).order_by("id"),
        key=lambda _: (),
        counted=True,
    )


def put(name: str) -> Callable[[Any, Any], None]:
    """Puts back what was told as the value of this field."""
    return lambda row, value: setattr(row, name, value)


def hold(binding: Binding, case_id: int, rows: Rows) -> Rows:
    """Hold these rows against the journal, and mark each that is not as it was recorded, with the texts that differ.

    Where something beside the texts is another one, where no entry tells of the row at all, or where a newer version
    was told and is gone, none of them is shown, and what stands beside them becomes what was told last.
    """
    records = binding.records(case_id) if rows else {}
    last = _last_versions(records) if binding.put_back else {}
    newest = _last_versions(dict(binding.keyed(rows))) if binding.put_back else {}
    for key, row in binding.keyed(rows):
        record = records.get(key)
        told, version = last.get(key[:-1]), key[-1]
        is_last = told is not None and newest[key[:-1]] == version
        if is_last and told != version and _is_gone(binding, case_id, (*key[:-1], told)):
            record, is_whole = records[*key[:-1], told], False
        else:
            is_whole = record is not None and _is_whole(binding, row, record)
        if record is not None and not is_whole:
            _put_back(binding, row, record)
        for name in binding.fields:
            words, digest = binding.text(row, name), record.texts.get(name, "") if record is not None else ""
            if words is not None:
                words.differs = not is_whole or text_fit(words, digest) is TextFit.DIFFERS
                row.differs = row.differs or words.differs
        row.differs = row.differs or not is_whole
    return rows


def _is_gone(binding: Binding, case_id: int, key: Key) -> bool:
    """Whether it is really not there: it may have come between two questions to the database."""
    return all(one != key for one, _ in binding.keyed(tuple(binding.rows(case_id))))


def _last_versions(keys: Iterable[Key]) -> dict[Key, Any]:
    """The highest version of each, by what stands before it in the key."""
    found: dict[Key, Any] = {}
    for *which, version in keys:
        found[tuple(which)] = max(version, found.get(tuple(which), version))
    return found


def _put_back(binding: Binding, row: Any, record: Record) -> None:
    for name, put in binding.put_back.items():
        if name in record.values:
            put(row, record.values[name])


def _is_whole(binding: Binding, row: Any, record: Record) -> bool:
    """Whether every text is there that was recorded, with the same values beside them."""
    there = all(binding.text(row, name) is not None for name, digest in record.texts.items() if digest)
    return there and not binding.other_values(row, record)


def check_is_shown(*rows: Frame | Promise | ItemVersion | None) -> None:
    """Nobody decides on, tests or agrees to a text that is not shown. Raises RuleBroken."""
    if any(row.differs for row in rows if row is not None):
        raise RuleBroken("text-is-not-shown")
