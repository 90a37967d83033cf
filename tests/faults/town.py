"""A case under load, made in the database of an installation: `python -m tests.faults.town PEOPLE`.

Prints its address, and for the facilitator and each participant a session that is in already.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from gedragen.access.doing import Role  # noqa: E402
from gedragen.cases.models import Case, Seat  # noqa: E402
from gedragen.clock import now  # noqa: E402
from gedragen.config.sessions import SessionStore  # noqa: E402
from tests.support.cast import come_in, make_case, to_preparing  # noqa: E402


def session_of(seat_id: int) -> str:
    seat = Seat.objects.get(id=seat_id)
    session = SessionStore()
    way = {"link": seat.link_generation, "card": None}
    session["seats"] = {str(seat.case_id): {"seats": {str(seat.pk): way}, "current": seat.pk}}
    session.create()
    return str(session.session_key)


def main(people: int) -> None:
    call_command("migrate", verbosity=0)
    cast = to_preparing(make_case(now()))
    seats = [come_in(cast, f"Buur {number}", Role.PARTICIPANT, contact="") for number in range(people)]
    told = {
        "address": Case.objects.get(id=cast.case).address,
        "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
        "facilitator": session_of(cast.ria),
        "people": [session_of(seat) for seat in seats],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
