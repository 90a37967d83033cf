"""`gedragen opinion` and `gedragen shares`: files in, a report and JSON out. Mathematics is loaded when it runs.

Exit status 0: done; 1: the file cannot be read or counted, said on standard error; 2: wrong arguments.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from gedragen.opinion.files.broken_file import BrokenFile


def opinion(arguments: Sequence[str] | None = None) -> int:
    """Opinion groups and support in every group, from a Polis export folder or a file of votes."""
    return run_opinion(opinion_parser().parse_args(arguments))


def shares(arguments: Sequence[str] | None = None) -> int:
    """A fair bundle of measures inside a money frame, from a Pabulib file."""
    return run_shares(shares_parser().parse_args(arguments))


def run_opinion(chosen: argparse.Namespace) -> int:
    """What `gedragen opinion` does with arguments that are read already."""
    return _told_in_words(_opinion, chosen)


def run_shares(chosen: argparse.Namespace) -> int:
    """What `gedragen shares` does with arguments that are read already."""
    return _told_in_words(_shares, chosen)


def opinion_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gedragen opinion", description=opinion.__doc__)
    opinion_arguments(parser)
    return parser


def opinion_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of `gedragen opinion`."""
    parser.add_argument("path", type=Path, metavar="PATH", help="a Polis export folder, or one file of votes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything to this file as well")
    parser.add_argument(
        "--threshold",
        type=_threshold,
        action="append",
        metavar="SHARE",
        help="what counts as support in a group, between 0 and 1 (0.6); may be given several times",
    )
    parser.add_argument("--moderated", action="store_true", help="treat moderated statements like the others")
    parser.add_argument("--quiet", action="store_true", help="do not tell how far it is")


def shares_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="gedragen shares", description=shares.__doc__)
    shares_arguments(parser)
    return parser


def shares_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of `gedragen shares`."""
    parser.add_argument("path", type=Path, metavar="FILE.pb", help="a Pabulib file with approval ballots")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything to this file as well")
    parser.add_argument("--utility", choices=("cost", "cardinality"), default="cost", help="what a measure is worth")
    parser.add_argument("--completion", choices=("add1", "none"), default="add1", help="how the budget is used up")
    parser.add_argument("--quiet", action="store_true", help="do not tell how far it is")


def _threshold(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share between 0 and 1, such as 0.6")
    return share


def _opinion(chosen: argparse.Namespace) -> None:
    from gedragen.opinion.files.polis_files import read_polis
    from gedragen.opinion.files.report import as_json, opinion_report
    from gedragen.opinion.files.report_text import as_text
    from gedragen.opinion.groups.verdict import THRESHOLD

    _check_place(chosen.json, chosen.path)
    tell = _progress(chosen.quiet)
    report = opinion_report(
        read_polis(chosen.path, tell),
        thresholds=tuple(dict.fromkeys(chosen.threshold or [THRESHOLD])),
        with_moderated=chosen.moderated,
        tell=tell,
    )
    _hand_over(as_text(report), chosen.json, as_json(report))


def _shares(chosen: argparse.Namespace) -> None:
    from gedragen.opinion.shares.pabulib import read_pabulib
    from gedragen.opinion.shares.report import as_json, as_text, shares_report
    from gedragen.opinion.shares.rule import equal_shares

    _check_place(chosen.json, chosen.path)
    tell = _progress(chosen.quiet)
    election = read_pabulib(chosen.path, tell)
    outcome = equal_shares(
        election,
        utility=chosen.utility,
        completion=chosen.completion,
        progress=lambda raises: tell(f"everybody's start raised by {raises:,}"),
    )
    report = shares_report(election, outcome, chosen.utility, chosen.completion)
    _hand_over(as_text(report), chosen.json, as_json(report))


def _told_in_words(run: Callable[[argparse.Namespace], None], chosen: argparse.Namespace) -> int:
    try:
        run(chosen)
    except BrokenPipeError:
        raise  # who read our output left; that is no trouble with a file
    except OSError as error:
        place = f"{error.filename or chosen.path}: It cannot be reached ({error.strerror})."
        # Of a library that does not load, the system gives no reason: its sentence is all there is.
        said = f"{place} Check the path and your rights to it." if error.strerror else str(error)
        print(f"gedragen: {said}", file=sys.stderr)
        return 1
    except (ValueError, ArithmeticError) as refusal:
        print(f"gedragen: {refusal}", file=sys.stderr)
        return 1
    except MemoryError:
        print(f"gedragen: {chosen.path} is too large for the memory of this machine.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("gedragen: stopped; nothing was written.", file=sys.stderr)
        return 1
    return 0


def _progress(quiet: bool) -> Callable[[str], None]:
    """Tell on standard error, at most once a second."""
    import time

    last = time.monotonic()

    def tell(message: str) -> None:
        nonlocal last
        if not quiet and time.monotonic() - last >= 1:
            last = time.monotonic()
            print(f"… {message}", file=sys.stderr, flush=True)

    return tell


def _check_place(file: Path | None, source: Path) -> None:
    """Tell before the work, not after it, that its outcome cannot be written there."""
    if file is None:
        return
    with suppress(FileNotFoundError, NotADirectoryError):
        file.stat()  # a link in a circle, a name too long, a folder that is closed: all but a file that is not there
    if file.is_dir():
        raise BrokenFile(file, None, "This is a folder.", "Give the name of a file in it.")
    if not file.parent.is_dir():
        raise BrokenFile(file, None, "There is no folder for it.", "Make the folder first, or choose another.")
    read = [source, *source.glob("*.csv")] if source.is_dir() else [source]
    if file.exists() and any(file.samefile(other) for other in read if other.exists()):
        raise BrokenFile(file, None, "What is read would be written over.", "Choose another name.")


def _hand_over(text: str, file: Path | None, content: dict[str, object]) -> None:
    """Write the file, then print; both are made by now, so whoever stops us finds both or neither."""
    _write(file, content)
    if sys.stdout is None:
        return  # started without a screen
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ValueError(f"The report cannot be printed ({error.strerror}). Choose another place for it.") from error


def _write(file: Path | None, content: dict[str, object]) -> None:
    """Write the whole file or nothing."""
    if file is None:
        return
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    whole = file.resolve()
    beside = whole.with_name(f"{whole.name}.{os.getpid()}.part")
    try:
        if file.exists() and not file.is_file():
            file.write_text(text, encoding="utf-8")  # a pipe, such as /dev/stdout
            return
        beside.write_text(text, encoding="utf-8")
        beside.replace(whole)
    except OSError as error:
        raise BrokenFile(file, None, f"It cannot be written ({error.strerror}).", "Choose another place.") from error
    finally:
        beside.unlink(missing_ok=True)
