"""`gedragen key`: the public key with which this installation signs its journals."""

import argparse

from gedragen.cases.journal.queries import signing_key


def run(_: argparse.Namespace) -> int:
    print(signing_key())
    return 0
