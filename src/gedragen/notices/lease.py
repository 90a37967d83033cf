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
    me, before = secrets.token_hex(8), last_turn(name)
    mine = _take(name, me, at)
    try:
        yield mine
    finally:
        if mine:
            # Never back: after a clock that was behind, the right time would look like a leap ahead.
            Lease.objects.filter(name=name, holder=me).update(holder="", until=max(at, before or at))


def _take(name: str, me: str, at: datetime) -> bool:
    Lease.objects.get_or_create(name=name, defaults={"holder": "", "until": at})
    # Nobody holds it for longer than that: a later end was written by a clock that was wrong.
    is_over = Q(until__lte=at) | Q(until__gt=at + LONGEST)
    free = Lease.objects.filter(Q(holder="") | is_over, name=name)
    return free.update(holder=me, until=at + LONGEST) == 1


def last_turn(name: str) -> datetime | None:
    """When the last turn ended, or will end at the latest."""
    return Lease.objects.filter(name=name).values_list("until", flat=True).first()
