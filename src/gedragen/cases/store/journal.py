"""Appending an entry, and the export that anyone can verify."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import rfc8785

from gedragen.access.doing import Role
from gedragen.cases.models import Case, Constitution, JournalEntry, Seat, Words
from gedragen.cases.store.entries import CASE_OPENED, CONSTITUTION_KEPT, DECIDER, WORDING_CHANGED, Kind, Topic
from gedragen.cases.store.evidence.chain import FORMAT, entry_hash, inner_digest, journal_line, new_salt
from gedragen.cases.store.evidence.signing import public_key, sign
from gedragen.cases.store.words import WHO_SOMEBODY_IS, digest_of
from gedragen.method.constitution.digest import DOMAIN
from gedragen.method.terms import local_day

# Each tells by its digest which text of an approach stands from there on.
GOES_BY = (CASE_OPENED, CONSTITUTION_KEPT, WORDING_CHANGED)
# What the first entry says in public of the whole journal: of which case it is, and whose key signs it.
OF_THE_FIRST: Final = ("case", "key")


@dataclass(frozen=True)
class Doer:
    """Who did it: a seat by its number, the clock or somebody; and `of` which kind that is, as everybody may know."""

    by: str
    of: str


BY_CLOCK: Final = Doer("clock", "clock")
BY_SOMEBODY: Final = Doer("somebody", "somebody")


@dataclass(frozen=True)
class Texts:
    """The names in the data of an entry that are digests of texts, and those of texts that anybody may read."""

    names: frozenset[str] = frozenset()
    public: frozenset[str] = frozenset()


def by_seat(seat: Seat) -> Doer:
    """A participant who decides is a decider; everybody else is what their role is."""
    is_decider = seat.role == Role.PARTICIPANT and seat.decides
    return Doer(str(seat.number), DECIDER if is_decider else seat.role)


def circle_of(seat: Seat) -> str:
    """Where somebody stands around the question, as everybody may know: of who has an office that is the office."""
    return seat.circle if seat.role == Role.PARTICIPANT else seat.role


def stamp(at: datetime) -> str:
    """A moment as the journal writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def append(
    case: Case, kind: Kind, *, by: Doer, at: datetime, data: dict[str, Any], texts: Texts = Texts()
) -> JournalEntry:
    """Add one entry behind the head. The caller holds the lock of the case and is in its transaction."""
    previous = JournalEntry.objects.filter(case=case).order_by("-number").first() if case.journal_number else None
    # Two requests may read the clock in one order and get the lock in the other: the journal never goes back.
    moment = max(at, previous.at) if previous else at
    public = (kind.public | texts.public) & data.keys()
    if previous is None:
        data = {**data, "case": str(case.pk), "key": public_key()}
        public |= frozenset(OF_THE_FIRST)
    entry = JournalEntry(
        case=case,
        number=case.journal_number + 1,
        at=moment,
        kind=str(kind),
        by=by.by,
        of=by.of,
        data=data,
        format=FORMAT,
        public=sorted(public),
        texts=sorted(texts.names | ({"constitution"} & data.keys() if kind in GOES_BY else frozenset())),
        salt=new_salt(),
        previous=case.journal_head,
    )
    entry.hash = entry_hash(line_of(entry))
    entry.save()
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


def public_part(entry: JournalEntry) -> tuple[dict[str, Any], dict[str, str]]:
    """What everybody may have of the data of an entry of format 2: values, and digests of texts."""
    names = [name for name in entry.public if name in entry.data]
    return (
        {name: entry.data[name] for name in names if name not in entry.texts},
        {name: entry.data[name] for name in names if name in entry.texts},
    )


def inner_part(entry: JournalEntry) -> dict[str, Any]:
    """The rest of it: to the microsecond when, who, and what is not for everybody."""
    rest = {name: value for name, value in entry.data.items() if name not in entry.public}
    return {"at": stamp(entry.at), "by": entry.by, "data": rest}


