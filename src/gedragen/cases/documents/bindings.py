"""How the entries of papers belong to their rows: each version, what was filled in, and who signed."""

from collections.abc import Iterable

from gedragen.cases.documents.commands import FIELD
from gedragen.cases.documents.entries import DOCUMENT_SIGNED, DOCUMENT_WRITTEN
from gedragen.cases.models import DocumentField, DocumentSignature, DocumentVersion, JournalEntry
from gedragen.cases.store.bindings import Binding, Key, Record, Says, telling


def _fields(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    return {
        (entry.data["document"], entry.data["version"], name.removeprefix(FIELD)): Record(
            entry.number, {"words": digest}
        )
        for entry in entries
        for name, digest in entry.data.items()
        if name.startswith(FIELD)
    }


def _versions(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    tell = telling(("document", "version"), {DOCUMENT_WRITTEN: Says(), DOCUMENT_SIGNED: Says(sets={"by_all": True})})
    return tell(one for one in entries if one.kind == DOCUMENT_WRITTEN or one.data["by_all"])


def _signatures(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    return {(one.data["document"], one.data["version"], one.by): Record(one.number) for one in entries}


BINDINGS = (
    Binding(
        what="Paper {}, version {}",
        kinds=(DOCUMENT_WRITTEN, DOCUMENT_SIGNED),
        tell=_versions,
        rows=lambda case_id: DocumentVersion.objects.filter(case=case_id).order_by("id"),
        key=lambda version: (version.key, version.number),
        values={"by_all": lambda version: version.signed_at is not None},
    ),
    Binding(
        what="Paper {}, version {}, {}",
        kinds=(DOCUMENT_WRITTEN,),
        tell=_fields,
        rows=lambda case_id: (
            DocumentField.objects.filter(version__case=case_id).order_by("id").select_related("version", "words")
        ),
        key=lambda one: (one.version.key, one.version.number, one.key),
    ),
    Binding(
        what="Paper {}, version {}, signature of seat {}",
        kinds=(DOCUMENT_SIGNED,),
        tell=_signatures,
        rows=lambda case_id: (
            DocumentSignature.objects.filter(version__case=case_id).order_by("id").select_related("version", "seat")
        ),
        key=lambda one: (one.version.key, one.version.number, str(one.seat.number)),
    ),
)
