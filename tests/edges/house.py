"""A family behind its closed door, made in the database of an installation: `python -m tests.edges.house`.

Prints the address of the case, the cookies' names, and a session of each who is in.
"""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from gedragen.cases.models import Case  # noqa: E402
from gedragen.clock import now  # noqa: E402
from tests.faults.town import session_of  # noqa: E402
from tests.support.family_cast import into_closed_time, make_family, to_deciding, to_preparing  # noqa: E402

NAMES = ("ria", "sanne", "daan", "truus", "henk", "leyla", "joke", "karin")


def main() -> None:
    call_command("migrate", verbosity=0)
    family = into_closed_time(to_deciding(to_preparing(make_family(now()))))
    told = {
        "address": Case.objects.get(id=family.case).address,
        "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME],
        "sessions": {name: session_of(getattr(family, name)) for name in NAMES},
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
