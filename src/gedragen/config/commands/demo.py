"""`gedragen demo`: the played examples, made by the same commands that people's clicks make."""

import argparse
import sys

from django.conf import settings

from gedragen.clock import now
from gedragen.config.demo import load_demo
from gedragen.config.serving import startup


def run(_: argparse.Namespace) -> int:
    if not settings.LOCAL:
        print("gedragen: the demo belongs on this machine only, and GEDRAGEN_BASE_URL is public.", file=sys.stderr)
        return 2
    startup.migrate()
    if load_demo(at=now()):
        print("Huize Lydia and a family behind a closed door are loaded.")
        print("`gedragen serve --demo` lets you step into any role.")
    else:
        print("The examples are there already, and stay as their visitors left them.")
    return 0
