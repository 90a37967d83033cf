"""`gedragen cases`: a line per case, its address first."""

import argparse
import sys

from gedragen.cases.arriving.queries.cases import case_lines


def run(_: argparse.Namespace) -> int:
    lines = case_lines()
    for line in lines:
        print(line)
    if not lines:
        print("There are no cases yet. `gedragen demo` loads a played one.", file=sys.stderr)
    return 0
