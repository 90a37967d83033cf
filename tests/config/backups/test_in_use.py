"""Nothing is put under a process of ours that lives, whichever server it is; and none begins while a restore runs."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.installation import ON_POSTGRES, Installation, free_port

WAITRESS = (sys.executable, "-m", "waitress", "--port={port}", "gedragen.config.wsgi:application")
# As gunicorn with --preload: loaded once, and then served by children that outlive what loaded it.
FORKED = """
import os, sys
from wsgiref.simple_server import make_server
from gedragen.config.wsgi import application
reads, writes = os.pipe()
if os.fork():
    os.close(writes)
    os.read(reads, 1)
    os._exit(0)
make_server("127.0.0.1", int(sys.argv[1]), application).serve_forever()
"""
RESTORES = """
from gedragen.config.serving.in_use import alone
with alone():
    print("alone", flush=True)
    input()
"""
END_OF_CONNECTION = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                   "AND application_name = 'gedragen in use' AND pid <> pg_backend_pid()")
    print(len(cursor.fetchall()))
"""


@contextmanager
def served(here: Installation, *line: str) -> Iterator[int]:
    """Another WSGI server, in a process of its own; its port."""
    port = free_port()
    words = [word.replace("{port}", str(port)) for word in line]
    with subprocess.Popen(words, env=here.surroundings, stdin=subprocess.PIPE, start_new_session=True) as server:
        try:
            wait_for(port)
            yield port
        finally:
            os.killpg(server.pid, 9)


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            look(port)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def look(port: int) -> int:
    """What comes back for an address that sends everybody elsewhere: no look of a page has to be there for it."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/aanmelden/code/aanvragen/")
        return connection.getresponse().status


@pytest.fixture
def full(new: Installation, kept: Path) -> Installation:
    assert new.run("restore", str(kept)).returncode == 0
    return new


def assert_refused(here: Installation, kept: Path) -> None:
    refused = here.run("restore", str(kept), "--replace")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Gedragen is running on this data. Stop it first, on every machine" in refused.stderr


@pytest.mark.parametrize("line", [WAITRESS, (sys.executable, "-c", FORKED, "{port}")], ids=["waitress", "forked"])
def test_nothing_is_put_under_another_wsgi_server(full: Installation, kept: Path, line: tuple[str, ...]) -> None:
    with served(full, *line) as port:
        assert_refused(full, kept)
        assert look(port) == http.client.FOUND
    assert full.run("restore", str(kept), "--replace").returncode == 0


@pytest.mark.skipif(not ON_POSTGRES, reason="on SQLite the lock lies beside the file of the database")
def test_nor_under_one_on_another_machine_nor_after_its_lock_was_lost(
    full: Installation, kept: Path, tmp_path: Path
) -> None:
    elsewhere = Installation(tmp_path / "elsewhere", {})
    elsewhere.surroundings = full.surroundings | {"GEDRAGEN_DATA": str(tmp_path / "elsewhere")}
    with served(elsewhere, *WAITRESS) as port:
        assert_refused(full, kept)
        assert full.python(END_OF_CONNECTION) == "1\n"
        assert look(port) == http.client.FOUND
        assert_refused(full, kept)


@pytest.mark.skipif(ON_POSTGRES, reason="on PostgreSQL it is no file")
def test_a_lock_that_was_taken_away_is_taken_again(full: Installation, kept: Path) -> None:
    with served(full, *WAITRESS) as port:
        (full.folder / "gedragen.sqlite3.in-use").unlink()
        assert look(port) == http.client.FOUND
        assert_refused(full, kept)


def test_while_a_backup_is_put_back_nothing_of_ours_begins(full: Installation) -> None:
    around = full.surroundings | {"DJANGO_SETTINGS_MODULE": "gedragen.config.settings"}
    line = [sys.executable, "-c", f"import django; django.setup()\n{RESTORES}"]
    pipe = subprocess.PIPE
    with subprocess.Popen(line, env=around, stdin=pipe, stdout=pipe, text=True) as restores:
        assert restores.stdout is not None
        assert restores.stdout.readline() == "alone\n"
        for words in (["serve", "--port", "1"], ["tick"], ["cases"], ["backup", str(full.folder / "x")], ["demo"]):
            refused = full.run(*words)
            assert (refused.returncode, refused.stdout) == (2, ""), words
            assert "A backup is being put back just now" in refused.stderr
        line = [sys.executable, "-c", "import gedragen.config.wsgi"]
        server = subprocess.run(line, env=around, capture_output=True, text=True, check=False)
        assert server.returncode != 0
        assert "A backup is being put back just now" in server.stderr
        restores.communicate("done\n")
    assert full.run("cases").returncode == 0
