"""A release, where Gedragen never was: a wheel in an empty environment, on a machine without Node."""

import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.installation import first_line, serving, surroundings_in

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands. Its packages have the versions that this test run has."""
    folder = tmp_path_factory.mktemp("wheel")
    versions = folder / "versions.txt"
    known = {one.name: one.version for one in distributions() if one.name != "gedragen"}
    versions.write_text("".join(f"{name}=={version}\n" for name, version in known.items()))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    own = [*pip, "--python", str(folder / "env")]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(TOP)], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*own, "install", "-c", str(versions), str(wheel)], check=True)
    return folder / "env" / "bin"


def read(port: int, path: str) -> str:
    with urlopen(f"http://localhost:{port}{path}") as answer:
        text: str = answer.read().decode()
        return text


def test_a_wheel_serves_the_demo_without_node(installed: Path, tmp_path: Path) -> None:
    bare = surroundings_in(tmp_path / "data", PATH=str(installed))
    bare.pop("PYTHONPATH", None)
    with serving(bare, "--demo", command=[str(installed / "gedragen")]) as (server, port):
        assert f"http://localhost:{port}" in first_line(server)
        page = read(port, "/")
        assert "Huize Lydia" in page
        assert "Samen besluiten" in page
        for asset in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', page):
            assert read(port, asset)
        assert ".css" in page
