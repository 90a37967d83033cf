"""`gedragen tick`: one round of what time asks for."""

import argparse
import sys

from gedragen.clock import now
from gedragen.config.serving.wrong_clock import tick_if_sure


def run(args: argparse.Namespace) -> int:
    if doubt := tick_if_sure(at=now(), is_sure=args.catch_up):
        print(f"gedragen: {doubt}", file=sys.stderr)
        return 1
    return 0
