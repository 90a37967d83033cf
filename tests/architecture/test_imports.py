"""The arrows point down, and every contract was seen to break on an import planted against it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, TOP

PLANTED = {
    # layers
    "people/planted_up.py": "import gedragen.cases.engine.change",
    "cases/planted_up.py": "import gedragen.notices",
    "pages/planted_across.py": "import gedragen.api",
    "method/planted_across.py": "import gedragen.opinion",
    # pure, also through another module
    "method/planted_django.py": "import django",
    "access/planted_through.py": "import gedragen.method.planted_django",
    # one exit
    "pages/planted_tables.py": "import gedragen.cases.models",
    "api/planted_tables.py": "from gedragen.cases.models import Case",
    # time is told
    "cases/planted_clock.py": "from gedragen.clock import now",
    # no circles: not between two packages, nor between modules beside each other
    "pages/frames/planted_round.py": "import gedragen.pages.plan.planted_back",
    "pages/plan/planted_back.py": "import gedragen.pages.frames.planted_round",
    "cases/plan/planted_round.py": "import gedragen.cases.plan.planted_back",
    "cases/plan/planted_back.py": "import gedragen.cases.plan.planted_round",
    # a part that nobody gave a place
    "newpart/__init__.py": "",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    words = [str(tool), "--config", str(TOP / "pyproject.toml"), "--no-cache", "--no-logo"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package. import-linter reads the one in the folder it stands in."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, folder / "gedragen", ignore=shutil.ignore_patterns("static", "__pycache__"))
    return folder


def test_the_tree_keeps_every_contract(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def planted(copy: Path) -> str:
    """What import-linter says, on one line, about the copy with everything planted."""
    folder = copy.with_name("planted")
    shutil.copytree(copy, folder)
    for path, line in PLANTED.items():
        (folder / "gedragen" / path).parent.mkdir(exist_ok=True)
        (folder / "gedragen" / path).write_text(line + "\n")
    done = lint(folder)
    assert done.returncode != 0
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "chain",
    [
        "gedragen.people.planted_up -> gedragen.cases.engine.change",
        "gedragen.cases.planted_up -> gedragen.notices",
        "gedragen.pages.planted_across -> gedragen.api",
        "gedragen.method.planted_across -> gedragen.opinion",
        "gedragen.method.planted_django -> django",
        "gedragen.access.planted_through -> gedragen.method.planted_django",
        "gedragen.pages.planted_tables -> gedragen.cases.models",
        "gedragen.api.planted_tables -> gedragen.cases.models",
        "gedragen.cases.planted_clock -> gedragen.clock",
        "No cycles are allowed in gedragen.pages. It could be made acyclic",
        "No cycles are allowed in gedragen.cases.plan. It could be made acyclic",
        "newpart",
    ],
)
def test_a_planted_import_is_seen(planted: str, chain: str) -> None:
    assert chain in planted


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("from . import change", "TID252"),
        ("from ..method import consent", "TID252"),
        ("from datetime import datetime\ndatetime.now()", "TID251"),
        ("from django.utils import timezone\ntimezone.now()", "TID251"),
        ("from django.db.models import signals", "TID251"),
        ("from django.dispatch import receiver", "TID251"),
    ],
)
def test_ruff_sees_what_import_linter_cannot(line: str, code: str) -> None:
    tool = Path(sys.executable).with_name("ruff")
    words = [str(tool), "check", "--select", "TID", "--output-format", "concise", "--stdin-filename"]
    name = str(PACKAGE / "cases" / "planted.py")
    done = subprocess.run([*words, name, "-"], input=line + "\n", cwd=TOP, capture_output=True, text=True, check=False)
    assert code in done.stdout
