"""What was declared about the whole case and stands, for who reads it and for who replaces it."""

from gedragen.cases.models import Case, Declaration
from gedragen.method.constitution.declarations import DeclarationKind


def declared(case: Case) -> dict[DeclarationKind, Declaration]:
    """Each by its kind. Those about one person are not here."""
    found = Declaration.objects.filter(case=case, about=None, withdrawn_at__isnull=True)
    return {DeclarationKind(one.kind): one for one in found.select_related("words", "by__name")}


def declared_words(case: Case, kind: DeclarationKind) -> int:
    """Which words say it now, or 0."""
    one = declared(case).get(kind)
    return (one.words_id or 0) if one else 0
