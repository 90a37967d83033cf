"""The list of erasures: a file outside the database, so that a restored one cannot bring anybody back.

A line for each erasure, with the numbers of rows and nothing else of anybody. `born` is the beginning of the hash of
the case's first journal entry: rows of another case with the same numbers are left alone.
"""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from gedragen.cases.models import Case, ErasureNote, JournalEntry

LONGEST_LINE = 100_000
MOST_IN_A_LINE = 4_000


@dataclass(frozen=True)
class Erasure:
    """What went in one act: the ids of the rows."""

    case: int
    born: str
    seats: tuple[int, ...] = ()
    nominations: tuple[int, ...] = ()
    words: tuple[int, ...] = ()
    drafts: tuple[int, ...] = ()
    declarations: tuple[int, ...] = ()


IDS = tuple(one.name for one in fields(Erasure) if one.name not in ("case", "born"))


def born(case_id: int) -> str:
    first = JournalEntry.objects.filter(case=case_id, number=1).values_list("hash", flat=True).first()
    return (first or "")[:16]


def read_list() -> list[Erasure]:
    """All of it, in order. A line that was cut off when its writer died was never promised to anybody."""
    try:
        lines = list_file().read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    return [erasure for line in lines if (erasure := _read(line)) is not None]


def is_there() -> bool:
    return list_file().is_file()


def list_file() -> Path:
    return Path(settings.ERASURES_FILE)


def note_erasure(case: Case, ids: dict[str, set[int]]) -> None:
    """The last step of the act that erases, in its transaction: on the list, on the disk, and noted here.

    Raises OperationalError where the list cannot be kept: then nothing is promised that a restore would break.
    """
    note = locked_note()
    erasure = Erasure(case.pk, born(case.pk), **{name: tuple(sorted(numbers)) for name, numbers in ids.items()})
    try:
        length = len(read_list())
        if length < note.length:
            raise OperationalError(f"the list of erasures in {list_file()} is gone or too short")
        lines = _in_lines(erasure)
        for line in lines:
            _append(line)
    except OSError as error:
        raise OperationalError(f"the list of erasures cannot be written ({error.strerror})") from error
    note.length = length + len(lines)
    note.save(update_fields=["length"])


def _in_lines(erasure: Erasure) -> list[Erasure]:
    """No line is longer than can be read again: of very many texts each stands in one of more lines."""
    words = erasure.words
    parts = [words[start : start + MOST_IN_A_LINE] for start in range(0, len(words), MOST_IN_A_LINE)] or [()]
    others = [Erasure(erasure.case, erasure.born, words=part) for part in parts[1:]]
    return [replace(erasure, words=parts[0]), *others]


def locked_note() -> ErasureNote:
    """The one row, held until the end of the transaction: who erases beside us waits."""
    ErasureNote.objects.bulk_create([ErasureNote(pk=1)], ignore_conflicts=True)
    return ErasureNote.objects.select_for_update().get(pk=1)


def noted_length() -> int:
    """How long the list must be, as far as this database knows."""
    return ErasureNote.objects.filter(pk=1).values_list("length", flat=True).first() or 0


def _append(erasure: Erasure) -> None:
    path = list_file()
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = json.dumps({name: value for name, value in asdict(erasure).items() if value})
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "rb+") as file:
        file.write(_end_of_a_cut_line(path) + f"{told}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)


def _end_of_a_cut_line(path: Path) -> bytes:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return b""
        file.seek(-1, os.SEEK_END)
        return b"" if file.read() == b"\n" else b"\n"


def _sync_folder(folder: Path) -> None:
    """The name of a new file is on the disk only when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _read(line: str) -> Erasure | None:
    try:
        told = json.loads(line[:LONGEST_LINE])
        ids = {name: tuple(_whole(number) for number in told.get(name, ())) for name in IDS}
        return Erasure(_whole(told["case"]), str(told.get("born", "")), **ids)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _whole(number: object) -> int:
    if type(number) is not int or not 0 < number < 2**62:
        raise ValueError("no number of a row")
    return number
