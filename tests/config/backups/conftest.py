"""Two installations: an old one, with the demo in it, and a new one that is empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.installation import Installation, own_database


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Installation]:
    """With the demo loaded. Nothing here changes it."""
    with own_database(f"drill_old_{worker_id}") as given:
        made = Installation(tmp_path_factory.mktemp("old"), given)
        assert made.run("demo").returncode == 0
        yield made


@pytest.fixture
def new(tmp_path: Path, worker_id: str) -> Iterator[Installation]:
    """Empty."""
    with own_database(f"drill_new_{worker_id}") as given:
        yield Installation(tmp_path / "new", given)


@pytest.fixture(scope="session")
def first_kept(old: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the old one, with its keys beside it."""
    file = tmp_path_factory.mktemp("kept") / "kept.tar.gz"
    made = old.run("backup", str(file))
    assert made.returncode == 0, made.stderr
    return file


@pytest.fixture
def kept(first_kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to do with as one likes."""
    for name in (first_kept.name, f"{first_kept.name}.keys"):
        (tmp_path / name).write_bytes(first_kept.with_name(name).read_bytes())
        (tmp_path / name).chmod(0o600)
    return tmp_path / first_kept.name
