"""The rules, the table of access and the maths load without Django, and without the clock."""

import subprocess
import sys

import pytest


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
