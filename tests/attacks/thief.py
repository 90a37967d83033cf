"""A thief who reads everything that is stored, and tries each value as cookie, code, link and card."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.db import connection

from gedragen import clock
from gedragen.access.doing import NotFound
from gedragen.cases.arriving.queries.getting_in import CardWaits, entrance_by_code, entrance_by_link
from gedragen.config.sessions import SessionStore
from gedragen.people.models import Account, SignInCode
from gedragen.people.sign_in_codes import use_code


def stored_values() -> set[str]:
    """Every value in every table, and every part of one that could be a value by itself."""
    values: set[str] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    values |= set(parts_of(value))
    return values


def parts_of(value: Any) -> Iterator[str]:
    """A value as it could be tried: whole, in pieces, and what Django packed in it."""
    if isinstance(value, memoryview | bytes):
        yield bytes(value).hex()
        yield bytes(value).decode("latin-1")
    elif value is not None:
        text = str(value)
        yield text
        yield from re.split(r"[^\w-]+", text)
        yield from re.findall(r"[\w-]+", unpacked(text))


def unpacked(text: str) -> str:
    """What a signed value of Django says; its signature guards it and hides nothing."""
    body = text.partition(":")[0]
    squeezed = body.startswith(".")
    try:
        raw = base64.urlsafe_b64decode(body.lstrip(".") + "=" * (-len(body.lstrip(".")) % 4))
        return json.dumps(json.loads(zlib.decompress(raw) if squeezed else raw))
    except (ValueError, zlib.error):
        return ""


def opened_with(values: Iterable[str]) -> list[str]:
    """What each value opened, as a sentence. A good installation says nothing."""
    return [f"{value!r} is {what}" for value in sorted(values) if value for what in _opens(value)]


def _opens(value: str) -> Iterator[str]:
    # NUL is in no cookie and in no form: such a value cannot be sent.
    if "\0" in value:
        return
    if value.isascii() and not SessionStore(value).is_empty() and SessionStore(value).load():
        yield "a session"
    for what, way_in in (("a card", entrance_by_code), ("a link", entrance_by_link)):
        with suppress(NotFound, CardWaits):
            yield f"{what} of seat {way_in(value).seat_id}"
    for account in Account.objects.filter(sign_in_codes__isnull=False).distinct():
        kept = list(SignInCode.objects.filter(account=account))
        if use_code(account, value, at=clock.now()):
            SignInCode.objects.bulk_create(kept, ignore_conflicts=True)
            yield f"a code to sign in as account {account.pk}"
