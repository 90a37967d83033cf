"""What a block of a test did to a case: nothing at all, or exactly these entries in its journal."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper

from gedragen.cases.models import JournalEntry
from gedragen.cases.store.entries import Kind
from tests.support.cast import Cast
from tests.support.family_cast import Family


def dump(only: Collection[str] | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a case, by the name of the table; or `only` of these tables."""
    models = apps.get_app_config("cases").get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in tables if only is None or table in only}


def _rows(cursor: CursorWrapper, table: str) -> list[tuple[Any, ...]]:
    """As the database keeps them: making objects of them would cost each test ten times as much."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY id")
    return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor.fetchall()]


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
