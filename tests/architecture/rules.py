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

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "raw", "execute"}
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
    found = []
    for source in sources:
        parts = PurePath(source.path).with_suffix("").parts
        found += [f"{source.path}: {part!r} says nothing" for part in parts if part in NO_NAMES]
        found += [
            f"{source.path}:{made.lineno} {made.name} is named after a role in a pattern"
            for made in source.classes()
            if made.name.endswith(NO_ENDINGS)
        ]
    return found


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
    own_base_classes,
    missing_first_lines,
    writes_outside_commands,
    doors_opened_by_hand,
)
