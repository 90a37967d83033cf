"""A case with many people in it, in the database of an installation: `python -m bench.town SEATS`.

The first ten come in as people do; the others are rows beside them, since a bench is not the place to wait for
twenty thousand invitations. Prints the address, and sessions that are in already.
"""

import json
import os
import sys
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

from gedragen.access.doing import Role  # noqa: E402
from gedragen.cases.models import Case, Declaration, Room, Seat, Words  # noqa: E402
from gedragen.cases.store.chain import new_salt  # noqa: E402
from gedragen.clock import now  # noqa: E402
from gedragen.config.serving.startup import bring_up_to_date  # noqa: E402
from gedragen.method.constitution.declarations import DeclarationKind  # noqa: E402
from tests.faults.town import session_of  # noqa: E402
from tests.support.cast import Cast, make_case, to_deciding, to_preparing, with_items, with_rounds  # noqa: E402

VISITORS = 500


def fill(cast: Cast, seats: int, at: datetime) -> None:
    """More people who decide: joined, named, prepared."""
    case, room = Case.objects.get(id=cast.case), Room.objects.get(case=cast.case, key="circle")
    first = case.seats.count() + 1
    names = [
        Words(case=case, room=room, kind="name", text=f"Buur {number}", salt=new_salt(), written_at=at)
        for number in range(first, seats + 1)
    ]
    Words.objects.bulk_create(names, batch_size=2000)
    people = [
        Seat(
            case=case,
            number=first + at_,
            role=Role.PARTICIPANT,
            decides=True,
            name=name,
            invited_at=at,
            joined_at=at,
            talked_at=at,
        )
        for at_, name in enumerate(names)
    ]
    Seat.objects.bulk_create(people, batch_size=2000)
    ria = Seat.objects.get(id=cast.ria)
    talks = [Declaration(case=case, kind=DeclarationKind.PREPARATION, by=ria, about=person, at=at) for person in people]
    Declaration.objects.bulk_create(talks, batch_size=2000)


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
    fill(cast, seats, at)
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
    }
    told["queries"] = {
        name: queries(path, told["facilitator"] if name == "overview" else told["people"][0])
        for name, path in told["paths"].items()
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
