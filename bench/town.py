"""A case with many people in it, in the database of an installation: `python -m bench.town [--seats 1000]`.

Everybody comes in by the acts of the product: one list, then a yes and a talk for each. Prints the address, sessions
that are in already, and how long it took; how far it is, to the other output.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from gedragen.cases.due import run_due  # noqa: E402
from gedragen.cases.models import Case, Seat  # noqa: E402
from gedragen.cases.people.commands.many import InviteMany, invite_many  # noqa: E402
from gedragen.cases.people.commands.seats import join  # noqa: E402
from gedragen.cases.people.invitees import Invitee  # noqa: E402
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation  # noqa: E402
from gedragen.clock import now  # noqa: E402
from gedragen.config.serving.startup import bring_up_to_date  # noqa: E402
from tests.faults.town import session_of  # noqa: E402
from tests.support.cast import Cast, make_case, to_deciding, to_preparing, with_items, with_rounds  # noqa: E402

VISITORS = 500
SECONDS_OF_SILENCE = 10


def fill(cast: Cast, seats: int, at: datetime) -> dict[str, float]:
    """More people who decide, until there are so many: invited by a list, joined, prepared. Returns the seconds."""
    first = Case.objects.get(id=cast.case).seats.count() + 1
    neighbours = [Invitee(f"Buur {number}") for number in range(first, seats + 1)]
    if not neighbours:
        return {}
    since = time.perf_counter()
    invite_many(cast.case, InviteMany(tuple(neighbours)), by=cast.ria, at=at)
    run_due(at=at)
    took = {"invite": time.perf_counter() - since}
    came = list(Seat.objects.filter(case=cast.case, number__gte=first).order_by("number").values_list("id", flat=True))
    took["join"] = each("joined", came, lambda seat: join(cast.case, by=seat, at=at))
    took["prepare"] = each(
        "prepared", came, lambda seat: record_preparation(cast.case, RecordPreparation(seat), by=cast.ria, at=at)
    )
    return took


def each(what: str, seats: list[int], act: Callable[[int], None]) -> float:
    """One act for every seat; how far it is goes to the screen now and then. Returns the seconds it took."""
    since = told = time.perf_counter()
    for number, seat in enumerate(seats, 1):
        act(seat)
        if time.perf_counter() - told > SECONDS_OF_SILENCE or number == len(seats):
            told = time.perf_counter()
            print(f"{what}: {number:,} of {len(seats):,} in {told - since:.0f} s", file=sys.stderr, flush=True)
    return time.perf_counter() - since


def queries(path: str, session: str) -> int:
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    # Once for who comes first since something changed, as the server is when it is measured.
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def main(seats: int) -> None:
    bring_up_to_date()
    at = now()
    cast = to_preparing(make_case(at))
    took = fill(cast, seats, at)
    with_rounds(with_items(to_deciding(cast)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # PostgreSQL does this by itself, a minute after so many rows have come in.
            cursor.execute("ANALYZE")
    case = Case.objects.get(id=cast.case)
    deciders = list(Seat.objects.filter(case=case, decides=True, joined_at__isnull=False).order_by("-number"))
    # They answer in no order, and one never does: else the round would close halfway the bench.
    visitors = Random(1).sample(deciders[:-1], min(VISITORS, len(deciders) - 1))
    place = f"/situatie/{case.address}"
    paths = {"road": "/weg/", "plan": "/plan/", "item": "/onderdeel/1/", "people": "/mensen/"}
    told: dict[str, Any] = {
        "address": case.address,
        "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
        "paths": {name: place + path for name, path in paths.items()} | {"overview": f"{place}/overzicht/"},
        "facilitator": session_of(cast.ria),
        "people": [session_of(seat.pk) for seat in visitors],
        "seconds": {what: round(seconds, 1) for what, seconds in took.items()},
    }
    told["queries"] = {
        name: queries(path, told["facilitator"] if name == "overview" else told["people"][0])
        for name, path in told["paths"].items()
    }
    print(json.dumps(told))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seats", type=int, default=1_000)
    main(parser.parse_args().seats)
