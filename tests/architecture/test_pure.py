"""The rules, the table of access and the maths load without Django and without the clock; and no check writes."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import gedragen

SOURCE = Path(gedragen.__file__).parent
CHECK = ("check", "_check", "is_", "_is_", "has_", "_has_")
WRITES = {"save", "update", "create", "bulk_create", "get_or_create", "update_or_create", "delete", "record"}


@pytest.mark.parametrize("part", ["method", "access", "opinion"])
def test_a_pure_part_loads_alone(part: str) -> None:
    code = (
        "import importlib, pkgutil, sys\n"
        f"import gedragen.{part} as part\n"
        "for found in pkgutil.walk_packages(part.__path__, part.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(*sorted({'django', 'gedragen.clock', 'gedragen.cases'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def checks() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.name.startswith(CHECK):
                    yield path, node


def test_a_check_never_writes() -> None:
    found = list(checks())
    assert len(found) > 100
    assert [f"{path.name}: {node.name}" for path, node in found if writes(node)] == []


def writes(node: ast.FunctionDef) -> set[str]:
    """What it calls that writes a row or an entry, or hands on the change itself."""
    calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
    written = {_name(call) for call in calls} & WRITES
    handed_on = {
        _name(call) for call in calls if any(isinstance(arg, ast.Name) and arg.id == "change" for arg in call.args)
    }
    return written | {name for name in handed_on if not name.startswith(CHECK)}


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rsplit(".")[-1]


def test_a_check_that_writes_is_found() -> None:
    bad = ast.parse("def check_it(change):\n    end_only_the_law(change)\ndef has_it(seat):\n    seat.save()")
    good = ast.parse("def check_it(change):\n    check_other(change)\n    row(change.case.seats)")
    assert [bool(writes(node)) for node in bad.body if isinstance(node, ast.FunctionDef)] == [True, True]
    assert [bool(writes(node)) for node in good.body if isinstance(node, ast.FunctionDef)] == [False]
