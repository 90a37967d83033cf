"""A server of its own, with a family behind its closed door, and what is needed to speak to it from outside."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.edges.site import Site
from tests.support.installation import first_line, own_database, serving, surroundings_in


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory, worker_id: str, django_db_setup: None) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("edges") / "data"
    with own_database(f"edges_{worker_id}") as database:
        yield surroundings_in(folder, DJANGO_SETTINGS_MODULE="gedragen.config.settings", **database)


@pytest.fixture(scope="module")
def site(around: dict[str, str]) -> Iterator[Site]:
    made = subprocess.run(
        [sys.executable, "-m", "tests.edges.house"], env=around, capture_output=True, text=True, check=True
    )
    with serving(around) as (server, port):
        assert "is ready" in first_line(server)
        yield Site(port, server.pid, **json.loads(made.stdout))
