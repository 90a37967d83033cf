"""What a block of a test did to a case: nothing at all, or exactly these entries in its journal."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps

from gedragen.cases.models import JournalEntry
from gedragen.cases.store.entries import Kind
from tests.support.cast import Cast
from tests.support.family_cast import Family


def dump(only: Collection[str] | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a case, by the name of the table; or `only` of these tables."""
    models = apps.get_app_config("cases").get_models(include_auto_created=True)
    tables = {model._meta.db_table: model for model in models if only is None or model._meta.db_table in only}
    return {name: sorted(model._default_manager.values_list(), key=repr) for name, model in tables.items()}


@contextmanager
def unchanged() -> Iterator[None]:
    """The block leaves every table of every case as it was: `with unchanged(), breaks("code"):`"""
    before = dump()
    yield
    after = dump()
    changed = [table for table in before if before[table] != after[table]]
    assert not changed, f"changed: {', '.join(changed)}"


@contextmanager
def tells(cast: Cast | Family, *kinds: Kind) -> Iterator[None]:
    """The block adds exactly these entries to the journal, in this order."""
    before = JournalEntry.objects.filter(case=cast.case).count()
    yield
    told = [entry.kind for entry in entries(cast)[before:]]
    assert told == list(kinds), f"told: {', '.join(told) or 'nothing'}"


def entries(cast: Cast | Family, kind: Kind | None = None) -> list[JournalEntry]:
    """The journal so far, or its entries of one kind, in order."""
    found = JournalEntry.objects.filter(case=cast.case).order_by("number")
    return list(found if kind is None else found.filter(kind=kind))
