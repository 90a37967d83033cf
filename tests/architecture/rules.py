"""The rules of the house as functions: each takes sources and returns sentences about what breaks it."""

import ast
import re
from collections.abc import Iterable
from pathlib import PurePath

from tests.architecture.tree import Source

LINES_PER_FILE = 400
LINES_PER_FUNCTION = 50
LINES_PER_VIEW = 20

NO_NAMES = {"utils", "util", "helpers", "helper", "managers", "manager", "handlers", "handler", "services", "service"}
NO_NAMES |= {"base", "common", "misc", "mixins", "mixin", "signals", "shared", "tools", "core", "lib"}
NO_ENDINGS = ("Mixin", "Manager", "Helper", "Handler", "Service", "Util", "Utils", "Base")

# A bare participle says that something happened, not what is there now. Two are words of every feature, and stay:
# `asked`, the value an act is asked with, and `seen`, the Snapshot that everybody sees of a case.
PARTICIPLES = {"found", "told", "said", "given", "known", "named", "held", "kept", "made", "taken", "brought", "called"}
LINES_OF_REACH = 3
# Functions from before this rule. Nothing is added here.
STILL_REACHING = {
    "cases/rounds/commands/rounds.py _close",
    "cases/rounds/queries/on_behalf.py _speakers",
    "cases/rounds/queries/rounds.py round_cards",
    "pages/plan/lights.py _everyone_asked",
    "pages/plan/words.py what_now",
}

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "raw", "execute"}
# What a command does with the open change, and what anybody can do with a file or a connection.
CHANGES = {"record", "record_unnamed", "write", "write_text", "write_bytes", "unlink", "mkdir", "close"}
# Where rows of a case are written, and where they are only read.
IN_COMMANDS = re.compile(r"cases/(\w+/commands\b|sealing\.py)")
IN_QUERIES = re.compile(r"cases/\w+/queries\b")


def long_files(sources: Iterable[Source]) -> list[str]:
    counts = {source.path: source.text.count("\n") for source in sources}
    return [f"{path} has {count} lines" for path, count in counts.items() if count > LINES_PER_FILE]


def long_functions(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{function.lineno} {function.name} has {lines(function)} lines"
        for source in sources
        for function in source.functions()
        if lines(function) > LINES_PER_FUNCTION
    ]


def long_views(sources: Iterable[Source]) -> list[str]:
    """A view parses, makes one call, and shows. What it needs beyond that belongs below."""
    return [
        f"{source.path}:{function.lineno} {function.name} has {lines(function)} lines"
        for source in sources
        for function in source.functions()
        if source.path.startswith("pages/") and function.name.endswith("_page") and lines(function) > LINES_PER_VIEW
    ]


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def empty_names(sources: Iterable[Source]) -> list[str]:
    """Names that say nothing about what is inside."""
    faults = []
    for source in sources:
        parts = PurePath(source.path).with_suffix("").parts
        faults += [f"{source.path}: {part!r} says nothing" for part in parts if part in NO_NAMES]
        faults += [
            f"{source.path}:{made.lineno} {made.name} is named after a role in a pattern"
            for made in source.classes()
            if made.name.endswith(NO_ENDINGS)
        ]
    return faults


def reaching_participles(sources: Iterable[Source]) -> list[str]:
    """A name that says nothing of what it holds is left again within three lines."""
    return [
        f"{source.path}:{function.lineno} {function.name}: {name!r} reaches {last - first} lines further"
        for source in sources
        for function in source.functions()
        if f"{source.path} {function.name}" not in STILL_REACHING
        for name, first, last in reach_of_names(function)
        if name in PARTICIPLES and last - first > LINES_OF_REACH
    ]


def reach_of_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[tuple[str, int, int]]:
    """Each name that this function or one inside it is given or uses, with the first and the last line of it."""
    lines: dict[str, list[int]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Name | ast.arg):
            lines.setdefault(node.id if isinstance(node, ast.Name) else node.arg, []).append(node.lineno)
    return [(name, min(numbers), max(numbers)) for name, numbers in lines.items()]


def own_base_classes(sources: Iterable[Source]) -> list[str]:
    """Classes that inherit from a class of ours. Only what Django and Python offer is inherited from."""
    sources = list(sources)
    own = {made.name for source in sources for made in source.classes() if not made.name.startswith("Meta")}
    return [
        f"{source.path}:{made.lineno} {made.name} inherits from {base.id}"
        for source in sources
        for made in source.classes()
        for base in made.bases
        if isinstance(base, ast.Name) and base.id in own
    ]


def missing_first_lines(sources: Iterable[Source]) -> list[str]:
    """A module opens with one line on what it guards."""
    return [f"{source.path} does not say what it is for" for source in sources if not says_what_for(source)]


def says_what_for(source: Source) -> bool:
    return not source.text.strip() or bool(ast.get_docstring(source.tree))


def writes_outside_commands(sources: Iterable[Source]) -> list[str]:
    """Rows of a case are written by commands only, because only a command asks access and writes the journal."""
    return [
        f"{source.path}:{call.lineno} writes with .{call.func.attr}()"
        for source in sources
        if source.path.startswith(("pages/", "api/")) or IN_QUERIES.match(source.path)
        for call in source.calls()
        if isinstance(call.func, ast.Attribute) and is_write(call, call.func.attr)
    ]


def checks_that_write(sources: Iterable[Source]) -> list[str]:
    """What is called a check refuses or lets through: whoever reads its name does not expect rows or an entry of it."""
    return [
        f"{source.path}:{call.lineno} {function.name} writes with .{call.func.attr}()"
        for source in sources
        for function in source.functions()
        if function.name.lstrip("_").startswith("check")
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in CHANGES or (is_write(call, call.func.attr) and call.func.attr != "execute")
    ]


def is_write(call: ast.Call, name: str) -> bool:
    """`update` and `delete` are also words of dictionaries: a queryset gets keywords, and deletes without any."""
    if name == "update":
        return bool(call.keywords) and not call.args
    if name == "delete":
        return not call.args and not call.keywords
    return name in WRITES


def doors_opened_by_hand(sources: Iterable[Source]) -> list[str]:
    """A command is an act (`cases/engine/act.py`): it is given the open change, and is told of in the registry."""
    return [
        f"{source.path}:{call.lineno} opens the door itself with {call.func.id}"
        for source in sources
        if IN_COMMANDS.match(source.path)
        for call in source.calls()
        if isinstance(call.func, ast.Name) and call.func.id in ("change_case", "own_act")
    ]


RULES = (
    long_files,
    long_functions,
    long_views,
    empty_names,
    reaching_participles,
    own_base_classes,
    missing_first_lines,
    writes_outside_commands,
    checks_that_write,
    doors_opened_by_hand,
)
