"""Fetching one row of a case: what is not in this case does not exist."""

from typing import Any, TypeVar

from django.db.models import Manager, Model, QuerySet

from gedragen.access.doing import NotFound

Row = TypeVar("Row", bound=Model)


def row(rows: Manager[Row] | QuerySet[Row], **wanted: Any) -> Row:
    """The one row that is wanted. Raises NotFound."""
    # There is one at most, so nothing has to be sorted first.
    return or_not_found(next(iter(rows.filter(**wanted)[:1]), None))


def or_not_found(one: Row | None) -> Row:
    """What is looked for, which is there. Raises NotFound."""
    if one is None:
        raise NotFound
    return one
