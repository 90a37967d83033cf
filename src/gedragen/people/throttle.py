"""Guessing is slow: tries are counted per network and overall, and one that succeeds is given back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from gedragen.people.keys import keyed_digest
from gedragen.people.models import Attempt, Try
from gedragen.people.network import household

WINDOW = timedelta(minutes=15)
# Any number will do that no other program takes for a lock in the same database.
TAKING_TURNS = 2_026_11_27


@dataclass(frozen=True)
class Limit:
    """How many tries within WINDOW: from one network, and from all together.

    Past `overall` only networks without a failure of their own may still try: a letter keeps working.
    """

    per_network: int
    overall: int


LIMITS = {
    Try.CARD: Limit(per_network=10, overall=300),
    Try.SIGN_IN: Limit(per_network=10, overall=300),
    # A whole office asks from one address; what one mailbox gets is limited apart, in sign_in_codes.
    Try.ASK_CODE: Limit(per_network=60, overall=3000),
    # Each is a case, and a mail to every facilitator.
    Try.QUESTION: Limit(per_network=10, overall=100),
}


class TooManyAttempts(Exception):
    """Too many tries came from here. `wait`: how long until the next one may be made."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


@contextmanager
def one_try(kind: Try, address: str, *, at: datetime) -> Iterator[None]:
    """One guess from a network. It counts until it has succeeded, so that many at one moment get no further than one
    by one. Raises TooManyAttempts before anything is tried; what is raised inside makes it a failure."""
    counted = count_try(kind, address, at=at)
    yield
    counted.delete()


def count_try(kind: Try, address: str, *, at: datetime) -> Attempt:
    """Count one. Raises TooManyAttempts when this network must wait."""
    network = network_of(address)
    with transaction.atomic():
        _one_at_a_time()
        forget_old_tries(at=at)
        if wait := _wait(LIMITS[kind], kind, network, at):
            raise TooManyAttempts(wait)
        return Attempt.objects.create(kind=kind, network=network, at=at)


def forget_old_tries(*, at: datetime) -> None:
    """Those that no longer count, and those of later: noted by a clock that was wrong."""
    Attempt.objects.exclude(at__gt=at - WINDOW, at__lt=at + WINDOW).delete()


def network_of(address: str) -> str:
    """A keyed digest of the visitor's network."""
    return keyed_digest("network", household(address)).hex()


def _wait(limit: Limit, kind: Try, network: str, at: datetime) -> timedelta:
    """How long this network waits; nothing when it may try now."""
    everywhere = Attempt.objects.filter(kind=kind)
    mine = everywhere.filter(network=network)
    until = _fewer_than(limit.per_network, mine)
    if until is None and mine.exists():
        overall = _fewer_than(limit.overall, everywhere)
        # Whichever comes first: fewer tries everywhere, or none from here.
        until = min(overall, _fewer_than(1, mine) or overall) if overall else None
    return max(until - at, timedelta()) if until else timedelta()


def _fewer_than(count: int, tries: QuerySet[Attempt]) -> datetime | None:
    """When fewer than `count` of these will still count; None when it is so already."""
    latest = tries.order_by("-at").values_list("at", flat=True)[count - 1 : count].first()
    return latest + WINDOW if latest else None


def _one_at_a_time() -> None:
    """Until the transaction ends. SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TAKING_TURNS])
