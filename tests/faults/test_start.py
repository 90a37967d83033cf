"""A start that was cut short, or beside others: the next one finishes it, and nothing is made half or twice."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.installation import GEDRAGEN, first_line, free_port, gedragen, serving

ON_POSTGRES = os.environ.get("GEDRAGEN_TEST_DATABASE") == "postgres"
# The tables are made by then; that they are is still to be written down.
DIES_BEFORE_WRITING_IT_DOWN = """
import os, signal, sys
from django.db.migrations.recorder import MigrationRecorder
from gedragen.config.cli import main

write_down = MigrationRecorder.record_applied

def record_applied(recorder, app, name):
    if (app, name) == ({app!r}, {name!r}):
        os.kill(os.getpid(), signal.SIGKILL)
    write_down(recorder, app, name)

MigrationRecorder.record_applied = record_applied
sys.exit(main())
"""


@pytest.mark.parametrize(("app", "name"), [("auth", "0001_initial"), ("cases", "0001_initial")])
def test_a_start_that_was_cut_short_between_two_steps_is_finished_by_the_next(
    around: dict[str, str], app: str, name: str
) -> None:
    program = DIES_BEFORE_WRITING_IT_DOWN.format(app=app, name=name)
    with serving(around, command=(sys.executable, "-c", program)) as (server, _):
        assert first_line(server) == ""
    with serving(around) as (server, _):
        assert "is ready" in first_line(server)
    assert gedragen(around, "check").returncode == 0


def test_a_start_that_was_cut_short_is_finished_by_the_next(around: dict[str, str]) -> None:
    for moment in (0.3, 0.6, 0.9, 1.2, 1.5, 2, 2.5, 3):
        line = [*GEDRAGEN, "serve", "--port", str(free_port())]
        with subprocess.Popen(line, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            time.sleep(moment)
            server.kill()
    with serving(around) as (server, _):
        assert "is ready" in first_line(server)
    assert gedragen(around, "check").returncode == 0
    assert gedragen(around, "cases").returncode == 0


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
