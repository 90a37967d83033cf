"""An installation whose mail goes to a post office that is open, with a case under load."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.notices.post_office import PostOffice
from tests.support.installation import free_port, own_database, surroundings_in


@pytest.fixture
def post_office(tmp_path: Path) -> Iterator[PostOffice]:
    office = PostOffice(tmp_path / "post", free_port())
    office.folder.mkdir()
    office.open()
    yield office
    office.close()


@pytest.fixture
def around(tmp_path: Path, worker_id: str, post_office: PostOffice) -> Iterator[dict[str, str]]:
    mail = f"smtp://127.0.0.1:{post_office.port}"
    given = {"GEDRAGEN_EMAIL_URL": mail, "DJANGO_SETTINGS_MODULE": "gedragen.config.settings"}
    with own_database(f"faults_{worker_id}") as database:
        yield surroundings_in(tmp_path / "data", **given, **database)


@pytest.fixture
def town(around: dict[str, str]) -> dict[str, Any]:
    """What tests/faults/town.py tells of it."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.faults.town", "6"], env=around, capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(made.stdout)
    return told
