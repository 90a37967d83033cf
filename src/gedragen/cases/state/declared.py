"""What was declared and stands, for who reads it and for who replaces it."""

from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Declaration
from gedragen.cases.store.entries import Topic
from gedragen.method.constitution.declarations import DeclarationKind


@part(Topic.DECLARATIONS)
def _standing(seen: Snapshot) -> tuple[Declaration, ...]:
    """All but the talks, of which there is one for everybody who decides: those stand with their seats."""
    found = Declaration.objects.filter(case=seen.case_id, withdrawn_at__isnull=True)
    found = found.exclude(kind=DeclarationKind.PREPARATION, about__isnull=False)
    return tuple(found.select_related("words", "by__name").order_by("id"))


def declared(seen: Snapshot) -> dict[DeclarationKind, Declaration]:
    """What stands about the whole case, by its kind."""
    return {DeclarationKind(one.kind): one for one in _standing(seen) if one.about_id is None}


def declared_about(seen: Snapshot) -> frozenset[tuple[DeclarationKind, int]]:
    """What stands about single seats, by seat."""
    return frozenset((DeclarationKind(one.kind), one.about_id) for one in _standing(seen) if one.about_id is not None)


def declared_words(seen: Snapshot, kind: DeclarationKind) -> int:
    """Which words say it now, or 0."""
    one = declared(seen).get(kind)
    return (one.words_id or 0) if one else 0
