"""`gedragen approach`: the approaches there are, and adding one of your own."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gedragen.clock import now
from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import ApproachFile, read_file

if TYPE_CHECKING:
    from gedragen.cases.models import Constitution


def run(args: argparse.Namespace) -> int:
    try:
        return {"list": list_all, "show": show, "check": check, "add": add}[args.act](args)
    except ApproachBroken as broken:
        count = len(broken.faults)
        things = "one thing" if count == 1 else f"{count} things"
        print(f"gedragen: {broken.file} cannot be used; {things} to mend:", *broken.faults, sep="\n- ", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads our output left. That is no fault of the file.
        raise
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not a text file" if isinstance(error, UnicodeDecodeError) else error.strerror
        print(f"gedragen: {args.file} cannot be read: {reason}.", file=sys.stderr)
        return 2


def list_all(_: argparse.Namespace) -> int:
    # Only now: to check a file needs no database.
    from gedragen.cases.store.constitutions import files_to_choose

    for key, found in files_to_choose().items():
        print("\t".join([key, found.digest, origin(found), found.approach.name.nl]))
    return 0


def origin(constitution: "ApproachFile | Constitution") -> str:
    if isinstance(constitution, ApproachFile) or constitution.is_shipped:
        return "Gedragen"
    by = f" by {constitution.added_by.email}" if constitution.added_by is not None else ""
    return f"added {constitution.added_at:%Y-%m-%d}{by}"


def show(args: argparse.Namespace) -> int:
    from gedragen.cases.store.constitutions import source_of

    source = source_of(args.key)
    if source is None:
        print(f"gedragen: there is no approach {args.key!r}. `gedragen approach list` has them.", file=sys.stderr)
        return 1
    print(source, end="" if source.endswith("\n") else "\n")
    return 0


def check(args: argparse.Namespace) -> int:
    found = read_file(Path(args.file).read_text(encoding="utf-8"), args.file)
    print(f"{args.file} is right: {found.approach.name.nl} ({found.approach.key}). Its digest:\n{found.digest}")
    return 0


def add(args: argparse.Namespace) -> int:
    from gedragen.cases.store.constitutions import add_file
    from gedragen.people.accounts import account_by_email

    account = account_by_email(args.by) if args.by else None
    if args.by and account is None:
        print(f"gedragen: nobody signs in with {args.by!r}. `gedragen createadmin` makes accounts.", file=sys.stderr)
        return 1
    kept = add_file(Path(args.file).read_text(encoding="utf-8"), args.file, by=account, at=now())
    print(f"{kept.approach.name.nl} ({kept.key}) is there, {origin(kept)}. Its digest:\n{kept.digest}")
    print("Whoever takes up a question can choose it. What has begun goes on as it began.")
    return 0
