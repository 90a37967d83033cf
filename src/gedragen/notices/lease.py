"""One worker at a time: a lease in the database that ends by itself when its holder dies."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import Q

from gedragen.notices.models import Lease

LONGEST = timedelta(minutes=5)


@contextmanager
def lease(name: str, *, at: datetime) -> Iterator[bool]:
    """Whether it is our turn. Who does not get it has nothing to do: somebody else is at work."""
    me = secrets.token_hex(8)
    mine = _take(name, me, at)
    try:
        yield mine
    finally:
        if mine:
            Lease.objects.filter(name=name, holder=me).update(holder="", until=at)


def _take(name: str, me: str, at: datetime) -> bool:
    Lease.objects.get_or_create(name=name, defaults={"holder": "", "until": at})
    free = Lease.objects.filter(Q(holder="") | Q(until__lte=at), name=name)
    return free.update(holder=me, until=at + LONGEST) == 1
