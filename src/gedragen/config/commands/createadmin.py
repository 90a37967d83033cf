"""`gedragen createadmin`: the first account of an installation, and every administrator after it."""

import argparse
import sys

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gedragen.clock import now
from gedragen.config.serving import startup
from gedragen.people.accounts import make_admin


def run(args: argparse.Namespace) -> int:
    try:
        validate_email(args.email)
    except ValidationError:
        print(f"gedragen: {args.email!r} is not an e-mail address.", file=sys.stderr)
        return 2
    startup.migrate()
    account, is_new = make_admin(args.email, args.name, phone=args.phone, at=now())
    print(f"{'Made' if is_new else 'Changed'} the account of {account.name} <{account.email}>.")
    print("They sign in at /aanmelden/ with a code that is mailed to them.")
    return 0
