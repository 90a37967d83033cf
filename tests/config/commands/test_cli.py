"""The command `gedragen`, run as an operator runs it: in a process of its own."""

import errno
import json
import signal
import socket
import sqlite3
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock
from urllib.request import urlopen

import psutil
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from gedragen.config.cli import setting_trouble
from gedragen.config.commands.serve import port_problems
from tests.support.installation import first_line, free_port, gedragen, serving, started, surroundings_in


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return surroundings_in(tmp_path)


@pytest.fixture
def served(surroundings: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with serving(surroundings) as running:
        yield running


def test_help_names_every_command(surroundings: dict[str, str]) -> None:
    done = gedragen(surroundings, "--help")
    assert done.returncode == 0
    for name in ("serve", "demo", "cases", "journal", "verify", "tick", "createadmin", "check", "approach"):
        assert f"    {name}" in done.stdout


@pytest.mark.parametrize(
    "line",
    [
        "approach list",
        "backup no/such/folder.tar.gz",
        "cases",
        "check",
        "createadmin nobody",
        "demo --wrong",
        "erasures",
        "journal huize-lydia",
        "key",
        "opinion nowhere",
        "restore nothing.tar.gz",
        "schema set_footing",
        "serve --port 0",
        "shares nowhere",
        "tick",
        "verify nothing.jsonl",
        "--version",
    ],
)
def test_a_command_answers_the_same_where_also_its_interpreter_starts_anew(
    surroundings: dict[str, str], line: str
) -> None:
    anew, forked = started(surroundings, *line.split()), gedragen(surroundings, *line.split())
    assert (forked.returncode, forked.stdout, forked.stderr) == (anew.returncode, anew.stdout, anew.stderr)


def test_serve_says_where_to_look_answers_and_stops(served: tuple[subprocess.Popen[str], int]) -> None:
    server, port = served
    assert f"http://localhost:{port}" in first_line(server)
    with urlopen(f"http://localhost:{port}/") as answer:
        assert answer.status == 200
    server.send_signal(signal.SIGTERM)
    assert server.wait(60) == 0
    assert server.stdout is not None
    assert server.stdout.read() == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device."),
        (OSError(errno.EROFS, "Read-only file system", "/data/.starting"), "Read-only file system: /data/.starting"),
        (OperationalError("database is locked\nmore"), "The database cannot be used now (database is locked)."),
        (DatabaseError("database disk image is malformed"), "cannot be used now (database disk image is malformed)"),
        (sqlite3.OperationalError("database or disk is full"), "cannot be used now (database or disk is full)"),
    ],
)
def test_what_an_operator_can_mend_is_a_sentence(error: Exception, says: str) -> None:
    assert says in setting_trouble(error)


@pytest.mark.parametrize("error", [IntegrityError("twice"), OSError(errno.ENOENT, "No such file"), KeyError("x")])
def test_a_mistake_of_ours_is_no_sentence(error: Exception) -> None:
    assert setting_trouble(error) == ""


def test_a_damaged_database_is_a_sentence(surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "gedragen.sqlite3").write_bytes(b"no database" * 1000)
    done = gedragen(surroundings, "tick")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gedragen: The database cannot be reached (file is not a database)")


def test_a_taken_port_is_a_sentence(surroundings: dict[str, str], served: tuple[subprocess.Popen[str], int]) -> None:
    server, port = served
    first_line(server)
    done = gedragen(surroundings, "serve", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr.startswith(f"gedragen: Port {port} is taken")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_a_sentence(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if not host[0].isdigit():
        monkeypatch.setattr("socket.getaddrinfo", Mock(side_effect=socket.gaierror))
    (problem,) = port_problems(Namespace(host=host, port=8000))
    assert f"{host} is no address of this machine." in problem


def test_a_second_start_is_quick(surroundings: dict[str, str], served: tuple[subprocess.Popen[str], int]) -> None:
    first, _ = served
    first_line(first)
    with serving(surroundings) as (second, _):
        first_line(second)
        # Of the processor, so that a busy machine changes nothing.
        used = psutil.Process(second.pid).cpu_times()
    assert used.user + used.system < 3


def test_the_demo_is_refused_beyond_this_machine(surroundings: dict[str, str]) -> None:
    done = gedragen(surroundings, "serve", "--demo", "--host", "0.0.0.0", "--port", str(free_port()))
    assert done.returncode == 2
    assert "not served on 0.0.0.0" in done.stderr


def test_createadmin_makes_and_then_changes(surroundings: dict[str, str]) -> None:
    assert gedragen(surroundings, "createadmin", "ria").returncode == 2
    made = gedragen(surroundings, "createadmin", "Ria@example.nl", "--name", "Ria Jansen")
    assert made.stdout.startswith("Made the account of Ria Jansen <ria@example.nl>.")
    changed = gedragen(surroundings, "createadmin", "ria@example.nl", "--phone", "06-12345678")
    assert changed.stdout.startswith("Changed the account of Ria Jansen")


def test_a_wrong_port_is_a_sentence(surroundings: dict[str, str]) -> None:
    done = gedragen(surroundings, "serve", "--port", "99999")
    assert "not a port number" in done.stderr


def test_check_lists_every_setting(surroundings: dict[str, str]) -> None:
    assert "GEDRAGEN_DATABASE_URL" in gedragen(surroundings, "check", "--list").stdout
    wrong = gedragen(surroundings | {"GEDRAGEN_BASE_URL": "https://gedragen.example.nl"}, "check")
    assert wrong.returncode == 1
    assert "- GEDRAGEN_SECRET_KEY is missing" in wrong.stdout


def test_an_unreachable_database_is_a_sentence(surroundings: dict[str, str]) -> None:
    lost = surroundings | {"GEDRAGEN_DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/none"}
    done = gedragen(lost, "check")
    assert done.returncode == 1
    assert "The database cannot be reached" in done.stdout
    assert "Traceback" not in done.stderr


def test_opinion_reports_on_a_real_export(surroundings: dict[str, str], tmp_path: Path) -> None:
    export = Path(__file__).parents[2] / "data/polis/scoop-hivemind.ubi"
    done = gedragen(surroundings, "opinion", str(export), "--quiet", "--json", str(tmp_path / "ubi.json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "ubi.json").read_text(encoding="utf-8"))["participants"] == 234


def test_shares_says_what_is_wrong_with_a_file(surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "broken.pb").write_text("nothing", encoding="utf-8")
    done = gedragen(surroundings, "shares", str(tmp_path / "broken.pb"))
    assert done.returncode == 1
    assert "broken.pb" in done.stderr
