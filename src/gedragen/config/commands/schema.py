"""`gedragen schema`: what every act asks and what every page is given, for who writes a program beside ours."""

import argparse
import json
import sys


def run(args: argparse.Namespace) -> int:
    # Only now: it reads every act, and those read the tables.
    from gedragen.api.schema import act_schema, acts_by_name, whole_schema

    if args.act and args.act not in acts_by_name():
        print(f"gedragen: there is no act {args.act!r}. They are:", *sorted(acts_by_name()), sep="\n", file=sys.stderr)
        return 1
    print(json.dumps(act_schema(args.act) if args.act else whole_schema(), indent=2, ensure_ascii=False))
    return 0
