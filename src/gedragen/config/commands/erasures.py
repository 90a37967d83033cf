"""`gedragen erasures`: the list that keeps people erased after a restore."""

import argparse

from gedragen.cases.engine.erase_again import accept_loss
from gedragen.cases.store.erasure_list import list_file, noted_length, read_list


def run(args: argparse.Namespace) -> int:
    if args.accept_loss:
        print(f"From now on the list counts with the {accept_loss()} lines that it has.")
        return 0
    needed, found = noted_length(), len(read_list())
    print(f"{list_file()} has {found} lines; {needed} at least are needed.")
    return 0 if found >= needed else 1
