"""A browser that looks at a case from a seat, as after its link was shown."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case, Seat
from tests.support.cast import Cast
from tests.support.family_cast import Family

LANGUAGE_MARK = re.compile(r'<span lang="nl">(.*?)</span>', re.DOTALL)


def visitor(seat: int | None = None, language: str = "en") -> Client:
    """Somebody with this seat, or anyone."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if seat is not None:
        found = Seat.objects.get(id=seat)
        session = client.session
        way = {"link": found.link_generation, "card": None}
        session["seats"] = {str(found.case_id): {"seats": {str(seat): way}, "current": seat}}
        session.save()
    return client


def neighbour(seat: int | None = None) -> Client:
    """Somebody who reads Dutch, as most people here do."""
    return visitor(seat, language="nl")


def address(cast: Cast | Family) -> str:
    return Case.objects.get(id=cast.case).address


def page_of(client: Client, path: str) -> str:
    """The page at a path, which must be there, as it is read."""
    return as_read(marked_page_of(client, path))


def as_read(page: str) -> str:
    """Without the marks around words of another language."""
    return LANGUAGE_MARK.sub(r"\1", page)


def marked_page_of(client: Client, path: str) -> str:
    """The page as it is sent."""
    answer = client.get(path)
    assert answer.status_code == 200, f"{path} answered {answer.status_code}"
    return answer.content.decode()


def queries_of(client: Client, path: str) -> int:
    """How many queries the page at a path takes, for who is the first to look since something changed."""
    forget_snapshots()
    with CaptureQueriesContext(connection) as seen:
        page_of(client, path)
    return len(seen)


def rows_read(client: Client, path: str) -> int:
    """How many rows the database gives for a page, for who is the first to look since something changed."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    forget_snapshots()
    with connection.execute_wrapper(listen):
        page_of(client, path)
    return sum(_rows(sql, params) for sql, params in asked)


def _rows(sql: str, params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return len(cursor.fetchall())
