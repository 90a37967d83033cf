"""How entries that tell of a declaration belong to their rows, whoever asks for it."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from gedragen.cases.declaring.entries import DECLARATION_WITHDRAWN, DECLARED
from gedragen.cases.engine.declare import TOLD_AS, quiet_of
from gedragen.cases.models import Case, Declaration, JournalEntry
from gedragen.cases.store.bindings import Binding, Key, Record

KINDS = {str(kind): declaration.value for declaration, kind in TOLD_AS.items()}


def _tell(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """They have no number: the first about somebody, the second, and so on."""
    records: dict[Key, Record] = {}
    many: Counter[Key] = Counter()
    for entry in entries:
        data = entry.data
        about = (KINDS.get(entry.kind) or data["declaration"], data.get("about"), data.get("side") or "")
        if entry.kind == DECLARATION_WITHDRAWN:
            if many[about]:
                records[*about, many[about]].values["withdrawn"] = True
            continue
        many[about] += 1
        records[*about, many[about]] = Record(entry.number, {"words": data.get("words", "")})
    return records


def _rows(case_id: int) -> QuerySet[Declaration]:
    """Of a quiet one no entry tells."""
    quiet = quiet_of(Case.objects.get(id=case_id)).values("id")
    record = Declaration.objects.filter(case=case_id).exclude(id__in=quiet)
    return record.order_by("id").select_related("words", "about")


BINDINGS = (
    Binding(
        what="Declaration {0}, about seat {1}, {3}",
        kinds=(DECLARED, DECLARATION_WITHDRAWN, *TOLD_AS.values()),
        tell=_tell,
        rows=_rows,
        key=lambda one: (one.kind, one.about.number if one.about is not None else None, one.side),
        values={"withdrawn": lambda one: one.withdrawn_at is not None},
        counted=True,
    ),
)
