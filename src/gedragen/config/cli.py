"""The command `gedragen`: its words and its subcommands. What each does stands in config/commands/."""

import argparse
import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

import gedragen
from gedragen.config import loading
from gedragen.opinion.command import opinion_arguments, run_opinion, run_shares, shares_arguments

Parsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

ABOUT = """Gedragen: the open platform for De Nieuwe Route, deciding together and carrying it out together.

Without settings it works on this machine, with the database of `make run` in the checkout.
`gedragen check --list` names every setting."""

# Full, read-only, broken, or of another user.
OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM)
# What may be run when nothing else may begin.
MENDS = ("check", "restore")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; its return value is the exit code. Trouble with settings is a sentence, not a traceback."""
    args = parser().parse_args(arguments)
    try:
        if args.prepare is not None:
            args.prepare(args)
        code = int(import_module(f"gedragen.config.commands.{args.module}").run(args))
        # Only now is it known whether anybody still reads it.
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of our output left (`gedragen journal … | head`): that is their right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if sentence := setting_trouble(error):
            print(f"gedragen: {sentence}", file=sys.stderr)
            return 2
        raise


def setting_trouble(error: Exception) -> str:
    """The sentence of an error that the operator can mend, or nothing."""
    from django.core.exceptions import ImproperlyConfigured

    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, OSError) and error.errno in OF_THE_DISK:
        return f"{error.strerror}: {error.filename}" if error.filename else f"{error.strerror}."
    return database_trouble(error)


def database_trouble(error: Exception) -> str:
    """What a database says that is gone, full, locked, damaged or not to be written. The rest is a mistake of ours."""
    from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

    of_the_file = type(error) in (DatabaseError, sqlite3.DatabaseError, sqlite3.OperationalError)
    if not of_the_file and not isinstance(error, OperationalError | InternalError | InterfaceError):
        return ""
    from gedragen.config.checks import database_problems

    # A pool says only that it waited; why, a connection of one's own tells.
    reason = (str(error).strip().splitlines() or ["no reason given"])[0]
    return " ".join(database_problems()) or f"The database cannot be used now ({reason})."


def load_code(_: argparse.Namespace) -> None:
    """Read the settings and load the tables; about half a second, so only for commands that need it."""
    loading.load()


def use_django(args: argparse.Namespace) -> None:
    """As `load_code`, for commands that ask the database anything."""
    load_code(args)
    from django.core.exceptions import ImproperlyConfigured

    from gedragen.config.checks import cut_restore_problems

    if args.module in MENDS:
        return
    from gedragen.config.serving.in_use import use_database

    use_database()
    if problems := cut_restore_problems():
        raise ImproperlyConfigured(problems[0])


def use_tables(args: argparse.Namespace) -> None:
    """As `use_django`, for commands that read or change cases: the tables must be there and up to date."""
    use_django(args)
    from django.core.exceptions import ImproperlyConfigured

    from gedragen.config.serving.startup import refuse_newer_tables, tables_are_behind

    refuse_newer_tables()
    if tables_are_behind():
        raise ImproperlyConfigured("The database is new or of an earlier version. Start `gedragen serve` once.")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="gedragen", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--version", action="version", version=f"gedragen {gedragen.__version__}")
    subcommands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add_one in (
        add_serve,
        add_demo,
        add_cases,
        add_journal,
        add_verify,
        add_key,
        add_tick,
        add_createadmin,
        add_check,
        add_backup,
        add_restore,
        add_erasures,
        add_approach,
        add_schema,
        add_opinion,
        add_shares,
    ):
        add_one(subcommands)
    return top


def add(
    subcommands: Parsers,
    name: str,
    says: str,
    *,
    example: str,
    more: str = "",
    prepare: Callable[[argparse.Namespace], None] | None = use_django,
    module: str = "",
) -> argparse.ArgumentParser:
    command = subcommands.add_parser(
        name,
        help=says,
        description=f"{says}\n\n{more}".strip(),
        epilog=f"example:\n{example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(module=module or name, prepare=prepare)
    return command


def add_serve(subcommands: Parsers) -> None:
    serve = add(
        subcommands,
        "serve",
        "Serve the pages, and do on time what must be done on time.",
        more="One process. Brings the database up to date first; a worker inside runs deadlines and sends mail.",
        example="  gedragen serve\n  gedragen serve --demo --port 8123",
        prepare=None,
    )
    serve.add_argument("--port", type=port, default=8000, help="port to listen on (default: %(default)s)")
    serve.add_argument("--host", default="localhost", help="host to listen on (default: %(default)s)")
    serve.add_argument("--threads", type=int, default=16, help="requests served at one moment (default: %(default)s)")
    serve.add_argument(
        "--demo",
        action="store_true",
        help="load the played example Huize Lydia if it is not there, and let visitors step into any of its "
        "roles; refused beyond this machine",
    )


def add_demo(subcommands: Parsers) -> None:
    add(
        subcommands,
        "demo",
        "Load the played example Huize Lydia, dated from today.",
        more="Does nothing when it is there already. On this machine only.",
        example="  gedragen demo",
    )


def add_cases(subcommands: Parsers) -> None:
    add(
        subcommands,
        "cases",
        "List the cases: a line each, the address first.",
        more="Columns, separated by tabs: address, phase, title (open cases only), demo.",
        example="  gedragen cases",
        prepare=use_tables,
    )


def add_journal(subcommands: Parsers) -> None:
    journal = add(
        subcommands,
        "journal",
        "Write out the journal of a case, as JSON Lines signed at the end.",
        more="It holds no names and no private text, and what everybody may know. Anyone can check it with `verify`.",
        example="  gedragen journal huize-lydia --out huize-lydia.jsonl",
        prepare=use_tables,
        module="evidence.journal",
    )
    journal.add_argument("case", metavar="CASE", help="the address of the case, as `gedragen cases` prints it")
    journal.add_argument("--out", metavar="FILE", help="write to this file (default: the screen)")
    journal.add_argument("--whole", action="store_true", help="also who did it and the exact moment: not for others")


def add_verify(subcommands: Parsers) -> None:
    verify = add(
        subcommands,
        "verify",
        "Check that a journal file is as it was written, and by whom.",
        more="Needs nothing but the file: no settings, no database, and no network but for --site. Exits 0 when it is "
        "intact and shown to be so by --key, --site or --head; 1 when it is not, naming the first line that is wrong; "
        "3 when it is consistent in itself, and nothing shows who wrote it. With a receipt also 1 when its answer lies "
        "under no root of that journal, and 3 without a journal to look in.",
        example="  gedragen verify huize-lydia.jsonl --site https://gedragen.example\n"
        "  gedragen verify huize-lydia.jsonl --head 4k2m-9xwa-… --receipt ontvangstbewijs.json",
        prepare=None,
        module="evidence.verify",
    )
    verify.add_argument("file", metavar="FILE", nargs="?", help="the journal file, or - for standard input")
    verify.add_argument("--receipt", metavar="FILE", help="the receipt of an answer, to look for in the journal")
    verify.add_argument("--head", metavar="CODE", help="a code that you noted from a page or a mail")
    verify.add_argument("--key", metavar="KEY", help="a file with the key of who should have signed, or its code")
    verify.add_argument("--site", metavar="URL", help="the site that should have signed: its key is asked there")


def add_key(subcommands: Parsers) -> None:
    add(
        subcommands,
        "key",
        "Print the public key with which this installation signs its journals.",
        more="Everybody may have it. Keep a copy elsewhere: `gedragen verify --key` compares with it.",
        example="  gedragen key > gedragen.key",
        prepare=load_code,
        module="evidence.key",
    )


def add_createadmin(subcommands: Parsers) -> None:
    createadmin = add(
        subcommands,
        "createadmin",
        "Make an account that facilitates and administers; it signs in by a mailed code.",
        more="An account that exists already gets these rights; a name or phone number given here replaces the old.",
        example='  gedragen createadmin ria@example.nl --name "Ria Jansen" --phone 06-12345678',
    )
    createadmin.add_argument("email", metavar="EMAIL", help="the address that sign-in codes are mailed to")
    createadmin.add_argument("--name", default="", help="the name people see (default: the part before the @)")
    createadmin.add_argument("--phone", default="", help="the number on every page of a situation")


def add_tick(subcommands: Parsers) -> None:
    tick = add(
        subcommands,
        "tick",
        "Do once what time asks for: deadlines that have passed, and mail that waits.",
        more="`gedragen serve` does this by itself. Safe to run beside it, and from cron. "
        "After a week without it, it first asks whether the clock is right.",
        example="  gedragen tick\n  gedragen tick --catch-up",
        prepare=use_tables,
    )
    tick.add_argument("--catch-up", action="store_true", help="say that the clock is right after a long rest")


def add_check(subcommands: Parsers) -> None:
    check = add(
        subcommands,
        "check",
        "Check the settings and the database, as `serve` does at its start.",
        example="  gedragen check\n  gedragen check --audit\n  gedragen check --list",
    )
    check.add_argument("--list", action="store_true", help="name every setting with its meaning")
    check.add_argument("--audit", action="store_true", help="hold the database against the journals, as by night")


def add_backup(subcommands: Parsers) -> None:
    backup = add(
        subcommands,
        "backup",
        "Write a backup: the database in one file, and the keys kept beside it in another.",
        more="Safe while people use the site. Sessions and counters are left out. Whoever has the first file reads "
        "what people wrote, but for closed rooms; whoever has both lets themselves in. Keep them in different places.",
        example="  gedragen backup gedragen-2026-03-01.tar.gz --keys /elsewhere/gedragen-2026-03-01.keys",
    )
    backup.add_argument("file", metavar="FILE", help="the file to make; it must not exist yet")
    backup.add_argument("--keys", metavar="KEYFILE", help="where the keys go (default: FILE with .keys behind it)")


def add_restore(subcommands: Parsers) -> None:
    restore = add(
        subcommands,
        "restore",
        "Put a backup back, into an empty installation.",
        more="Stop everything that serves it first, on every machine, and start it afterwards. Also moves an "
        "installation to another machine. Whoever was erased since the backup stays erased, by the list of erasures.",
        example="  gedragen restore gedragen-2026-03-01.tar.gz --keys /elsewhere/gedragen-2026-03-01.keys",
    )
    restore.add_argument("file", metavar="FILE", help="a file that `gedragen backup` made")
    restore.add_argument(
        "--keys", metavar="KEYFILE", help="the file with its keys (default: FILE with .keys behind it)"
    )
    restore.add_argument(
        "--without-keys",
        action="store_true",
        help="agree that links and cards stop working, and journals change signer",
    )
    restore.add_argument(
        "--without-erasures", action="store_true", help="agree that people come back whose erasure is on a lost list"
    )
    restore.add_argument("--replace", action="store_true", help="agree to lose what this installation holds now")


def add_erasures(subcommands: Parsers) -> None:
    erasures = add(
        subcommands,
        "erasures",
        "Tell how long the list of erasures is, and how long it must be.",
        more="It stands outside the database, holds no names, and keeps people erased after a restore: keep a copy.",
        example="  gedragen erasures\n  gedragen erasures --accept-loss",
        prepare=use_tables,
    )
    erasures.add_argument("--accept-loss", action="store_true", help="go on with a list that is lost or too short")


def add_approach(subcommands: Parsers) -> None:
    approach = add(
        subcommands,
        "approach",
        "List the approaches, show one as its file, check a file, or add one of your own.",
        more="list: a line each, separated by tabs: key, digest, where it is from, name. "
        "show KEY: its file, by its key or by a digest that a journal tells. "
        "check FILE: all that is wrong with it, each with its line and how to mend it; needs no database. "
        "add FILE [--by EMAIL]: from then on questions can be taken up with it; its page says who added it.",
        example="  gedragen approach show neighbourhood > our_street.toml\n"
        "  gedragen approach check our_street.toml\n"
        "  gedragen approach add our_street.toml --by ria@example.nl",
        prepare=use_tables,
    )
    acts = approach.add_subparsers(metavar="ACT", required=True, dest="act")
    acts.add_parser("list", help="list the approaches that a question can be taken up with")
    acts.add_parser("show", help="show one as its file").add_argument("key", metavar="KEY", help="its key or digest")
    check = acts.add_parser("check", help="say all that is wrong with a file")
    check.set_defaults(prepare=None)
    new = acts.add_parser("add", help="add a file of your own")
    new.add_argument("--by", metavar="EMAIL", default="", help="the account of whoever adds it")
    for one in (check, new):
        one.add_argument("file", metavar="FILE", help="a TOML file, such as `gedragen approach show` prints")


def add_schema(subcommands: Parsers) -> None:
    schema = add(
        subcommands,
        "schema",
        "Print what every act asks and what every page is given, as JSON Schema.",
        more="In the order of their names, so that two versions can be compared. The draft is 2020-12.",
        example="  gedragen schema > schema.json\n  gedragen schema set_footing",
        prepare=load_code,
    )
    schema.add_argument("act", metavar="ACT", nargs="?", default="", help="one act by its name")


def add_opinion(subcommands: Parsers) -> None:
    opinion = add(
        subcommands,
        "opinion",
        "Find opinion groups in votes, and what is supported in every group.",
        more="Needs no settings and no database. What the numbers mean: docs/opinion.md.",
        example="  gedragen opinion export-folder/ --json opinion.json",
        prepare=None,
    )
    opinion_arguments(opinion)
    opinion.set_defaults(module="maths", work_out=run_opinion)


def add_shares(subcommands: Parsers) -> None:
    shares = add(
        subcommands,
        "shares",
        "Choose a fair bundle of measures inside a budget, by the Method of Equal Shares.",
        more="Needs no settings and no database.",
        example="  gedragen shares election.pb --json shares.json",
        prepare=None,
    )
    shares_arguments(shares)
    shares.set_defaults(module="maths", work_out=run_shares)


def port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number (1 to 65535)")
    return int(text)
