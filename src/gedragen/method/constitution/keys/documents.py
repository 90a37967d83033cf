"""What an approach puts on paper."""

from dataclasses import dataclass

from gedragen.method.constitution.tables import Table
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase

DOCUMENTS = ("cards", "plan", "journal")

_PHASES = tuple(Phase)
_LATER = ("fields", "signed_by", "binding", "from_level", "from_people")


@dataclass(frozen=True)
class Document:
    """Something on paper that belongs to a phase; `key` names the page that prints it."""

    key: str
    phase: Phase
    name: Text


def read_documents(top: Table) -> tuple[Document, ...]:
    documents = tuple(_document(row) for row in top.tables("documents"))
    top.said_once("documents", [(one.key, one.phase) for one in documents])
    return documents


def _document(row: Table) -> Document:
    row.only("key", "phase", "name", later=_LATER)
    return Document(key=row.choice("key", DOCUMENTS), phase=Phase(row.choice("phase", _PHASES)), name=row.text("name"))
