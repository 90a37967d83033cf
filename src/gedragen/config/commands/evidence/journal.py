"""`gedragen journal`: a case's journal as a file that anyone can verify without this installation."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from gedragen.access.doing import NotFound
from gedragen.cases.arriving.queries.cases import case_by_address
from gedragen.cases.journal.queries import journal_lines_for_operator
from gedragen.cases.store.evidence.chain import short_code
from gedragen.clock import now


def run(args: argparse.Namespace) -> int:
    try:
        case_id = case_by_address(args.case)
    except NotFound:
        print(f"gedragen: there is no case {args.case!r}. `gedragen cases` lists them.", file=sys.stderr)
        return 1
    lines = journal_lines_for_operator(case_id, at=now(), is_whole=args.whole)
    if args.out is None:
        sys.stdout.writelines(lines)
        return 0
    last = write(lines, Path(args.out))
    print(f"Wrote {last['entries']} entries to {args.out}. Head: {short_code(str(last['head']))}")
    return 0


def write(lines: Iterator[str], path: Path) -> dict[str, object]:
    """Write the lines; returns what the one says that signs the head. A half-written file never has the asked name."""
    end, newest = "", ""
    half = path.with_name(path.name + ".part")
    with half.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(line)
            end, newest = newest, line
    half.replace(path)
    signed: dict[str, object] = json.loads(end)
    return signed
