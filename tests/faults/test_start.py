"""A start that was cut short, or beside others: the next one finishes it, and nothing is made half or twice."""

import re
import signal
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.installation import ON_POSTGRES, dying, first_line, gedragen, serving

# Where a first start can be cut: between its steps, and within those that have several.
WRITES_DOWN = "django.db.migrations.recorder:MigrationRecorder.record_applied"
CUTS = (
    (WRITES_DOWN, 25),
    (WRITES_DOWN, 31),
    ("gedragen.config.serving.startup:collect_static", 1),
    ("django.contrib.staticfiles.storage:StaticFilesStorage.save", 3),
    ("whitenoise.storage:CompressedManifestStaticFilesStorage.compress_files", 1),
    ("gedragen.config.serving.startup:get_resolver", 1),
    ("gedragen.config.demo:play_family", 1),
)


def test_a_start_that_was_cut_short_again_and_again_is_finished_by_the_next(around: dict[str, str]) -> None:
    for step, nth in CUTS:
        with serving(around, "--demo", command=dying(step, nth)) as (server, _):
            assert first_line(server) == ""
            assert server.wait() == -signal.SIGKILL, (step, nth)
    with serving(around, "--demo") as (server, port):
        assert "is ready" in first_line(server)
        with urlopen(f"http://localhost:{port}/") as page:
            looks = re.findall(r'href="(/static/[^"]*css)"', page.read().decode())
        for look in looks:
            with urlopen(f"http://localhost:{port}{look}") as answer:
                assert answer.status == 200
        assert looks
    assert gedragen(around, "check").returncode == 0
    assert len(gedragen(around, "cases").stdout.splitlines()) == 5


def test_servers_that_start_together_on_nothing_all_serve(around: dict[str, str]) -> None:
    with serving(around) as (one, _), serving(around) as (two, _), serving(around) as (three, _):
        for server in (one, two, three):
            assert "is ready" in first_line(server)


@pytest.mark.skipif(not ON_POSTGRES, reason="on SQLite the folder is the database")
def test_servers_on_two_machines_that_start_together_on_one_database_both_serve(
    around: dict[str, str], tmp_path: Path
) -> None:
    elsewhere = around | {"GEDRAGEN_DATA": str(tmp_path / "elsewhere")}
    with serving(around) as (one, _), serving(elsewhere) as (two, _):
        for server in (one, two):
            assert "is ready" in first_line(server)
