"""Who can write in the database runs nothing: a bomb in any column stays text."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from gedragen import clock
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.notices.worker import tick
from gedragen.people.links import link_token
from tests.attacks.bomb import BOMBS, PICKLE, went_off
from tests.support.cast import Cast, card_of, mail_of, make_case, to_deciding, to_preparing
from tests.support.stage import on_stage
from tests.support.visitor import address, visitor

# Tables of Django itself that tell which migrations there were: nobody reads them while the site is used.
NOT_READ = {"django_migrations"}


@pytest.fixture
def in_use(db: None, at: datetime, monkeypatch: pytest.MonkeyPatch) -> Cast:
    cast = on_stage("deciding", lambda: to_deciding(to_preparing(make_case(at))))
    monkeypatch.setattr(clock, "now", lambda: cast.at)
    return cast


def columns() -> Iterator[tuple[str, str, int | None, bool]]:
    """Of every column that takes text or bytes: its table, its name, how much fits, and whether it is bytes."""
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - NOT_READ):
            for column in connection.introspection.get_table_description(cursor, table):
                kind = connection.introspection.get_field_type(column.type_code, column)
                if kind in ("CharField", "TextField", "BinaryField"):
                    yield table, column.name, column.display_size, kind == "BinaryField"


def use_everything(cast: Cast, staff: Client) -> None:
    """What reads most tables: pages of every role, every way in, and the work of the clock. Errors are no matter."""
    forget_snapshots()
    path = reverse("road", args=[address_of(cast)])
    for seat in (cast.ria, cast.jan, cast.otto):
        browser = visitor(seat)
        browser.raise_request_exception = False
        for page in ("", "weg/", "plan/", "overzicht/", "mijn-gegevens/", "logboek.jsonl"):
            browser.get(path + page)
    staff.get("/")
    staff.post("/aanmelden/", {"login": mail_of("ria")})
    staff.post("/aanmelden/code/", {"code": "BCDF-GHJK"})
    staff.post(reverse("enter_code"), {"code": "1111 2222 3333"})
    staff.post(reverse("link", args=[link_token(cast.bram, 1)]))
    # A broken row may stop the work; it may not run.
    with suppress(Exception), transaction.atomic():
        tick(at=cast.at)


_addresses: dict[int, str] = {}


def address_of(cast: Cast) -> str:
    """Asked before a bomb may have taken its place."""
    return _addresses.setdefault(cast.case, address(cast))


def test_a_bomb_in_any_column_stays_text(in_use: Cast) -> None:
    cast, staff = in_use, Client(raise_request_exception=False)
    card_of(cast, cast.jan)
    use_everything(cast, staff)
    taken, refused = 0, []
    for table, column, room, is_bytes in list(columns()):
        for bomb in (PICKLE,) if is_bytes else BOMBS:
            if room is not None and 0 < room < len(bomb):
                continue
            try:
                with transaction.atomic():
                    taken += put(bomb, table, column)
                    use_everything(cast, staff)
                    transaction.set_rollback(True)
            except (IntegrityError, DataError) as error:
                refused.append(f"{table}.{column}: {error}")
            assert went_off == [], f"{table}.{column} with {bomb!r}"
    assert taken > 100, refused


def put(bomb: str | bytes, table: str, column: str) -> int:
    """In every row that there is, or in one where no two may be alike. Returns how many took it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(f"UPDATE {quote(table)} SET {quote(column)} = %s", [bomb])
        except IntegrityError:
            one = f"(SELECT MIN({quote(column)}) FROM {quote(table)})"
            cursor.execute(f"UPDATE {quote(table)} SET {quote(column)} = %s WHERE {quote(column)} = {one}", [bomb])
        return int(cursor.rowcount)
