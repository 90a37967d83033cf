"""`gedragen opinion` and `gedragen shares`: opinion groups, and a fair bundle of measures. Neither needs a database."""

import argparse


def run(args: argparse.Namespace) -> int:
    return int(args.work_out(args))
