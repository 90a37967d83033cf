"""A measure is run once in a long while: it must still start then."""

import os
import subprocess
import sys

import pytest

from tests.architecture.tree import TOP

MEASURES = sorted(path.stem for path in (TOP / "bench").glob("*.py") if "ArgumentParser(" in path.read_text("utf-8"))


def test_there_are_measures() -> None:
    assert {"first", "inviting", "opinion", "pages", "town"} <= set(MEASURES)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_says_how_it_is_asked(measure: str) -> None:
    outside = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", f"bench.{measure}", "--help"]
    answer = subprocess.run(command, cwd=TOP, env=outside, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert f"bench.{measure}" in answer.stdout