def line_of(entry: JournalEntry) -> dict[str, Any]:
    """All that the hash of an entry covers, as it stands in an export."""
    if entry.format == 1:
        return {
            "number": entry.number,
            "at": stamp(entry.at),
            "kind": entry.kind,
            "by": entry.by,
            "data": entry.data,
            "previous": entry.previous,
        }
    data, texts = public_part(entry)
    return {
        "format": entry.format,
        "number": entry.number,
        "day": local_day(entry.at).isoformat(),
        "kind": entry.kind,
        "by": entry.of,
        "data": data,
        "texts": texts,
        "inner": inner_digest(entry.salt, inner_part(entry)),
        "previous": entry.previous,
    }


Reads = Callable[[JournalEntry], bool]


def whole(_: JournalEntry) -> bool:
    """As whoever runs the installation can read it."""
    return True


def nobody(_: JournalEntry) -> bool:
    """As everybody reads it who may know that there is a case."""
    return False


def export_lines(case: Case, *, at: datetime, reads: Reads) -> Iterator[str]:
    """The journal as JSON Lines. Public texts are opened for everybody; `reads`: which entries a reader gets whole.

    Two lines end it: the head, signed the same for every reader, and what this reader got, signed too.
    """
    number, head, written = 0, "", hashlib.sha256()
    opened = _Opened(case)
    for entry in case.journal.order_by("number").iterator():
        number, head = entry.number, entry.hash
        text = journal_line(_line_for(entry, opened, is_read=reads(entry)))
        written.update(text.encode())
        yield text
    end: dict[str, Any] = {
        "end": True,
        "format": FORMAT,
        "case": str(case.pk),
        "entries": number,
        "head": head,
        "key": public_key(),
    }
    text = journal_line(end | {"signature": sign(rfc8785.dumps(end))})
    written.update(text.encode())
    yield text
    copy: dict[str, Any] = {"copy": True, "at": stamp(at), "lines": written.hexdigest()}
    yield journal_line(copy | {"signature": sign(rfc8785.dumps(copy))})


def _line_for(entry: JournalEntry, opened: "_Opened", *, is_read: bool) -> dict[str, Any]:
    line = line_of(entry) | {"hash": entry.hash}
    if entry.format == 1:
        if not opened.is_open_case and not is_read:
            # Who, what and when are all one in it: nothing less can be left out.
            return {"number": entry.number, "previous": entry.previous, "hash": entry.hash}
        texts = opened.of({name: value for name, value in entry.data.items() if isinstance(value, str)})
        return line | ({"opened": texts} if texts else {})
    texts = opened.of(line["texts"])
    withheld = {name: opened.why(digest) for name, digest in line["texts"].items() if name not in texts}
    inside = {"inside": {"salt": entry.salt, **inner_part(entry)}} if is_read else {}
    return line | ({"opened": texts} if texts else {}) | ({"withheld": withheld} if withheld else {}) | inside


class _Opened:
    """What anyone may read of a case, by its digest: what stands in public rooms, and of an open case each text it
    went by. And why what is not opened is not."""

    def __init__(self, case: Case) -> None:
        self.is_open_case = case.is_open
        self._public: dict[str, Mapping[str, str]] = {}
        self._sealed: set[str] = set()
        rows = Words.objects.filter(case=case, erased_at__isnull=True, cipher=b"").exclude(kind__in=WHO_SOMEBODY_IS)
        for words, is_public in ((words, words.room.is_public) for words in rows.select_related("room").iterator()):
            if is_public:
                self._public[digest_of(words)] = {"salt": words.salt, "text": words.text}
            else:
                self._sealed.add(digest_of(words))
        gone = Words.objects.filter(case=case, erased_at__isnull=False).exclude(digest="")
        self._erased = frozenset(gone.values_list("digest", flat=True))
        stood = JournalEntry.objects.filter(case=case, kind__in=GOES_BY)
        kept = Constitution.objects.filter(digest__in=[entry.data.get("constitution", "") for entry in stood])
        for one in kept:
            if case.is_open:
                self._public[one.digest] = {"salt": DOMAIN, "text": one.text}
            else:
                self._sealed.add(one.digest)

    def of(self, digests: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
        return {name: self._public[digest] for name, digest in digests.items() if digest in self._public}

    def why(self, digest: str) -> str:
        if digest in self._sealed:
            return "sealed"
        return "erased" if digest in self._erased else "differs"
