"""`gedragen tick`: one round of what time asks for."""

import argparse

from gedragen.clock import now
from gedragen.notices.worker import tick


def run(_: argparse.Namespace) -> int:
    tick(at=now())
    return 0
